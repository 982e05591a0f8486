"""The nouns of CloudWatch Synthetics."""

CANARY = ("aws:synthetics/canary:Canary",)
