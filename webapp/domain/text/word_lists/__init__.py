"""Word lists of the text tools, in the languages that they read; for this room alone."""
