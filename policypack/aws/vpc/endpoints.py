"""VPC endpoints: their services, and which of a VPC's endpoints have the same domain."""

from __future__ import annotations

import re
from collections.abc import Callable

from policypack.aws import ec2
from policypack.model.alike import Alike
from policypack.model.facts import Fact, all_of, any_fact, any_of
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import together

ENDPOINT = ("aws:ec2/vpcEndpoint:VpcEndpoint",)
ONLY_INTERFACE = (
    *("athena", "autoscaling", "codebuild", "codecommit", "codepipeline", "ec2", "ec2messages", "ecr.api", "ecr.dkr"),
    *("ecs", "ecs-agent", "ecs-telemetry", "elasticfilesystem", "elasticloadbalancing", "events", "execute-api"),
    *("glue", "kinesis-firehose", "kinesis-streams", "kms", "lambda", "logs", "monitoring", "rds", "secretsmanager"),
    *("servicecatalog", "sns", "sqs", "ssm", "ssmmessages", "states", "sts", "xray"),
)
"""Services of AWS that have interface endpoints and no gateway endpoint, as service names end.

Source: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html, November 2026. Only S3
and DynamoDB have gateway endpoints: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
"""
_OF_REGION = re.compile(r"(?:cn\.)?com\.amazonaws\.([a-z]{2,4}(?:-[a-z]+)+-\d)\..+")


def service_error(service: str, region: str) -> str | None:
    """What is wrong with the region in the name of a service of AWS; None for a name that has none."""
    found = _OF_REGION.fullmatch(service)
    return f"it is in {found[1]}" if found and found[1] != region else None


def earlier_alike(stack: Stack, endpoint: Resource) -> Fact:
    """An earlier interface endpoint with private DNS is for the same service, in the same VPC of the stack."""
    service = endpoint["serviceName"]
    return any_fact(
        all_of(fact, of_same_vpc, is_private(other), together(_is_same, service, other["serviceName"]))
        for vpc, fact in stack.referred(endpoint, "vpcId", ec2.VPC).links
        for other, of_same_vpc in stack.derived(endpoints_of, vpc, is_private).like(service)
        if other.urn < endpoint.urn
    )


def is_private(endpoint: Resource) -> Fact:
    """An interface endpoint that answers for the service's own domain in its VPC."""
    return all_of(endpoint["privateDnsEnabled"].is_true(), endpoint["vpcEndpointType"].equals("Interface"))


def is_gateway_endpoint(endpoint: Resource) -> Fact:
    kind = endpoint["vpcEndpointType"]
    return any_of(kind.is_empty(), kind.equals("Gateway"))


def endpoints_of(stack: Stack, vpc: Resource, kind: Callable[[Resource], Fact]) -> Alike[tuple[Resource, Fact]]:
    """The endpoints of a VPC that are, or may be, of the kind, by their service."""
    links = stack.linked(ENDPOINT, to=vpc, by="vpcId").links
    return Alike((link, link[0]["serviceName"]) for link in links if kind(link[0]).truth is not False)


def _is_same(one: object, other: object) -> bool:
    return one is not None and one == other
