"""The nouns of Step Functions."""

STATE_MACHINE = ("aws:sfn/stateMachine:StateMachine",)
ACTIVITY = ("aws:sfn/activity:Activity",)
