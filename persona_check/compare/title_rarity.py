"""Whether a title is so plain that works of different people may carry it."""

from persona_check.compare import titles

__all__ = ["is_plain"]

# Words that hundreds of works open with, and those that join others.
_COMMON = frozenset(
    "a an the of for and in on to with by from via as at is are or its an some "
    "introduction preface foreword afterword editorial editors guest note notes letter reply "
    "response comment comments commentary discussion review overview survey handbook perspective "
    "perspectives report proceedings conference workshop symposium session index contents "
    "abstract abstracts summary conclusion conclusions essay essays tutorial primer guide".split()
)
# Of 105,951 titles 0.3 % with two words of their own, 0.14 % with three, and 0.005 % with four
# or more are carried by works without a common author.
WORDS_OF_THEIR_OWN = 4


def is_plain(title: str) -> bool:
    """Whether fewer than ``WORDS_OF_THEIR_OWN`` words set it apart."""
    return len(set(titles.key(title).split()) - _COMMON) < WORDS_OF_THEIR_OWN
