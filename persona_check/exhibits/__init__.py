"""What the claimant handed in, examined locally."""

__all__: list[str] = []
