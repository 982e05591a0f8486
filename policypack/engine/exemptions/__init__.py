"""Exemptions: what one is, those that programs carry in tags, the baseline, how they apply, and their review."""
