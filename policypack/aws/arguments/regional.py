"""Arguments that are the ARN of something in the resource's own region, or in us-east-1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policypack.aws.common.regions import region_of
from policypack.catalog.files import read_file
from policypack.model.facts import TRUE, Fact, all_facts
from policypack.model.links import dependencies_at
from policypack.model.paths import top
from policypack.model.rejections import Rejection
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain, Value, together

FILE = Path(__file__).parent / "data" / "regions.json"
EDGE = "us-east-1"
"""Where what CloudFront and Route 53 use has to be, in the partition aws."""
_PARTS = 6
"""arn, partition, service, region, account, resource."""

_KEYS, _CERTIFICATES = ("aws:kms/",), ("aws:acm/",)
_STREAMS = ("aws:kinesis/", "aws:dynamodb/table:")
_TARGETS = ("aws:lambda/function:", "aws:sqs/queue:", "aws:sns/topic:", "aws:cloudwatch/eventBus:", *_STREAMS)


@dataclass(frozen=True, slots=True)
class Kind:
    """What is named: in words, the types of resources that are it, what AWS says of another region."""

    words: str
    types: tuple[str, ...]
    rejects: Rejection
    region: str = ""
    """The one region where it has to be; the resource's own where none is said."""


def _rejection(service: str, what: str, error: str, source: str, name: str) -> Rejection:
    return Rejection(
        service=service,
        condition=what,
        error=error,
        source=f"https://docs.aws.amazon.com/{source}",
        invalid=f"far-{name}",
        valid=f"near-{name}",
    )


_OF_KEY = _rejection(
    "KMS",
    "A key is in another region than what it encrypts",
    "KMSNotFoundException: Invalid arn eu-west-1",
    "kinesis/latest/APIReference/API_StartStreamEncryption.html",
    "key",
)
_OF_EDGE = _rejection(
    "Cognito",
    "A certificate of a domain, or a key that signs a zone, is not in us-east-1",
    "InvalidParameterException: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or"
    " doesn't include a valid certificate chain.",
    "cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html",
    "edge",
)
_KINDS = {
    "acl": Kind(
        "a web ACL, or what it protects,",
        ("aws:wafv2/webAcl:", "aws:lb/loadBalancer:", "aws:alb/loadBalancer:", "aws:apigateway/stage:"),
        _rejection(
            "WAF",
            "A web ACL is in another region than what it protects",
            "WAFInvalidParameterException: The ARN isn't valid. A valid ARN begins with arn: and includes other"
            " information separated by colons or slashes.",
            "waf/latest/APIReference/API_AssociateWebACL.html",
            "acl",
        ),
    ),
    "certificate": Kind(
        "a certificate",
        _CERTIFICATES,
        _rejection(
            "API Gateway",
            "A certificate is in another region than what uses it",
            "BadRequestException: Invalid certificate ARN: ... Certificate must be in 'us-east-1'.",
            "apigateway/latest/api/API_CreateDomainName.html",
            "certificate",
        ),
    ),
    "edge-certificate": Kind("a certificate", _CERTIFICATES, _OF_EDGE, EDGE),
    "edge-key": Kind("a key", _KEYS, _OF_EDGE, EDGE),
    "environment": Kind(
        "a compute environment or a scheduling policy",
        ("aws:batch/",),
        _rejection(
            "Batch",
            "A compute environment is in another region than its queue",
            "ClientException: Compute Environments must be created and valid before attaching them to a job queue",
            "batch/latest/APIReference/API_CreateJobQueue.html",
            "environment",
        ),
    ),
    "key": Kind("a key", _KEYS, _OF_KEY),
    "model": Kind(
        "a model, a profile or an index",
        ("aws:s3/vectors",),
        _rejection(
            "Bedrock",
            "A model, a profile or a store of vectors is in another region than what uses it",
            "ValidationException: The vector store must be in the same region as the knowledge base",
            "bedrock/latest/APIReference/API_agent_S3VectorsConfiguration.html",
            "model",
        ),
    ),
    "source": Kind(
        "the source or target",
        _TARGETS,
        _rejection(
            "EventBridge",
            "A pipe, a schedule or a mapping is in another region than its source or target",
            "ValidationException: Creating cross-region pipe is not permitted.",
            "eventbridge/latest/userguide/eb-pipes.html",
            "source",
        ),
    ),
    "stream": Kind(
        "a stream",
        _STREAMS,
        _rejection(
            "Kinesis",
            "A stream is in another region than its consumer or policy",
            "InvalidArgumentException: The region specified in the ARN ... does not match the endpoint region",
            "kinesis/latest/APIReference/API_RegisterStreamConsumer.html",
            "stream",
        ),
    ),
    "target": Kind(
        "a function, queue, topic, bus or log group",
        _TARGETS,
        _rejection(
            "Lambda",
            "A function, queue, topic, bus or log group is in another region than what calls it",
            "InvalidParameterValueException: Invalid dead letter queue ARN: The resource specified by the TargetArn"
            " must be in the same region as the Lambda function it's associated with.",
            "lambda/latest/api/API_DeadLetterConfig.html",
            "target",
        ),
    ),
}
REJECTIONS = tuple(dict.fromkeys(kind.rejects for kind in _KINDS.values()))


def regional_types() -> tuple[str, ...]:
    """The types that have such an argument."""
    return tuple(read_file(FILE).section("types"))


@lru_cache(maxsize=4096)
def regional_arguments(resource_type: str) -> Mapping[str, Kind]:
    """Path -> kind, for the arguments of a type."""
    paths = read_file(FILE).section("types").section(resource_type)
    return {path: _KINDS[paths.text(path)] for path in paths}


def required_region(kind: Kind, resource: Resource, deployment: Deployment) -> Value:
    """Where it has to be."""
    return Value(kind.region, "region") if kind.region else region_of(resource, deployment)


def is_near(kind: Kind, value: Value, resource: Resource, stack: Stack, deployment: Deployment) -> Fact:
    """By the region in the ARN. An output that is not known yet is in its resource's region; where that does not tell,
    the update asks again."""
    region = required_region(kind, resource, deployment)
    if not value.is_unknown:
        return together(lambda arn, wanted: _names(arn, wanted, bool(kind.region)), value, region)
    origins = [stack.get(urn) for urn in dependencies_at(resource, top(value.path))]
    known = [one for one in origins if one is not None and one.type.startswith("aws:")]
    if not known or any(one.type == "aws:cloudformation/stack:Stack" for one in known):
        return value.undecided()
    if len(known) > 1 or not known[0].type.startswith(kind.types):
        return TRUE
    return all_facts(together(_same, region_of(one, deployment), region) for one in known)


def shown(value: Value, resource: Resource, stack: Stack) -> str:
    """The value; where a preview does not know it, the resources that it comes from."""
    if not value.is_unknown:
        return str(value)
    origins = map(stack.get, dependencies_at(resource, top(value.path)))
    return f"an output of {', '.join(one.name for one in origins if one is not None)}"


def _same(own: Plain, wanted: Plain) -> bool:
    """Both regions are the same, or one is said nowhere."""
    return own is None or wanted is None or own == wanted


def _names(arn: Plain, wanted: Plain, is_edge: bool) -> bool:
    """The ARN is of the region, or of none; so is every text where the resource's region is not set anywhere."""
    parts = str(arn).split(":")
    if wanted is None or len(parts) < _PARTS or parts[0] != "arn" or (is_edge and parts[1] != "aws"):
        return True
    return parts[3] in ("", "*", wanted)
