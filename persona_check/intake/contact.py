"""Mail addresses, iDs and profile links in text and behind links, sorted by what they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from persona_check.claimfile.values import (
    KEY_OF_SCHEME,
    identifier_in_address,
    split_mail,
    web_address,
)
from persona_check.compare.orcid import bare_orcid
from persona_check.expressions import Expression
from persona_check.intake.reading import Item

__all__ = ["Said", "contact_items", "is_profile", "mails_in", "web_addresses_in"]

_MAIL = Expression(r"(?<![\w.+-])[\w.+'-]{1,64}@(?:[\w-]+\.)+[A-Za-z]{2,24}(?![\w@])")
_HIDDEN_MAIL = Expression(
    r"(?<![\w.])(?P<user>[\w.+-]{1,64})\s*[\[({<]\s*(?:at|@|ät|arroba|chez)\s*[\])}>]\s*"
    r"(?P<host>[\w-]+(?:\s*(?:[\[({<]\s*(?:dot|punkt|point|\.)\s*[\])}>]|\.|\sdot\s)\s*[\w-]+)+)",
    re.IGNORECASE,
)
_SPELT_MAIL = Expression(
    r"(?<![\w.])(?P<user>[a-z][\w-]{1,40}) at (?P<host>(?:[a-z][\w-]{1,40} dot ){1,4}[a-z]{2,6})"
    r"(?![\w-]| dot )"
)
_DOT = Expression(r"\s*(?:[\[({<]\s*(?:dot|punkt|point|\.)\s*[\])}>]|\sdot\s|\.)\s*", re.IGNORECASE)
_TLD = (
    "com|org|net|edu|gov|mil|int|info|io|dev|ai|me|co|app|page|blog|name|tech|science|academy|"
    "example|test|eu|uk|de|fr|it|es|pt|br|nl|be|ch|at|se|no|dk|fi|pl|cz|sk|hu|ro|gr|ie|us|ca|mx|"
    "ar|cl|pe|au|nz|jp|cn|kr|tw|hk|sg|in|ir|il|tr|ru|ua|za|ng|ke|eg|so|xyz|site|online|cloud|is|"
    "ee|lv|lt|lu|si|hr|rs|bg|id|my|th|vn|ph|pk|bd|lk|social"
)
_URL = Expression(
    rf"https?://[^\s<>\"“”{{}}|\\^`]+|(?<![\w@./-])(?:[A-Za-z0-9](?:[\w-]*[A-Za-z0-9])?\.)+(?:{_TLD})"
    rf"(?![\w@])(?:[/?#][^\s<>\"“”{{}}|\\^`]*)?",
    re.IGNORECASE,
)
_ORCID = Expression(r"(?<![\d-])\d{4}-\d{4}-\d{4}-\d{3}[\dXx](?![\d-])")
# Hosts on which a page is somebody's profile and not their own site.
_PROFILE_HOSTS = frozenset(
    (
        "linkedin.com x.com twitter.com facebook.com instagram.com threads.net bsky.app "
        "mastodon.social fosstodon.org researchgate.net academia.edu publons.com "
        "webofscience.com scopus.com ssrn.com papers.ssrn.com youtube.com youtu.be vimeo.com "
        "medium.com dev.to stackoverflow.com stackexchange.com gitlab.com bitbucket.org "
        "codeberg.org kaggle.com huggingface.co keybase.io openreview.net dblp.org orcid.org "
        "github.com arxiv.org scholar.google.com researcherid.com mendeley.com "
        "loop.frontiersin.org "
        "goodreads.com muckrack.com quora.com reddit.com flickr.com pinterest.com tiktok.com "
        "t.me telegram.me discord.gg slideshare.net speakerdeck.com osf.io zenodo.org figshare.com "
        "impactstory.org hal.science lattes.cnpq.br isni.org viaf.org wikidata.org "
        "inspirehep.net ieeexplore.ieee.org dl.acm.org notion.so linktr.ee about.me "
        "hackerrank.com leetcode.com codeforces.com topcoder.com behance.net dribbble.com "
        "soundcloud.com twitch.tv angel.co crunchbase.com meetup.com xing.com "
        "genealogy.math.ndsu.nodak.edu"
    ).split()
)
# Hosts of works, tools and services that say nothing of who a person is.
_OTHER_HOSTS = frozenset(
    (
        "doi.org dx.doi.org google.com docs.google.com drive.google.com maps.google.com goo.gl "
        "bit.ly tinyurl.com pubmed.ncbi.nlm.nih.gov ncbi.nlm.nih.gov jstor.org wikipedia.org "
        "calendly.com zoom.us gmail.com outlook.com schema.org w3.org creativecommons.org "
        "overleaf.com latextemplates.com gohugo.io wowchemy.com hugoblox.com jekyllrb.com "
        "quarto.org rmarkdown.rstudio.com fontawesome.com googleapis.com gstatic.com "
        "googletagmanager.com jsdelivr.net cloudflare.com netlify.com netlify.app.com "
        "gravatar.com unpkg.com cdnjs.com amazon.com springer.com sciencedirect.com nature.com "
        "wiley.com tandfonline.com sagepub.com oup.com cambridge.org mailchi.mp list-manage.com"
    ).split()
)
# of these hosts' own pages, none is anybody's profile
_OF_COMPANY = Expression(
    r"(?:about|ai|blog|developers?|docs|engineering|help|research|support)\.(?!me$)"
)
_WORK_PATHS = Expression(
    r"/(?:abs|pdf|paper|papers|article|articles|doi|watch|status|posts?|pub)(?:/|$)", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words of a document with the addresses behind them and their place."""

    text: str
    place: str
    links: tuple[str, ...] = ()


