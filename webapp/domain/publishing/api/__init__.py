"""The list and its records as JSON for programs, and the description of it (OpenAPI 3.1)."""
