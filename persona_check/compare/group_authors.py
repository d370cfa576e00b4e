"""Whether a printed author is a group of people, or stands where a work names nobody."""

import re

__all__ = ["is_group", "is_nobody"]

# A group stands for its members: Crossref gives it as `name` instead of `given` and `family`
# (api.crossref.org, "contributors", 2026), other indexes print it like a person.
_GROUP = re.compile(
    r"\b(?:collaborations?|collaborators|consortium|consortia|committee|investigators?|"
    r"initiative|network|working group|study group|research group|task ?force|trialists|"
    r"(?:study|project|trial|writing|editorial) (?:team|group)|group|team|association|society|"
    r"council|commission|panel|alliance|partnership|on behalf of)\b",
    re.IGNORECASE,
)
# A person may be called Council or Groupe; a group is called by at least two words.
_LEAST_WORDS = 2
# What databases write where a work names no author ("&NA;" is Ovid's, kept by Crossref), or where
# they break a list off.
_NOBODY = frozenset(
    {
        "&na;", "&na", "n/a", "n.a.", "anonymous", "anon.", "anonymus", "author unknown",
        "unknown author", "no author", "no author listed", "no authors listed", "not available",
        "various authors", "et al", "et al.", "and others", "",
    }
)  # fmt: skip


def is_group(name: str) -> bool:
    """Whether a name is that of a collaboration, committee or the like."""
    return len(name.split()) >= _LEAST_WORDS and bool(_GROUP.search(name))


def is_nobody(name: str) -> bool:
    """Whether a printed author names nobody: "&NA;", "[Anonymous]", "et al."."""
    return name.strip("[]() ").casefold() in _NOBODY
