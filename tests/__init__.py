"""What Habeas promises, each promise as a test on real databases and in a real browser."""
