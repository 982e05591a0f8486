"""security-group-name-valid: Security group names and descriptions must be valid."""

from collections.abc import Iterator

from policypack.aws.common.faults import fault
from policypack.aws.vpc.security_groups import GROUP, text_fault
from policypack.check import Resource, Verdict, is_not, require
from policypack.rule import Context, Rejection, ResourceRule


def check(group: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """The group's name does not begin as an ID does, and AWS takes its description."""
    for name in (group["name"], group["namePrefix"]):
        yield require(
            is_not(name.starts_with("sg-")),
            when=name.is_set(),
            at=name,
            problem=f"{name.path} is {name}, which AWS rejects: only IDs of security groups begin with sg-.",
            fix='name="web-servers"',
        )
    description = group["description"]
    wrong = fault(description.as_text(), text_fault)
    yield require(
        wrong.is_empty(),
        when=description.is_set(),
        at=description,
        problem=f"The group's description {wrong.say(str, 'is not valid')}, so AWS rejects it: {description}.",
        fix='description="Web servers"  # 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$* at most',
    )


_API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html"
_NAME = "https://github.com/pulumi/pulumi-awsx/issues/328"
_TEXT = "https://github.com/cds-snc/notification-terraform/pull/561"

RULE = ResourceRule(
    id="security-group-name-valid",
    summary="Security group names and descriptions must be valid",
    rationale="""
        A group called sg, without a name of its own, becomes sg- and random digits: AWS takes that for an ID and
        refuses it. Descriptions are ASCII without apostrophes, quotation marks, angle brackets and most other signs; a
        description cannot be changed later, so the mistake is met once and at the worst time, in the first update.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=GROUP,
    references=(_API, _NAME, _TEXT),
    rejections=(
        Rejection(
            service="EC2",
            condition="A security group's name begins with sg-",
            error="InvalidParameterValue: Value (sg-86c8964) for parameter GroupName is invalid. Group names may not be"
            " in the format sg-*.",
            source=_NAME,
            invalid="named",
            valid="sgx",
        ),
        Rejection(
            service="EC2",
            condition="A security group's description holds a sign that AWS does not take, as an apostrophe",
            error="InvalidParameterValue: Invalid security group description. Valid descriptions are strings less than"
            " 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
            source=_TEXT,
            invalid="apostrophe",
            valid="signs",
        ),
        Rejection(
            service="EC2",
            condition="A security group's description holds letters beyond ASCII",
            error="InvalidParameterValue: Value (...) for parameter GroupDescription is invalid. Character sets beyond"
            " ASCII are not supported.",
            source="https://github.com/hashicorp/terraform-provider-aws/pull/43854",
            invalid="accent",
            valid="signs",
        ),
        Rejection(
            service="EC2",
            condition="A security group's description has more than 255 characters",
            error="InvalidParameterValue: Invalid security group description. Valid descriptions are strings less than"
            " 256 characters",
            source=_TEXT,
            invalid="long",
            valid="longest",
        ),
    ),
    check=check,
)
