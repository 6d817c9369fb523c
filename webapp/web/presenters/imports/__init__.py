"""What the pages of lists show that are brought in."""
