"""Tests of how files that people hand in are read and written."""
