"""Tests of the way from a document to a claim."""
