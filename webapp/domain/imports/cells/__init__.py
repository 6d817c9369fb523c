"""What the cells of a list say: names, dates, sentences, words for a status."""
