"""When a term ends, worked out from what sources tell, each part with what it rests on."""
