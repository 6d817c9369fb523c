"""Pages as they are printed: their images."""
