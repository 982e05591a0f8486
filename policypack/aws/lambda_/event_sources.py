"""What Lambda reads events from."""

from __future__ import annotations

from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

STREAMS = ("kinesis", "dynamodb")
"""The services whose streams are read from a position."""
_SERVICES = {
    "aws:sqs/queue:Queue": "sqs",
    "aws:kinesis/stream:Stream": "kinesis",
    "aws:kinesis/streamConsumer:StreamConsumer": "kinesis",
    "aws:dynamodb/table:Table": "dynamodb",
    "aws:msk/cluster:Cluster": "kafka",
    "aws:msk/serverlessCluster:ServerlessCluster": "kafka",
    "aws:mq/broker:Broker": "mq",
    "aws:docdb/cluster:Cluster": "rds",
}


def service(mapping: Resource, stack: Stack) -> Value:
    """The service in the ARN of the mapping's source; for one that is not known yet, that of the resource that it
    comes from. Absent where the source has no ARN."""
    arn = mapping["eventSourceArn"]
    if not arn.is_unknown:
        return arn.as_text().map(lambda text: [*text.split(":"), "", "", ""][2] if isinstance(text, str) else text)
    types = {stack.type_of(urn) for urn in mapping.property_dependencies.get("eventSourceArn", ())}
    services = {_SERVICES.get(one, "") for one in types}
    return Value(services.pop(), arn.path, arn.owner) if len(services) == 1 and "" not in services else arn
