"""Long lists written in parts that nobody sees before the last, and the removal of what stays unfinished."""
