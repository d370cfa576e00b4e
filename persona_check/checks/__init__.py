"""The questions asked about a claim: pure, without weights, one file each."""

__all__: list[str] = []
