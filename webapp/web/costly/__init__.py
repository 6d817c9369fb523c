"""What takes long to work out: which of the strangers has it next, and the process that answers it."""
