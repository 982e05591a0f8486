"""The nouns of AWS Backup."""

PLAN = ("aws:backup/plan:Plan",)
FEWEST_COLD_DAYS = 90
"""Days that a recovery point stays in cold storage at least."""
