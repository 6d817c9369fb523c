"""Pages of lists that are brought in."""
