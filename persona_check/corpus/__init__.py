"""A local bibliographic corpus: imported once, asked like any other source, offline."""

__all__: list[str] = []
