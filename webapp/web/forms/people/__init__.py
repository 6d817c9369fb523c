"""Forms of people: records, merging."""
