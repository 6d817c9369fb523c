"""Lists that are brought in: a source's text as a table, each row a person, each cell a passage."""
