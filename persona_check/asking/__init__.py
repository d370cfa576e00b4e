"""Which source is asked what, and in which order; answers become values."""

__all__: list[str] = []
