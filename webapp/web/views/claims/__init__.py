"""Pages of claims of every kind and their citations."""
