"""What is asked, of whom and in which order; answers become values."""

__all__: list[str] = []
