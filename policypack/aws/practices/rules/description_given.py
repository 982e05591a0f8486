"""description-given: Resources must have a description."""

from collections.abc import Mapping

from policypack.aws.ec2 import SECURITY_GROUP
from policypack.aws.practices.base import BASES
from policypack.aws.practices.base_of_keys import PROTECTED
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fix
from policypack.constraint.practices import practice
from policypack.rule import practices_rule

_OWN = "Managed by Pulumi"
"""What the provider writes where the program says nothing."""
_PAGE = "https://docs.aws.amazon.com/wellarchitected/latest/framework/operational-excellence.html"
_RULE: Inputs = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}
_BASES: Mapping[str, Inputs] = {
    "aws:appflow/flow:Flow": PROTECTED["aws:appflow/flow:Flow"],
    "aws:athena/database:Database": {"name": "orders"},
    "aws:athena/namedQuery:NamedQuery": {"database": "orders", "query": "SELECT 1"},
    "aws:lambda/function:Function": {
        "role": "arn:aws:iam::123456789012:role/orders",
        "runtime": "python3.13",
        "handler": "orders.handle",
        "s3Bucket": "orders-code",
        "s3Key": "orders.zip",
    },
    "aws:ec2/securityGroup:SecurityGroup": {"egress": []},
}


def _given(path: str = "description") -> Constraint:
    own = argument(path)
    return practice(
        own.is_given() & ~own.equals(_OWN).unsaid(),
        fix=fix(Set(path, Blank("what it is for"))),
        invalid={path: None},
        valid={path: "Orders of the shop"},
        source=_PAGE,
    )


RULE = practices_rule(
    id="description-given",
    summary="Resources must have a description",
    rationale="""
        A description tells whoever finds a resource in the console what it is for and whether it may go. AWS makes a
        security group and some others anew where their description changes: read the preview before the update. The
        rule is off until a level is set for it.
    """,
    harm="Whoever finds it in the console does not know what it is for.",
    level="disabled",
    consequence="hygiene",
    since="0.3.0",
    base={**BASES, **_BASES},
    practices={
        SECURITY_GROUP: [
            _given(),
            *(
                _given().inside(f"{direction}[]", beside=_RULE).beside({"description": "Orders of the shop"})
                for direction in ("ingress", "egress")
            ),
        ],
        (
            "aws:appflow/flow:Flow",
            "aws:athena/namedQuery:NamedQuery",
            "aws:athena/workgroup:Workgroup",
            "aws:kms/key:Key",
            "aws:lambda/function:Function",
            "aws:secretsmanager/secret:Secret",
        ): [_given()],
        ("aws:athena/database:Database",): [_given("comment")],
    },
)
