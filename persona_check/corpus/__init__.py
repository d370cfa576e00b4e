"""The local bibliographic corpus: one file, imported once, asked without any network."""
