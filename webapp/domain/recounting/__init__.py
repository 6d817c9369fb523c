"""Counting rules that count for very many people: their terms are worked out anew beside the server."""
