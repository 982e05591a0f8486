import json

import pulumi_aws as aws


def schedule(name, expression, window=None, sent=None, **more):
    aws.scheduler.Schedule(
        name,
        schedule_expression=expression,
        flexible_time_window=window or {"mode": "OFF"},
        target={
            "arn": "arn:aws:sqs:us-east-1:123456789012:orders",
            "input": sent,
            "role_arn": "arn:aws:iam::123456789012:role/scheduler",
        },
        **more,
    )


schedule("weekdays", "cron(0 8 ? * MON-FRI *)", schedule_expression_timezone="Europe/Madrid")
schedule("minutes", "rate(5 minutes)", {"mode": "FLEXIBLE", "maximum_window_in_minutes": 1})
schedule(
    "once",
    "at(2030-01-31T09:00:00)",
    sent=json.dumps({"kind": "once"}),
    start_date="2030-01-01T00:00:00Z",
    end_date="2031-01-01T00:00:00Z",
)
