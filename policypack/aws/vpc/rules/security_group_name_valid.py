"""security-group-name-valid: Security group names and descriptions must be valid."""

import re

from policypack.aws.vpc.security_groups import GROUP, LONGEST_TEXT, NOT_ASCII, OTHER_SIGN
from policypack.constraint import Constraint, argument, in_ascii, length, of_text, typed
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

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


RULE = constraints_rule(
    id="security-group-name-valid",
    service="EC2",
    summary="Security group names and descriptions must be valid",
    rationale="""
        Only the IDs of security groups start with sg-. A group whose logical name is sg and that has no name of its
        own gets the name sg- and random digits, which EC2 rejects. A description is ASCII without apostrophes,
        quotation marks, angle brackets and most other signs. It cannot be changed later.
    """,
    since="0.1.0",
    references=(API,),
    constraints={
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
