"""Promises of the bottom floor: words and partial dates."""
