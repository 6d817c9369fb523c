"""A place to practise: an invented country, its prisoners and every text about them, for `habeas demo`."""
