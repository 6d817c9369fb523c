"""Forms of cases before courts."""
