"""Submitted photos and emails, examined locally."""

__all__: list[str] = []
