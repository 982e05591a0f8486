"""The nouns of Lightsail."""

INSTANCE = ("aws:lightsail/instance:Instance",)
