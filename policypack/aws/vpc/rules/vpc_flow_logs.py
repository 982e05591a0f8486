"""vpc-flow-logs: VPCs must have flow logs."""

from policypack.aws import ec2
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_of, require
from policypack.fix import Blank, Create, Ref, fix
from policypack.rule import StackContext, StackRule

FLOW_LOG = ("aws:ec2/flowLog:FlowLog",)


def check(vpc: Resource, context: StackContext[None]) -> Verdict:
    """A flow log is for the VPC, or one for each of its subnets."""
    stack = context.stack
    arguments = {
        "vpcId": Ref.to(vpc, "id"),
        "trafficType": "ALL",
        "logDestinationType": "s3",
        "logDestination": Blank("the ARN of a bucket for logs"),
    }
    return require(
        any_of(stack.linked(FLOW_LOG, to=vpc, by="vpcId").exists(), each_subnet_has_one(vpc, stack)),
        at="flowLog",
        problem="The VPC has no flow log: nothing tells afterwards who connected to what, or what was refused.",
        fix=fix(Create(FLOW_LOG[0], vpc.name, arguments)),
    )


def each_subnet_has_one(vpc: Resource, stack: Stack) -> Fact:
    """The VPC has subnets, and a flow log is for each."""
    subnets = stack.linked(ec2.SUBNET, to=vpc, by="vpcId")
    return all_of(
        subnets.exists(), subnets.all(lambda subnet: stack.linked(FLOW_LOG, to=subnet, by="subnetId").exists())
    )


RULE = StackRule(
    id="vpc-flow-logs",
    summary="VPCs must have flow logs",
    rationale="""
        A flow log has a line for each connection: from where, to where, accepted or refused. It shows an intruder's way
        through a network, and which security group rejects a request. A log of what is refused alone counts. In a
        bucket it costs least.
    """,
    level="advisory",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    controls=("EC2.6",),
    applies_to=ec2.VPC[:1],
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6",
    ),
    check=check,
)
