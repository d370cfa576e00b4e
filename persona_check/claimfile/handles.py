"""The address of a profile that is given by its network and a name there."""

import re
from collections.abc import Mapping

from persona_check.claimfile.values import web_address

__all__ = ["network_of", "profile_address"]

# the address by which the network itself shows a profile; {} is the name there
_NETWORKS: Mapping[str, str] = {
    "twitter": "https://twitter.com/{}",
    "x": "https://x.com/{}",
    "linkedin": "https://www.linkedin.com/in/{}",
    "github": "https://github.com/{}",
    "gitlab": "https://gitlab.com/{}",
    "bluesky": "https://bsky.app/profile/{}",
    "mastodon": "https://{1}/@{0}",
    "fediverse": "https://{1}/@{0}",
    "instagram": "https://www.instagram.com/{}",
    "facebook": "https://www.facebook.com/{}",
    "xing": "https://www.xing.com/profile/{}",
    "youtube": "https://www.youtube.com/{}",
    "researchgate": "https://www.researchgate.net/profile/{}",
    "orcid": "https://orcid.org/{}",
    "googlescholar": "https://scholar.google.com/citations?user={}",
    "substack": "https://{}.substack.com",
    "medium": "https://medium.com/@{}",
    "devto": "https://dev.to/{}",
    "stackoverflow": "https://stackoverflow.com/users/{}",
    "threads": "https://www.threads.net/@{}",
}
_HANDLE = re.compile(r"@?([\w.~=-]{1,100})")
_FEDERATED = re.compile(r"@?([\w.-]{1,60})@([\w-]+(?:\.[\w-]+)+)")


def network_of(heading: str) -> str | None:
    """The network that a heading or key names: "Twitter handle" is Twitter's."""
    words = re.sub(r"[\W_]+", "", heading.casefold())
    for rest in (
        "",
        "url",
        "link",
        "profile",
        "handle",
        "username",
        "user",
        "account",
        "id",
        "name",
    ):
        name = words.removesuffix(rest) if rest else words
        if name in _NETWORKS:
            return name
    return {"twitterx": "twitter", "xtwitter": "twitter", "bsky": "bluesky"}.get(words)


def profile_address(network: str, handle: str) -> str | None:
    """The address of the profile; one that is given as an address stays as it is."""
    words = handle.strip()
    if re.match(r"https?://|www\.", words, re.IGNORECASE) or re.match(r"[\w-]+(\.[\w-]+)+/", words):
        return web_address(words)
    known = network_of(network)
    if known is None:
        return None
    if federated := _FEDERATED.fullmatch(words):
        form = _NETWORKS[known] if known in {"mastodon", "fediverse"} else "https://{1}/@{0}"
        return form.format(federated[1], federated[2])
    found = _HANDLE.fullmatch(words)
    if found is None or known in {"mastodon", "fediverse"}:
        return None
    return _NETWORKS[known].format(found[1])
