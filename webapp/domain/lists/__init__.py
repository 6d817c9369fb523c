"""The list of people: its filter, pages, counts, statistics, saved searches, and the search by name."""
