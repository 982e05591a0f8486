"""SSM's nouns."""

PARAMETER = ("aws:ssm/parameter:Parameter",)
