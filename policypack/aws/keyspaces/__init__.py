"""The nouns of Keyspaces."""

TABLE = ("aws:keyspaces/table:Table",)
