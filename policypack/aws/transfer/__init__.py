"""The nouns of Transfer Family."""

CONNECTOR = ("aws:transfer/connector:Connector",)
SERVER = ("aws:transfer/server:Server",)
USER = ("aws:transfer/user:User",)
