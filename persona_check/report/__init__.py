"""The ways to say it: one file per format, all from the same report."""

__all__: list[str] = []
