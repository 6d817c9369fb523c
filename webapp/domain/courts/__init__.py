"""Cases before courts, their hearings and accused, and the officials who rule in them."""
