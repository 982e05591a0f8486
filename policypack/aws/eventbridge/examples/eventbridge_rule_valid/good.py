import json

import pulumi_aws as aws

for name, schedule in {
    "weekdays": "cron(0 8 ? * MON-FRI *)",
    "last-minute": "cron(59 23 L DEC ? 2030)",
    "nth": "cron(0/15 8-18 ? * 2#1 *)",
    "minutes": "rate(5 minutes)",
    "minute": "rate(1 minute)",
}.items():
    aws.cloudwatch.EventRule(name, schedule_expression=schedule)
aws.cloudwatch.EventRule("longest", name="a" * 64, schedule_expression="rate(1 day)")
aws.cloudwatch.EventRule(
    "pattern",
    event_pattern=json.dumps(
        {
            "source": ["aws.s3"],
            "detail": {
                "object": {"key": [{"prefix": "orders/"}], "size": [{"numeric": [">", 0]}]},
                "$or": [{"reason": ["PutObject"]}, {"requester": [{"exists": False}]}],
            },
        }
    ),
)
