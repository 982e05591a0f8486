"""Rows of logs that brokers, connectors, search domains and data warehouses keep."""

from collections.abc import Mapping, Sequence

from policypack.constraint import Blank, Condition, Constraint, Inputs, argument, fix
from policypack.constraint.practices import has_one, practice, turned_on
from policypack.fix import Add, Set
from policypack.model.conditions import ALWAYS, Subject, Words
from policypack.model.facts import Fact, all_of, is_not

GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:/aws/orders"
PUBLISHED = argument("logPublishingOptions")
FINE_GRAINED: Inputs = {
    "advancedSecurityOptions": {
        "enabled": True,
        "masterUserOptions": {"masterUserArn": "arn:aws:iam::123456789012:role/orders"},
    },
    "encryptAtRest": {"enabled": True},
    "nodeToNodeEncryption": {"enabled": True},
    "domainEndpointOptions": {"enforceHttps": True},
}
DELIVERY = "logDelivery.workerLogDelivery"
TO_LOGS, TO_FIREHOSE, TO_S3 = (
    argument(f"{DELIVERY}.{where}.enabled") for where in ("cloudwatchLogs", "firehose", "s3")
)


def _published(log: str, beside: Inputs, when: Condition, control: str) -> Constraint:
    """A domain publishes the log to CloudWatch Logs."""

    def holds(it: Subject) -> Fact:
        return PUBLISHED.of(it).any(lambda one: all_of(one["logType"].equals(log), is_not(one["enabled"].is_false())))

    has = f"{log}, turned on"
    others = [{"logType": other, "cloudwatchLogGroupArn": GROUP} for other in ("INDEX_SLOW_LOGS", *OTHERS[log])]
    return practice(
        Condition(
            holds,
            Words.of(PUBLISHED.path, f"has {has}", f"lacks {has}", f"must have {has}", f"must not have {has}"),
            (PUBLISHED.path,),
        ),
        when=when,
        fix=fix(
            Add(
                PUBLISHED.path,
                {"logType": log, "cloudwatchLogGroupArn": Blank("the ARN of a log group that OpenSearch may write to")},
            )
        ),
        invalid={**beside, PUBLISHED.path: others},
        valid={**beside, PUBLISHED.path: [*others, {"logType": log, "cloudwatchLogGroupArn": GROUP}]},
        controls=(control,),
    )


OTHERS = {"ES_APPLICATION_LOGS": (), "AUDIT_LOGS": ("ES_APPLICATION_LOGS",)}

LOGS: Mapping[tuple[str, ...], Sequence[Constraint]] = {
    ("aws:mq/broker:Broker",): [
        turned_on("logs.audit", given={"engineType": ("ActiveMQ", "ACTIVEMQ")}, controls=("MQ.2",))
    ],
    ("aws:mskconnect/connector:Connector",): [
        practice(
            TO_LOGS.is_true() | TO_FIREHOSE.is_true() | TO_S3.is_true(),
            fix=fix(Set(f"{DELIVERY}.cloudwatchLogs", {"enabled": True, "logGroup": Blank("a log group's name")})),
            invalid=({}, {f"{DELIVERY}.cloudwatchLogs": {"enabled": False}}),
            valid=(
                {f"{DELIVERY}.cloudwatchLogs": {"enabled": True, "logGroup": "orders"}},
                {f"{DELIVERY}.s3": {"enabled": True, "bucket": "orders-logs"}},
            ),
            controls=("MSK.5",),
        )
    ],
    ("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"): [
        _published("ES_APPLICATION_LOGS", {}, ALWAYS, "Opensearch.4"),
        _published("AUDIT_LOGS", FINE_GRAINED, argument("advancedSecurityOptions.enabled").is_true(), "Opensearch.5"),
    ],
    ("aws:redshiftserverless/namespace:Namespace",): [
        has_one("logExports", "userlog", "connectionlog", controls=("RedshiftServerless.6",))
    ],
}
