"""What to do next, who to ask, and what the words of a report mean."""

__all__: list[str] = []
