"""In which state of liberty the person of a row is: by its words, its days and its place together."""
