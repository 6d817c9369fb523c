"""What takes minutes, done beside the server by a process of its own: long lists, and undoing them."""
