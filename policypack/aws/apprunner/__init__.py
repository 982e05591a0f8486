"""The nouns of App Runner."""

SERVICE = ("aws:apprunner/service:Service",)
