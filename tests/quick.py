"""What need not run again on a second Python."""

import os

import pytest

__all__ = ["first_python"]

# They strain the machine for seconds, and the language has no part in it.
first_python = pytest.mark.skipif(
    os.environ.get("PERSONA_CHECK_TESTS") == "quick",
    reason="runs on the first Python only (PERSONA_CHECK_TESTS=quick)",
)
