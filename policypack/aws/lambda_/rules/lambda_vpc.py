"""lambda-vpc: Lambda functions must be in a VPC."""

from policypack.aws import lambda_
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.constraint import Blank, Inputs, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

SUBNETS, GROUPS = "vpcConfig.subnetIds", "vpcConfig.securityGroupIds"
PLACED: Inputs = {
    SUBNETS: ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f607182a"],
    GROUPS: ["sg-0a1b2c3d4e5f60718"],
}

RULE = practices_rule(
    id="lambda-vpc",
    summary="Lambda functions must be in a VPC",
    rationale="""
        A function outside of a VPC reaches every address of the internet; in one, security groups and routes say what
        it reaches. Most functions need no VPC, and one costs NAT gateways or endpoints: the rule is off unless a
        setting gives it a level. NIST SP 800-53 asks for it.
    """,
    harm="No security group or route says what the function reaches.",
    level="disabled",
    consequence="exposure",
    rated="low",
    since="0.3.0",
    base=COMPUTE,
    practices={
        lambda_.FUNCTION: [
            practice(
                argument(SUBNETS).is_given(),
                fix=fix(Set(SUBNETS, [Blank("private subnets")]), Set(GROUPS, [Blank("a security group")])),
                invalid={},
                valid=PLACED,
                controls=("Lambda.3",),
            )
        ]
    },
)
