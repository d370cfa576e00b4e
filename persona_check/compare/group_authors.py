"""Whether a printed author is a group of people, whose members the list does not name."""

import re

__all__ = ["is_group"]

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


def is_group(name: str) -> bool:
    """Whether a name is that of a collaboration, committee or the like."""
    return len(name.split()) >= _LEAST_WORDS and bool(_GROUP.search(name))
