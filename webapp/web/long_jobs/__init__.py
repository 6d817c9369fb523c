"""What takes minutes, done beside the server: lists, undoing them, rules and sources that count for many."""
