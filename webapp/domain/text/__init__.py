"""Pure functions over text, for all rooms above: folding, words, sentences, spans, differences, names."""
