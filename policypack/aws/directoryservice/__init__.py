"""The nouns of Directory Service."""

DIRECTORY = ("aws:directoryservice/directory:Directory",)
