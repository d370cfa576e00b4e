"""What need not run again on a second Python."""

import os
from collections.abc import Callable
from typing import TypeVar

import pytest

__all__ = ["first_python"]

Test = TypeVar("Test", bound=Callable[..., object])

_NOT_AGAIN = pytest.mark.skipif(
    os.environ.get("PERSONA_CHECK_TESTS") == "quick",
    reason="runs on the first Python only (PERSONA_CHECK_TESTS=quick)",
)


def first_python(test: Test) -> Test:
    """For a test that strains the machine for long, and in which the language has no part.

    It goes over the same lines hundreds of times, so counting them would only double its time.
    """
    marked: Test = pytest.mark.no_cover(_NOT_AGAIN(test))
    return marked
