"""Pure parsers that are large, or that several modules use."""

__all__: list[str] = []
