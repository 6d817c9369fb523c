"""Forms of lists that are brought in."""
