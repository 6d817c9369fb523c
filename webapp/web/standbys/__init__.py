"""Databases that follow the main one: who may be read from one, and what happens where it fails."""
