"""Backups as files: the copied tables, the file of all parts, and the same under a passphrase."""
