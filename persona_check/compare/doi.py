"""The one pattern of a DOI."""

__all__ = ["DOI_PATTERN"]

# The prefix of a registrant is four to nine digits (Crossref, "DOIs and matching regular
# expressions", 2015); a suffix may hold anything but blanks.
DOI_PATTERN = r"10\.\d{4,9}/\S+"
