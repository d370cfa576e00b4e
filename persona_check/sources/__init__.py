"""The witnesses: one file per source, URL building and pure parsing apart."""

__all__: list[str] = []
