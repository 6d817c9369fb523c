"""Office files: the text of Word documents and of spreadsheets; imported inside the sandbox only."""
