"""What counts for very many people: what hangs on it is worked out anew beside the server."""
