"""Measures of quality and speed; run from the root of a checkout."""
