"""Pages of organizations and places."""
