"""ram-principal-valid: Resources must be shared with accounts, organizations, roles or users, named as RAM does."""

from policypack.aws.ram import PRINCIPAL_ASSOCIATION
from policypack.constraint import Constraint, argument, of_text
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

ASSOCIATE = "https://docs.aws.amazon.com/ram/latest/APIReference/API_AssociateResourceShare.html"
SHARE = "arn:aws:ram:us-east-1:123456789012:resource-share/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
ORGANIZATION = "arn:aws:organizations::123456789012:organization/o-a1b2c3d4e5"

principal = argument("principal")


def account_of(text: str) -> str:
    """The account whose root user it is."""
    return text.split(":")[4] if text.endswith(":root") and text.count(":") == 5 else text


RULE = constraints_rule(
    id="ram-principal-valid",
    service="Resource Access Manager",
    summary="Resources must be shared with principals that are named as RAM does",
    rationale="""
        A share is for an account, which is named by its twelve digits and not by the ARN of its root user, or for an
        organization or a unit of one, which are named by their ARNs and not by their IDs.
    """,
    since="0.2.0",
    references=(ASSOCIATE,),
    constraints={
        PRINCIPAL_ASSOCIATION: (
            Constraint(
                demand=principal.lacks("^(o|ou|r)-[a-z0-9-]+$", "ID of an organization or a unit alone"),
                error="InvalidParameterException: Principal ID o-xxxxxxxxxx is malformed. Verify the ID and try again.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/7769",
                fix=fix(Set("principal", Blank("the ARN of the organization or of the unit"))),
                invalid=({"principal": "o-a1b2c3d4e5"}, {"principal": "ou-a1b2-c3d4e5f6"}),
                valid=({"principal": ORGANIZATION}, {"principal": "210987654321"}),
                condition="principal is the ID of an organization or of a unit, not its ARN",
            ),
            Constraint(
                demand=principal.lacks(":root$", "ARN of an account's root user"),
                error="InvalidParameterException: Principal ID arn:aws:iam::123456789012:root is malformed. Verify the"
                " ID and try again.",
                source="https://github.com/aws/amazon-sagemaker-examples/pull/3047",
                fix=fix(Set("principal", Blank("the twelve digits of the account"))),
                correct=of_text(account_of),
                invalid={"principal": "arn:aws:iam::210987654321:root"},
                valid=({"principal": "arn:aws:iam::210987654321:role/orders"}, {"principal": "210987654321"}),
                condition="principal is the ARN of an account's root user",
            ),
        )
    },
    base={
        PRINCIPAL_ASSOCIATION[0]: {
            "principal": "210987654321",
            "resourceShareArn": SHARE,
        }
    },
)
