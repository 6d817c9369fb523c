"""Pages as they are printed: their images, and the words that a machine reads on them."""
