"""Are two written things one? Names, titles, organisations, venues, domains."""

__all__: list[str] = []
