"""The frozen values that stages pass to each other; standard library only."""

__all__: list[str] = []
