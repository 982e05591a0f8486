"""Files that people hand in: read within bounds, whatever is in them, and written at once or not at all."""
