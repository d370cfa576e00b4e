"""The local bibliographic corpus: one file, imported once, asked without any network."""

__all__ = ["BUNDLED_ANSWERS_NAME"]

# the file of an evidence bundle that holds its answers
BUNDLED_ANSWERS_NAME = "corpus.json"
