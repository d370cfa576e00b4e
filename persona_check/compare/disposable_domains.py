"""Which mail domains give mailboxes that are thrown away."""

__all__ = ["is_disposable"]


def is_disposable(domain: str) -> bool:
    """Whether the domain, or one above it, is on the public list of throw-away services.

    The list is that of github.com/disposable-email-domains, as its package carries it.
    """
    from disposable_email_domains import blocklist

    labels = domain.strip(". ").casefold().split(".")
    return any(".".join(labels[at:]) in blocklist for at in range(len(labels) - 1))
