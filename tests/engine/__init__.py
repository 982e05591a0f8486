"""The official Pulumi CLI in tests, with stand-ins for what no package registry carries."""
