"""Pages of accounts, signing in, and drafts."""
