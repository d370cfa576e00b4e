"""CVs in six forms: lines with their layout, sections by their headings, entries, their parts."""

__all__: list[str] = []
