"""Signing in by password, by a second factor, or by a passkey; and saying again that it is oneself."""
