"""The reading desk: selected words, people named in a text, suggestions, claims of one passage."""
