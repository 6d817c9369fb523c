"""Organizations and places, and who is tied to them."""
