"""The nouns of EventBridge and of EventBridge Scheduler."""

RULE = ("aws:cloudwatch/eventRule:EventRule",)
TARGET = ("aws:cloudwatch/eventTarget:EventTarget",)
BUS = ("aws:cloudwatch/eventBus:EventBus",)
SCHEDULE = ("aws:scheduler/schedule:Schedule",)
