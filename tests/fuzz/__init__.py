"""A search for inputs that break the pack: what was recorded and what people hand in, changed at random by a seed."""
