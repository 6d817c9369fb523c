"""Forms of legal codes and provisions."""
