"""The submitted portrait: safe decoding, landmarks, frame geometry, the file's own provenance."""

__all__: list[str] = []
