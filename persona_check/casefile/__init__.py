"""Evidence bundles: saved, read and verified, with what a reviewer set aside."""

__all__: list[str] = []
