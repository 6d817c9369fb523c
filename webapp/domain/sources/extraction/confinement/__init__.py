"""What is taken from the process that reads a file."""
