"""Pages of cases before courts."""
