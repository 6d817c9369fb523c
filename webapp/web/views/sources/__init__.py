"""Pages of sources: intake, reading, citing, search, new versions."""
