"""The rules of an organization: files in folders and packages that its ``guardrails.yaml`` names."""
