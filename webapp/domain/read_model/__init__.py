"""One row a person and audience, with spans and sets beside it, rewritten on every change."""
