"""What becomes of the cited passages of a source in a newer version of its text."""
