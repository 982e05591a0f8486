"""security-group-explicit-egress: Security groups must set their egress explicitly."""

from policypack.aws import ec2
from policypack.aws.common.programs import name_of, variable
from policypack.check import Fact, Resource, Verdict, any_of, require
from policypack.rule import StackContext, StackRule


def check(group: Resource, context: StackContext[None]) -> Verdict:
    """Egress is stated inline (an empty list is a statement), by a rule of its own that stands in the group, or by the
    complete list of the group's rules."""
    complete = context.stack.linked(ec2.SECURITY_GROUP_RULES_EXCLUSIVE, to=group, by="securityGroupId")
    rules = context.stack.linked(ec2.SECURITY_GROUP_RULE, to=group, by="securityGroupId")
    egress_rules = context.stack.linked(ec2.SECURITY_GROUP_EGRESS_RULE, to=group, by="securityGroupId")
    return require(
        any_of(group["egress"].is_set(), egress_rules.exists(), rules.any(is_egress), complete.exists()),
        at="egress",
        problem="No egress is stated, so the provider removes AWS's own rule and nothing behind this group can open a"
        " connection.",
        fix=f"aws.vpc.SecurityGroupEgressRule({name_of(group)}, security_group_id={variable(group)}.id,"
        ' ip_protocol="-1", cidr_ipv4="0.0.0.0/0")  # or egress=[] where nothing may go out',
    )


def is_egress(rule: Resource) -> Fact:
    """The rule is for outgoing traffic."""
    return rule["type"].equals("egress")


RULE = StackRule(
    id="security-group-explicit-egress",
    summary="Security groups must set their egress explicitly",
    rationale="""
        AWS gives a new security group a rule that allows all outgoing traffic; the AWS provider removes it. A group
        whose program says nothing about egress therefore cuts its members off: tasks cannot pull images, databases
        cannot be reached from it. Stated, the choice is visible, whatever it is. The VPC's default group, taken over
        without rules, is a lock-down and is not asked.
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
