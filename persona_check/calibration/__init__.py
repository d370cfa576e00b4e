"""The numbers: how often each level is seen under each hypothesis, and where that is known from."""

__all__: list[str] = []
