"""Which pictures show the same portrait."""

from persona_check.exhibits.photo.fingerprint import SAME_PORTRAIT_BITS, apart

__all__ = ["PortraitIndex"]


class PortraitIndex:
    """Gives pictures of the same portrait the same key: the hash of the first one seen."""

    def __init__(self) -> None:
        self._first: list[str] = []

    def key(self, perceptual_hash: str, mirrored_hash: str | None = None) -> str:
        """The key of the first earlier portrait like this one or its mirror image, else its own."""
        for earlier in self._first:
            for own in filter(None, (perceptual_hash, mirrored_hash)):
                if apart(own, earlier) <= SAME_PORTRAIT_BITS:
                    return earlier
        self._first.append(perceptual_hash)
        return perceptual_hash
