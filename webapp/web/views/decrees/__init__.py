"""Pages of decrees: one text recorded for many people."""
