"""Forms of accounts, signing in, and drafts."""
