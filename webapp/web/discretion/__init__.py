"""Discretion: addresses that name nobody, where an installation asks for it; views may import from here."""