def mails_in(text: str) -> Iterator[str]:
    """Mail addresses, also those written "name [at] host [dot] org"."""
    for match in _MAIL.finditer(text):
        yield match[0].strip(".'")
    for match in _SPELT_MAIL.finditer(text):
        yield f"{match['user']}@{re.sub(r' dot ', '.', match['host'])}"
    for match in _HIDDEN_MAIL.finditer(text):
        yield f"{match['user']}@{_DOT.sub('.', match['host'].strip())}"


def web_addresses_in(text: str) -> Iterator[str]:
    """Web addresses, with a scheme or without, what a sentence puts behind them left off."""
    plain = re.sub(r"(?<=/)(\w)\u0303", r"~\1", _MAIL.sub(" ", text))  # LaTeX's raised tilde
    for match in _URL.finditer(plain):
        address = match[0].rstrip(".,;:!?'’\"”*_")
        while address.endswith((")", "]")) and address.count("(") < address.count(")") + (
            address.count("]") > address.count("[")
        ):
            address = address[:-1]
        bare_name = "/" not in address and not address.lower().startswith("www.")
        if bare_name and re.fullmatch(r"[A-Z][\w-]*\.[A-Z][\w-]*(?:\.\w+)*", address):
            continue  # two names with a dot between, as "Oduya.In"
        yield address


def contact_items(said: Iterable[Said], *, own_links: bool = True) -> Iterator[Item]:
    """Mail addresses, iDs, homepage and profiles in the order in which they are said, each once.

    Without ``own_links`` an address of no known service is left out: it may be anything.
    """
    seen: set[tuple[str, str]] = set()
    homepage = False
    for one in said:
        for item in _of_words(one):
            if item.key == "homepage":
                if not own_links:
                    continue
                if homepage:
                    item = Item(key="links", value=item.value, place=item.place)
                homepage = True
            same = (item.key, _folded(str(item.value)))
            other = ("homepage" if item.key == "links" else "links", same[1])
            once = item.key not in {"email", "links", "homepage"} and any(
                key == item.key for key, _ in seen
            )
            if same in seen or other in seen or once:
                continue
            seen.add(same)
            yield item


def _of_words(one: Said) -> Iterator[Item]:
    shown_mails = list(mails_in(one.text))
    for link in one.links if not shown_mails else ():
        if link.lower().startswith("mailto:"):
            address = unquote(link[7:].partition("?")[0]).strip()
            if split_mail(address) and "@" in address:
                yield Item(key="email", value=address, place=one.place)
    for mail in shown_mails:
        yield Item(key="email", value=mail, place=one.place)
    if orcid := _ORCID.search(one.text):
        bare = bare_orcid(orcid[0])
        if bare:
            yield Item(key="orcid", value=bare, place=one.place)
    behind = [link for link in one.links if re.match(r"https?://", link, re.IGNORECASE)]
    shown = list(web_addresses_in(one.text))
    for address in (*behind, *(a for a in shown if not _is_shown_link(a, behind))):
        item = _of_address(address, one.place)
        if item is not None:
            yield item


def _is_shown_link(address: str, behind: Iterable[str]) -> bool:
    bare = _folded(address)
    return any(_folded(link).startswith(bare) or bare.startswith(_folded(link)) for link in behind)


def _folded(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.strip().casefold()).rstrip("/")


def _of_address(address: str, place: str) -> Item | None:
    url = web_address(address)
    if url is None:
        return None
    known = identifier_in_address(url)
    if known is not None and known[0] in KEY_OF_SCHEME:
        return Item(key=KEY_OF_SCHEME[known[0]], value=known[1], place=place)
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    if is_profile(host):
        if not parts.path.strip("/") and not parts.query:
            return None
        if host == "github.com" or (host in {"arxiv.org", "openreview.net"} and (
            _WORK_PATHS.search(parts.path) or "forum" in parts.path
        )):  # fmt: skip
            return None
        if _WORK_PATHS.search(parts.path) and host != "linkedin.com":
            return None
        if _OF_COMPANY.match(host) or (host == "medium.com" and not parts.path.startswith("/@")):
            return None
        return Item(key="links", value=_without_tracking(url), place=place)
    if _is_of(host, _OTHER_HOSTS):
        return None
    if _WORK_PATHS.search(parts.path) or re.search(
        r"\.(?:pdf|docx?|zip|pptx?|png|jpe?g)$", parts.path, re.I
    ):
        return None
    return Item(key="homepage", value=_without_tracking(url), place=place)


def is_profile(host: str) -> bool:
    """Whether pages of this host are profiles of people."""
    return _is_of(host, _PROFILE_HOSTS) or host.startswith("scholar.google.")


def _is_of(host: str, services: frozenset[str]) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in services)


def _without_tracking(url: str) -> str:
    """The address without what tells where it was clicked."""
    parts = urlsplit(url)
    if not parts.query:
        return url
    kept = [
        key
        for key in parse_qs(parts.query)
        if not re.match(r"utm_|lipi|trk|jobid|ref|gclid|fbclid", key, re.I)
    ]
    if kept and not (parts.hostname or "").endswith("linkedin.com"):
        return url
    return url.partition("?")[0]
