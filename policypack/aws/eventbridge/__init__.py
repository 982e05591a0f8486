"""The nouns of EventBridge and of EventBridge Scheduler."""

RULE = ("aws:cloudwatch/eventRule:EventRule",)
TARGET = ("aws:cloudwatch/eventTarget:EventTarget",)
BUS = ("aws:cloudwatch/eventBus:EventBus",)
SCHEDULE = ("aws:scheduler/schedule:Schedule",)
CONNECTION = ("aws:cloudwatch/eventConnection:EventConnection",)
API_DESTINATION = ("aws:cloudwatch/eventApiDestination:EventApiDestination",)
ENDPOINT = ("aws:cloudwatch/eventEndpoint:EventEndpoint",)
ARCHIVE = ("aws:cloudwatch/eventArchive:EventArchive",)

STANDARD_QUEUE = r"arn:[^:]+:sqs:.*(?<!\.fifo)"
"""The ARN of what EventBridge sends events to that it could not deliver."""
