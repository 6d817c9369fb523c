"""Habeas: a database of political prisoners in which every fact opens the passage it rests on."""
