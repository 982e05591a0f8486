"""log-group-retention: Log groups must not keep their events for ever."""

from policypack.aws.cloudwatch import LOG_GROUP
from policypack.constraint import Blank, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

PAGE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html"
days, kind = argument("retentionInDays"), argument("logGroupClass")

RULE = practices_rule(
    id="log-group-retention",
    summary="Log groups must not keep their events for ever",
    rationale="""
        Without retentionInDays, which is 0, a log group keeps all that was ever written to it, and each month costs
        more than the one before. How long logs are needed is for the team to say, and sometimes for the law: a number
        of days says it. Groups of the class DELIVERY keep events for a few days, and take no number.
    """,
    harm="The group keeps its events for ever, and costs more each month.",
    consequence="cost",
    since="0.3.0",
    practices={
        LOG_GROUP: [
            practice(
                days.at_least(1),
                when=~kind.equals("DELIVERY"),
                fix=fix(Set("retentionInDays", Blank("a number of days, such as 365"))),
                invalid=({}, {"retentionInDays": 0}),
                valid={"retentionInDays": 365},
                source=PAGE,
            )
        ]
    },
)
