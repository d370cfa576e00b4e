"""Learns the calibration from labelled runs, and says how well that does on claims left out."""
