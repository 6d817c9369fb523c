"""Pages of lists that are compared with ours, and the service that answers programs which match names."""
