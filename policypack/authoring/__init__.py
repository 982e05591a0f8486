"""Files for the authors of rules."""
