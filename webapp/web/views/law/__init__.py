"""Pages of legal codes and provisions."""
