"""The nouns of Amazon MQ."""

BROKER = ("aws:mq/broker:Broker",)
