"""security-group-explicit-egress: Security groups must set their egress explicitly."""

from policypack.aws import ec2
from policypack.check import Fact, Resource, Verdict, any_of, require
from policypack.fix import Create, Fix, Ref, Set, fix
from policypack.rule import StackContext, StackRule


def check(group: Resource, context: StackContext[None]) -> Verdict:
    """The group sets its egress (an empty list counts), a separate rule of the group is for egress, or a resource has
    the complete list of the group's rules."""
    complete = context.stack.linked(ec2.SECURITY_GROUP_RULES_EXCLUSIVE, to=group, by="securityGroupId")
    rules = context.stack.linked(ec2.SECURITY_GROUP_RULE, to=group, by="securityGroupId")
    egress_rules = context.stack.linked(ec2.SECURITY_GROUP_EGRESS_RULE, to=group, by="securityGroupId")
    return require(
        any_of(group["egress"].is_set(), egress_rules.exists(), rules.any(is_egress), complete.exists()),
        at="egress",
        problem="The security group has no egress rules, and the provider removes AWS's default one, so nothing in the"
        " group can open a connection.",
        fix=to_everywhere(group),
    )


def is_egress(rule: Resource) -> Fact:
    """The rule is for outgoing traffic."""
    return rule["type"].equals("egress")


def to_everywhere(group: Resource) -> Fix:
    """AWS's default rule, inline where the group's other rules are inline: the two forms must not be mixed."""
    none = Set("egress", [])
    if not group["ingress"].is_absent:
        everywhere = {"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["0.0.0.0/0"]}
        return fix(Set("egress", [everywhere]), otherwise=none)
    rule = {"securityGroupId": Ref.to(group, "id"), "ipProtocol": "-1", "cidrIpv4": "0.0.0.0/0"}
    return fix(Create(ec2.SECURITY_GROUP_EGRESS_RULE[0], group.name, rule), otherwise=none)


RULE = StackRule(
    id="security-group-explicit-egress",
    summary="Security groups must set their egress explicitly",
    rationale="""
        AWS gives a new security group a rule that allows all outgoing traffic; the AWS provider removes it. A group
        without egress in the program therefore isolates its members: tasks cannot pull images, and a function cannot
        reach its database. Set explicitly, the choice is visible. A default security group that the program adopts
        without rules is meant to allow nothing and is not checked.
    """,
    level="mandatory",
    consequence="exposure",
    since="0.1.0",
    applies_to=ec2.SECURITY_GROUP,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
    ),
    check=check,
)
