import json

import pulumi_aws as aws

for name, schedule in {
    "unix": "0 8 * * *",
    "five-fields": "cron(0 8 * * ?)",
    "both-days": "cron(0 8 * * MON-FRI *)",
    "hour-24": "cron(0 24 * * ? *)",
    "third": "cron(0 8 1#3 * ? *)",
    "singular": "rate(5 minute)",
    "plural": "rate(1 hours)",
    "seconds": "rate(30 seconds)",
    "never": "rate(0 minutes)",
}.items():
    aws.cloudwatch.EventRule(name, schedule_expression=schedule)
aws.cloudwatch.EventRule("spaced", name="order created", schedule_expression="rate(1 day)")  # finds: name
aws.cloudwatch.EventRule("nothing")  # finds: eventPattern
aws.cloudwatch.EventRule("scalar", event_pattern=json.dumps({"source": "aws.s3"}))  # finds: eventPattern
aws.cloudwatch.EventRule("empty-list", event_pattern=json.dumps({"detail": {"state": []}}))  # finds: eventPattern

# finds unix: scheduleExpression
# finds five-fields: scheduleExpression
# finds both-days: scheduleExpression
# finds hour-24: scheduleExpression
# finds third: scheduleExpression
# finds singular: scheduleExpression
# finds plural: scheduleExpression
# finds seconds: scheduleExpression
# finds never: scheduleExpression
