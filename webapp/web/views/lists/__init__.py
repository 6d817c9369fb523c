"""Pages of lists of people, searches, statistics, contradictions."""
