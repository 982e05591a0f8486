"""The nouns of AWS Backup."""

PLAN = ("aws:backup/plan:Plan",)
SELECTION = ("aws:backup/selection:Selection",)
VAULT_LOCK = ("aws:backup/vaultLockConfiguration:VaultLockConfiguration",)
FEWEST_COLD_DAYS = 90
"""Days that a recovery point stays in cold storage at least."""
