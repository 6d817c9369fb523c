"""A record, and the whole database, as known at an instant."""
