"""lambda-zones: Lambda functions in a VPC must have subnets in two zones."""

from policypack.aws import lambda_
from policypack.aws.vpc.subnet_spread import listed_subnets, spans_two_zones
from policypack.check import Resource, Verdict, is_not, require
from policypack.fix import Add, Blank, fix
from policypack.rule import StackContext, StackRule

SUBNETS = "vpcConfig.subnetIds"


def check(function: Resource, context: StackContext[None]) -> Verdict:
    """The subnets of the function are in two zones at least; one that is in no VPC has all of Lambda's."""
    listed = function.at(SUBNETS)
    return require(
        spans_two_zones(listed, listed_subnets(context.stack, function, SUBNETS)),
        when=is_not(listed.is_empty()),
        at=SUBNETS,
        problem="The subnets of the function are in one zone: a fault of the zone stops it.",
        fix=fix(Add(SUBNETS, Blank("a subnet in another zone"))),
    )


RULE = StackRule(
    id="lambda-zones",
    summary="Lambda functions in a VPC must have subnets in two zones",
    rationale="""
        Lambda runs a function in all zones by itself, unless the program puts it into subnets: then it runs where these
        are. Subnets that the stack does not make count as being in another zone.
    """,
    level="advisory",
    consequence="downtime",
    rated="medium",
    since="0.3.0",
    applies_to=lambda_.FUNCTION,
    controls=("Lambda.5",),
    references=("https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html",),
    check=check,
)
