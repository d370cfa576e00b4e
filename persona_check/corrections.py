"""What somebody can do whose claim a check speaks about, in words for that person."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["correction"]

_ANY = (
    "say which line is wrong and where a better record stands; whoever checked can look again, or "
    "set the line aside with your reason."
)
_BY_CHECK: Mapping[str, str] = MappingProxyType(
    {
        "publications": "give a DOI for each work, and other names that you publish under. A "
        "record with a wrong author list is mended by its publisher or index.",
        "work_counts": "say what you counted (posters, workshops, abstracts) and where a list "
        "of it stands.",
        "coauthors": "name a common work with its DOI, or the name under which it was published.",
        "identifiers": "copy the identifier anew from your own profile; an index that ties it to "
        "somebody else takes corrections.",
        "trust_markers": "nothing has to be mended; ask your employer or university to put the "
        "post or degree on your ORCID record, and sign in to it when you next publish.",
        "affiliation": "give a page of the organisation that names you, or ask it to add the post "
        "to your ORCID record itself.",
        "department": "give a page of the organisation that names the unit, or the name that it "
        "had when you worked there.",
        "awards": "give the giver's page with your name and the year, and the name that you bore "
        "then.",
        "field": "say since when you work in the field that you claim; a second career is common.",
        "timeline": "give the right years; say which posts were part-time, a leave or a visit.",
        "footprint": "nothing has to be mended: everybody was new once. An older trace under "
        "another name helps.",
        "contact": "write from your institution's mailbox, or give a page of the institution that "
        "names your address.",
        "pages": "give a page that your institution writes, or let both pages link to each other.",
        "control": "send a mail from your institution's mailbox, and let it be handed in with all "
        "headers.",
        "photo": "nothing has to be mended: many real portraits look like this, and you need not "
        "show your face. A short video call settles it.",
        "consistency": "nothing has to be mended; this line speaks for you.",
    }
)


def correction(check: str) -> str:
    """The advice of one check, a sentence that starts small; a general one for any other check."""
    return _BY_CHECK.get(check, _ANY)
