"""Emails: parts, own words, signature, who is meant, and what came with them."""

__all__: list[str] = []
