"""The local bibliographic corpus: one file, imported once, asked without any network."""

__all__: list[str] = []
