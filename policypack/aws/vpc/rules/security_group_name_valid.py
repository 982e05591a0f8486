"""security-group-name-valid: Security group names and descriptions must be valid."""

import re
from collections.abc import Iterator

from policypack.aws import ec2
from policypack.aws.vpc.security_groups import GROUP, LONGEST_TEXT, NOT_ASCII, OTHER_SIGN
from policypack.check import Fact, Resource, Stack, Verdict, all_of, any_fact, is_not, require, together
from policypack.constraint import Constraint, Table, argument, in_ascii, length, of_text, typed
from policypack.fix import Blank, Remove, Set, fix
from policypack.model.alike import Alike
from policypack.rule import Rejection, StackContext, StackRule

API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html"
NAME = "https://github.com/pulumi/pulumi-awsx/issues/328"
TEXT = "https://github.com/cds-snc/notification-terraform/pull/561"
ASCII = "https://github.com/hashicorp/terraform-provider-aws/pull/43854"

description = argument("description")


def not_an_id(path: str, ending: str, invalid: str, valid: str) -> Constraint:
    """The name does not start as the ID of a security group does; as a corrected one, it ends so."""
    own = argument(path)
    return Constraint(
        demand=~own.starts_with("sg-"),
        when=own.is_given().unsaid(),
        error="InvalidParameterValue: Value (sg-86c8964) for parameter GroupName is invalid. Group names may not be in"
        " the format sg-*.",
        source=NAME,
        fix=fix(Set(path, Blank("a name that does not start with sg-"))),
        correct=of_text(lambda text: re.sub(r"^(?:sg-)+(.+?)-?$", rf"\1{ending}", text)),
        invalid={path: invalid},
        valid={path: valid},
    )


TABLE = Table(
    "EC2",
    {
        GROUP: (
            not_an_id("name", "-sg", invalid="sg-web", valid="web-sg"),
            not_an_id("namePrefix", "-sg-", invalid="sg-", valid="web-"),
            Constraint(
                demand=description.lacks(OTHER_SIGN, "a sign that EC2 does not allow"),
                when=description.is_given().unsaid(),
                error="InvalidParameterValue: Invalid security group description. Valid descriptions are strings less"
                " than 256 characters from the following set: a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*",
                source=TEXT,
                fix=fix(Set("description", Blank("a description without such signs"))),
                correct=of_text(lambda text: re.sub(OTHER_SIGN, "", typed(text))),
                invalid={"description": "The team's database"},
                valid={"description": "Web. _-:/()#,@[]+=&;{}!$*"},
            ),
            Constraint(
                demand=description.lacks(NOT_ASCII, "letters beyond ASCII"),
                when=description.is_given().unsaid(),
                error="InvalidParameterValue: Value (...) for parameter GroupDescription is invalid. Character sets"
                " beyond ASCII are not supported.",
                source=ASCII,
                fix=fix(Set("description", Blank("a description in ASCII"))),
                correct=of_text(in_ascii),
                invalid={"description": "Accès à la base"},
                valid={"description": "Acces a la base"},
            ),
            length(
                "description",
                LONGEST_TEXT,
                error="InvalidParameterValue: Invalid security group description. Valid descriptions are strings less"
                " than 256 characters",
                source=TEXT,
            ),
        )
    },
)
NAMED_TWICE = Rejection(
    service="EC2",
    condition="Two security groups of a VPC have the same name",
    error="InvalidGroup.Duplicate: The security group 'secgrp-app' already exists for VPC 'vpc-c05da2a6'",
    source="https://github.com/hashicorp/terraform/issues/15428",
    invalid="second",
    valid="first",
)


def check(group: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """No earlier group of the VPC has the name."""
    if group.type not in GROUP[:1]:
        return
    name = group["name"]
    vpcs = context.stack.referred(group, "vpcId", ec2.VPC)
    yield require(
        is_not(vpcs.any(lambda vpc: has_earlier(vpc, group, context.stack))),
        when=name.is_set(),
        at=name,
        problem=f"name is {name}, which another security group of the VPC has.",
        fix=fix(Set("name", Blank("a name of its own")), otherwise=Remove("")),
        rejects=NAMED_TWICE,
    )


def has_earlier(vpc: Resource, group: Resource, stack: Stack) -> Fact:
    """A group of the VPC that comes first has the name."""
    name = group["name"]
    return any_fact(
        all_of(fact, together(is_same, name, other["name"]))
        for other, fact in stack.derived(by_name, vpc).like(name)
        if other.urn < group.urn
    )


def by_name(stack: Stack, vpc: Resource) -> Alike[tuple[Resource, Fact]]:
    """The groups of a VPC by their name."""
    return Alike((link, link[0]["name"]) for link in stack.linked(GROUP[:1], to=vpc, by="vpcId").links)


def is_same(one: object, other: object) -> bool:
    """Both have a name, the same one."""
    return one is not None and one == other


RULE = StackRule(
    id="security-group-name-valid",
    summary="Security group names and descriptions must be valid",
    rationale="""
        Only the IDs of security groups start with sg-. A group whose logical name is sg and that has no name of its
        own gets the name sg- and random digits, which EC2 rejects. A VPC has one group of each name. A description is
        ASCII without apostrophes, quotation marks, angle brackets and most other signs. It cannot be changed later.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=GROUP,
    references=(API,),
    rejections=(*TABLE.rejections, NAMED_TWICE),
    table=TABLE,
    check=check,
)
