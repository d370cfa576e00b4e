"""Do the dates of posts, degrees and works fit each other and the records of those years?"""

from persona_check.checks.timeline.check import Timeline

__all__ = ["Timeline"]
