"""vpc-endpoints: VPCs must reach AWS's own services by endpoints."""

from typing import Annotated

from policypack.aws.ec2 import SUBNET, VPC
from policypack.check import Fact, Resource, Stack, Value, Verdict, all_facts, require
from policypack.fix import Blank, Create, Ref, Set, fix
from policypack.model.records import record
from policypack.rule import StackContext, StackRule

ENDPOINT = ("aws:ec2/vpcEndpoint:VpcEndpoint",)


@record(frozen=True)
class Options:
    """The services that a VPC reaches by endpoints."""

    services: Annotated[
        tuple[str, ...], "The last part of the services' names; none for services that no workload calls."
    ] = ("ec2", "ecr.api", "ecr.dkr", "ssm")


def check(vpc: Resource, context: StackContext[Options]) -> Verdict:
    """An interface endpoint of the VPC is for each of the services."""
    stack, region = context.stack, context.region(vpc)
    has = {service: has_endpoint(vpc, service, stack) for service in context.options.services}
    missing = [service for service, fact in has.items() if fact.truth is False]
    steps = (
        Create(
            ENDPOINT[0],
            service.replace(".", "-"),
            {
                "vpcId": Ref.to(vpc, "id"),
                "serviceName": name_of(service, region),
                "vpcEndpointType": "Interface",
                "privateDnsEnabled": True,
                "subnetIds": Blank("the private subnets"),
                "securityGroupIds": Blank("a group that lets HTTPS in from the VPC"),
            },
        )
        for service in missing
    )
    names = () if vpc["enableDnsHostnames"].is_true().truth else (Set("enableDnsHostnames", True),)
    return require(
        all_facts(has.values()),
        when=stack.linked(SUBNET, to=vpc, by="vpcId").exists(),
        at="vpcEndpoints",
        problem=f"The VPC has no endpoint for {', '.join(missing)}: requests to them leave the VPC by its way to the"
        " internet.",
        fix=fix(*names, *steps),
    )


def name_of(service: str, region: Value) -> str | Blank:
    """The whole name of the service, where the region is known."""
    unknown = Blank(f"com.amazonaws, the region and {service}, with dots between")
    return f"com.amazonaws.{region.say(str, '')}.{service}" if region.is_known and not region.is_secret else unknown


def has_endpoint(vpc: Resource, service: str, stack: Stack) -> Fact:
    """An endpoint of the VPC is for the service, or for its twin with FIPS."""
    endings = (f".{service}", f".{service}-fips")
    return stack.linked(ENDPOINT, to=vpc, by="vpcId").any(lambda one: one["serviceName"].ends_with(*endings))


RULE = StackRule(
    id="vpc-endpoints",
    summary="VPCs must reach AWS's own services by endpoints",
    rationale="""
        With an interface endpoint, requests to a service of AWS stay in the VPC: workloads need no way to the internet,
        and the endpoint's policy says which of the service's resources they reach. Each endpoint costs some dollars a
        month for each zone, so the rule is off by default; name in the options what workloads call: EC2's API, images
        of ECR (two endpoints, and a gateway endpoint for S3) and Systems Manager are asked otherwise. VPCs without
        subnets in the stack are not asked.
    """,
    level="disabled",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    controls=("EC2.10", "EC2.55", "EC2.56", "EC2.57"),
    applies_to=VPC[:1],
    references=(
        "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-10",
    ),
    options=Options,
    check=check,
)
