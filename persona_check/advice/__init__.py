"""What to do next, whom to ask, and what every word of a report means."""

__all__: list[str] = []
