"""The frozen values that the stages hand to each other; standard library only."""

__all__: list[str] = []
