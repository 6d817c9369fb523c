"""Long lists, brought in beside the server by a process of their own."""
