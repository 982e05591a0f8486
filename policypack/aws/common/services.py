"""The service that an argument's ARN belongs to."""

from __future__ import annotations

from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value

_SERVICES = {
    "aws:sqs/queue:Queue": "sqs",
    "aws:ecs/cluster:Cluster": "ecs",
    "aws:batch/jobQueue:JobQueue": "batch",
    "aws:lambda/function:Function": "lambda",
    "aws:lambda/alias:Alias": "lambda",
    "aws:sns/topic:Topic": "sns",
    "aws:sfn/stateMachine:StateMachine": "states",
    "aws:kinesis/stream:Stream": "kinesis",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": "firehose",
    "aws:codepipeline/pipeline:Pipeline": "codepipeline",
    "aws:codebuild/project:Project": "codebuild",
    "aws:cloudwatch/logGroup:LogGroup": "logs",
    "aws:cloudwatch/eventBus:EventBus": "events",
    "aws:cloudwatch/eventApiDestination:EventApiDestination": "events",
}
"""The service in the ARN of a resource of this type."""


def service_of(resource: Resource, argument: str, stack: Stack) -> Value:
    """The service in the ARN; of one that is not known yet, the service of the resource that it comes from."""
    arn = resource.at(argument)
    if not arn.is_unknown:
        return arn.as_text().map(_service_in)
    top = argument.split(".", 1)[0]
    types = {stack.type_of(urn) for urn in resource.property_dependencies.get(top, ())}
    services = {_SERVICES.get(one, "") for one in types}
    return Value(services.pop(), arn.path, arn.owner) if len(services) == 1 and "" not in services else arn


def _service_in(arn: str) -> str:
    parts = arn.split(":")
    return parts[2] if len(parts) > 2 else ""
