"""The nouns of Athena."""

DATABASE = ("aws:athena/database:Database",)
