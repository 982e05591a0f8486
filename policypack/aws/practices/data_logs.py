"""Rows of logs that brokers, connectors, search domains and data warehouses keep."""

from collections.abc import Mapping, Sequence

from policypack.constraint import Blank, Condition, Constraint, Inputs, Json, argument, fits, fix, note
from policypack.constraint.practices import has_one, practice, turned_on
from policypack.fix import Add, Edit, Set
from policypack.model.conditions import ALWAYS, Subject, Words, parsed
from policypack.model.facts import Fact, all_of, is_not
from policypack.model.values import Plain

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
DEFAULT = "LOGGER_SEVERITY_DEFAULT"
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

SETTINGS = argument("replicationTaskSettings")
QUIET = ("LOGGER_SEVERITY_ERROR", "LOGGER_SEVERITY_WARNING")
"""Severities below the one that DMS takes by default."""


def _logging(text: Plain) -> Mapping[str, Plain]:
    tree = parsed(text)
    logging = tree.get("Logging") if isinstance(tree, dict) else None
    return logging if isinstance(logging, dict) else {}


def _silence(text: Plain) -> str | None:
    return None if _logging(text).get("EnableLogging") is True else "its Logging has no EnableLogging that is true"


def _loud(*parts: str, control: str) -> Constraint:
    """A task that has logs keeps what these parts of it say, at DMS's own severity at least."""

    def quiet(text: Plain) -> str | None:
        components = _logging(text).get("LogComponents")
        for one in components if isinstance(components, list) else ():
            if isinstance(one, dict) and one.get("Id") in parts and one.get("Severity") in QUIET:
                return f"its Logging has {one['Severity']} for {one['Id']}"
        return None

    def logs(severity: str) -> Plain:
        return Json({"Logging": {"EnableLogging": True, "LogComponents": [{"Id": parts[0], "Severity": severity}]}})

    return practice(
        fits(SETTINGS, f"settings that log more than warnings of {' and '.join(parts)}", quiet, SETTINGS.whole),
        when=SETTINGS.is_present(),
        fix=note(f"the Severity {DEFAULT} for {' and '.join(parts)}"),
        invalid={SETTINGS.path: logs(QUIET[0])},
        valid={SETTINGS.path: logs(DEFAULT)},
        controls=(control,),
    )


TASK_LOGS = (
    practice(
        SETTINGS.is_present(),
        fix=fix(Set(SETTINGS.path, Json({"Logging": {"EnableLogging": True}}))),
        invalid={},
        valid={SETTINGS.path: Json({"Logging": {"EnableLogging": True}})},
        controls=("DMS.7", "DMS.8"),
    ),
    practice(
        fits(SETTINGS, "settings whose Logging is enabled", _silence, SETTINGS.whole),
        when=SETTINGS.is_present(),
        fix=fix(Edit(SETTINGS.path, "Logging.EnableLogging", True)),
        invalid={SETTINGS.path: Json({"Logging": {"EnableLogging": False}})},
        valid={SETTINGS.path: Json({"Logging": {"EnableLogging": True}})},
        controls=("DMS.7", "DMS.8"),
    ),
    _loud("TARGET_APPLY", "TARGET_LOAD", control="DMS.7"),
    _loud("SOURCE_CAPTURE", "SOURCE_UNLOAD", control="DMS.8"),
)

LOGS: Mapping[tuple[str, ...], Sequence[Constraint]] = {
    ("aws:dms/replicationTask:ReplicationTask",): TASK_LOGS,
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
