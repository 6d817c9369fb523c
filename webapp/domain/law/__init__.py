"""Legal codes, their provisions, and what became of the charges under them."""
