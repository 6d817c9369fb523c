"""Lists held against ours: somebody else's, names that programs ask about, our own export come back."""
