"""The nouns of EventBridge and of EventBridge Scheduler."""

RULE = ("aws:cloudwatch/eventRule:EventRule",)
TARGET = ("aws:cloudwatch/eventTarget:EventTarget",)
BUS = ("aws:cloudwatch/eventBus:EventBus",)
SCHEDULE = ("aws:scheduler/schedule:Schedule",)
DEFAULT_BUS = "default"
RULE_NAME = r"[A-Za-z0-9_.-]{1,64}"
