"""Accounts, their sessions, and the unsent forms that they keep."""
