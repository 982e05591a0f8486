"""security-group-explicit-egress: Security groups must set their egress explicitly."""

from policypack.aws import ec2
from policypack.aws.programs import name_of, variable
from policypack.check import Fact, Resource, Verdict, any_of, require
from policypack.rule import Bad, Good, StackContext, StackRule, Undecided


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
    concern="C6",
    summary="Security groups must set their egress explicitly",
    rationale="""
        AWS gives a new security group a rule that allows all outgoing traffic; the AWS provider removes it. A group
        whose program says nothing about egress therefore cuts its members off: tasks cannot pull images, databases
        cannot be reached from it. Stated, the choice is visible, whatever it is. The VPC's default group, taken over
        without rules, is a lock-down and is not asked.
    """,
    level="mandatory",
    severity="medium",
    applies_to=ec2.SECURITY_GROUP,
    references=(
        "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
        "https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/",
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            web = aws.ec2.SecurityGroup("web", vpc_id=vpc.id, ingress=[
                {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]}])
            jobs = aws.ec2.SecurityGroup("jobs", vpc_id=vpc.id, egress=[
                {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}])
            aws.ec2.SecurityGroupRule("from-jobs", type="ingress", security_group_id=web.id,
                                      source_security_group_id=jobs.id, protocol="tcp", from_port=443, to_port=443)
            aws.vpc.SecurityGroupEgressRule("to-web", security_group_id=jobs.id,
                                            referenced_security_group_id=web.id, ip_protocol="-1")
            """,
            finds={"web": "egress"},
            title="A rule that names the group as its peer does not stand in it",
        ),
        Good(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            aws.ec2.SecurityGroup("inline", vpc_id=vpc.id, egress=[
                {"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}])
            aws.ec2.SecurityGroup("closed", vpc_id=vpc.id, egress=[])
            old = aws.ec2.SecurityGroup("old", vpc_id=vpc.id)
            aws.ec2.SecurityGroupRule("old", type="egress", security_group_id=old.id, protocol="-1",
                                      from_port=0, to_port=0, cidr_blocks=["0.0.0.0/0"])
            new = aws.ec2.SecurityGroup("new", vpc_id=vpc.id)
            aws.vpc.SecurityGroupEgressRule("new", security_group_id=new.id, ip_protocol="-1",
                                            cidr_ipv4="0.0.0.0/0")
            sealed = aws.ec2.SecurityGroup("sealed", vpc_id=vpc.id)
            aws.ec2.VpcSecurityGroupRulesExclusive("sealed", security_group_id=sealed.id, ingress_rule_ids=[],
                                                   egress_rule_ids=[])
            aws.ec2.DefaultSecurityGroup("default", vpc_id=vpc.id)
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            web = aws.ec2.SecurityGroup("web")
            aws.ec2.SecurityGroupRule("web", type=old.outputs["Direction"], security_group_id=web.id,
                                      protocol="tcp", from_port=443, to_port=443, cidr_blocks=["0.0.0.0/0"])
            """,
            because={"web": "type"},
        ),
    ),
)
