"""Forms of lists that are compared."""
