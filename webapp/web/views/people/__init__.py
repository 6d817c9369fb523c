"""Pages of people: records, merging."""
