"""The nouns of EventBridge Pipes."""

PIPE = ("aws:pipes/pipe:Pipe",)
