"""A person and the whole record; namesakes, likely duplicates, merging."""
