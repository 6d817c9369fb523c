"""Names in scripts that are no Latin letters: as the letters and vowels that Latin ones write."""
