"""described: Resources must say what they are for."""

from policypack.aws import ec2, kms, lambda_
from policypack.aws.practices.base_of_compute import COMPUTE
from policypack.aws.practices.base_of_keys import PROTECTED
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fix
from policypack.constraint.practices import practice, said
from policypack.rule import practices_rule

TAGGING = "https://docs.aws.amazon.com/wellarchitected/latest/operational-excellence-pillar/ops_evolve_ops_knowledge_management.html"
WHAT = "what it is for"
MADE = ("Managed by Pulumi", "Managed by Terraform")
"""What the provider writes where the program says nothing."""
RULE_OF_GROUP: Inputs = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/16"]}
OF_A_RULE: Inputs = {"securityGroupId": "sg-0a1b2c3d4e5f60718", "ipProtocol": "tcp", "fromPort": 443, "toPort": 443}

description = argument("description")


def described(path: str = "description") -> Constraint:
    """The argument is set."""
    return said(path, "orders of the shop", blank=WHAT, source=TAGGING)


RULE = practices_rule(
    id="described",
    summary="Resources must say what they are for",
    rationale="""
        Who meets a security group, a key or a secret years later must know what uses it, before changing or deleting
        it. A description is where people look: in the console and in lists. Names and tags often say enough: the
        rule is off unless a setting gives it a level.
    """,
    harm="Whoever meets it later cannot tell what uses it.",
    level="disabled",
    consequence="hygiene",
    since="0.3.0",
    base={
        **COMPUTE,
        **PROTECTED,
        "aws:ec2/securityGroupRule:SecurityGroupRule": {
            "type": "ingress",
            "securityGroupId": "sg-0a1b2c3d4e5f60718",
            **RULE_OF_GROUP,
        },
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {**OF_A_RULE, "cidrIpv4": "10.0.0.0/16"},
        "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {**OF_A_RULE, "cidrIpv4": "10.0.0.0/16"},
    },
    practices={
        ec2.SECURITY_GROUP: [
            practice(
                description.is_present() & ~description.one_of(*MADE),
                fix=fix(Set("description", Blank(WHAT))),
                invalid=({}, {"description": MADE[0]}),
                valid={"description": "Web servers of the shop"},
                source=TAGGING,
            ),
            *(
                described().inside(f"{way}[]", RULE_OF_GROUP).beside({"description": "Web servers of the shop"})
                for way in ("ingress", "egress")
            ),
        ],
        (
            "aws:ec2/securityGroupRule:SecurityGroupRule",
            "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
            "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
        ): [described()],
        ("aws:appflow/flow:Flow", "aws:athena/namedQuery:NamedQuery", "aws:athena/workgroup:Workgroup"): [described()],
        ("aws:athena/database:Database",): [described("comment")],
        (*kms.KEY[:1], *lambda_.FUNCTION, "aws:secretsmanager/secret:Secret"): [described()],
    },
)
