"""Names at the head of the entries of lists."""
