"""Pure readers of what several sources answer with."""

__all__: list[str] = []
