"""Review: what waits to be published, and who accepts or returns it."""
