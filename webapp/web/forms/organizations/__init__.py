"""Forms of organizations and places."""
