"""Recording who changed what and why, and reading it back as edits; every write above goes through it."""
