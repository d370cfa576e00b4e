"""The sources: one file each, with URLs and pure parsing kept separate."""

__all__: list[str] = []
