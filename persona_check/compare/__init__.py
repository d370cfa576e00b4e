"""Do two spellings mean the same? Names, titles, organisations, venues, domains."""

__all__: list[str] = []
