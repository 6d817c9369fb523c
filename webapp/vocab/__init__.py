"""The bottom floor: closed word lists, each word defined, and partial dates; it imports nothing of ours."""
