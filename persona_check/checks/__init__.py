"""The questions put to claim and dossier: pure, without weights, one file each."""

__all__: list[str] = []
