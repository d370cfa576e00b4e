"""What the records say about one claim: people, bylines, namesakes, works, coauthors."""

__all__: list[str] = []
