"""Somebody else's list held against ours: who is in both, in which they differ, who is in one alone."""
