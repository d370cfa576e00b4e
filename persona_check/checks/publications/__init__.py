"""Does each claimed paper exist, and does it carry the claimed name?"""

from persona_check.checks.publications.check import Publications

__all__ = ["Publications"]
