"""Rows of capitalised words that may all belong to one name, and what of them is none."""
