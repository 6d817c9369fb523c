"""Opening a database: its engines, its statistics, and whose turn it is to write. No table is known here."""
