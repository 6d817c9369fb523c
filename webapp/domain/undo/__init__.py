"""Taking edits back as new edits."""
