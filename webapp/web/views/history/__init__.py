"""Pages of the history of a record, and undoing."""
