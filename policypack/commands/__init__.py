"""The commands that run programs and show settings; each is imported when it is called."""

FINE, FOUND, WRONG = 0, 1, 2
"""Exit statuses: no mandatory finding; some; the program or the call is wrong."""
