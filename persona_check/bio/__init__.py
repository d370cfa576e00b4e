"""Reading a biography: dated assertions with the sentence in which each stands."""

__all__: list[str] = []
