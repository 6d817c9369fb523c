"""What takes minutes, done beside the server by a process of its own: lists, undoing them, counting rules."""
