"""Have the claimed coauthors published with this person?"""

from persona_check.checks.coauthors.check import Coauthors

__all__ = ["Coauthors"]
