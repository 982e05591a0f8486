import pulumi_aws as aws


def schedule(name, expression="rate(1 day)", window=None, sent=None, **more):
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


schedule("unix", "0 8 * * *")
schedule("five-fields", "cron(0 8 * * ?)")
schedule("both-days", "cron(0 8 * * * *)")
schedule("never", "rate(0 minutes)")
schedule("when", "at(tomorrow)")
schedule("endless", window={"mode": "FLEXIBLE"})
schedule("backwards", start_date="2031-01-01T00:00:00Z", end_date="2030-01-01T00:00:00Z")
schedule("word", sent="nightly")

# finds unix: scheduleExpression
# finds five-fields: scheduleExpression
# finds both-days: scheduleExpression
# finds never: scheduleExpression
# finds when: scheduleExpression
# finds endless: flexibleTimeWindow
# finds backwards: endDate
# finds word: target
