"""kms-alias-name: KMS alias names must be valid."""

from policypack.aws.kms import ALIAS
from policypack.constraint import Constraint, argument, form, joined, length, of_text
from policypack.fix import Blank, Set, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html"
ALIASES = "https://docs.aws.amazon.com/kms/latest/developerguide/alias-create.html"

name = argument("name")

RULE = constraints_rule(
    id="kms-alias-name",
    service="KMS",
    summary="KMS alias names must be valid",
    rationale="""
        The prefix alias/ is part of an alias's name in the API. The console adds it, so programs often leave it out.
        Names that start with alias/aws/ are reserved for AWS managed keys. A name has at most 256 letters, digits,
        slashes, underscores and hyphens: no full stop and no space.
    """,
    since="0.1.0",
    constraints={
        ALIAS: (
            Constraint(
                demand=name.starts_with("alias/"),
                when=name.is_given().unsaid(),
                error="ValidationException: This value must begin with alias/ followed by a name, such as"
                " alias/ExampleAlias.",
                source=CREATE,
                fix=fix(Set("name", Blank("alias/ and a name"))),
                correct=of_text(lambda text: f"alias/{text.removeprefix('/')}"),
                invalid={"name": "orders"},
                valid={"name": "alias/orders"},
            ),
            Constraint(
                demand=~name.starts_with("alias/aws/"),
                when=name.is_given().unsaid(),
                error="NotAuthorizedException: The alias name cannot begin with alias/aws/. The alias/aws/ prefix is"
                " reserved.",
                source=ALIASES,
                fix=fix(Set("name", Blank("alias/ and a name"))),
                correct=of_text(lambda text: text.replace("alias/aws/", "alias/", 1)),
                invalid={"name": "alias/aws/orders"},
                valid={"name": "alias/aws-orders"},
            ),
            form(
                "name",
                r"[A-Za-z0-9/_-]+",
                "letters, digits, slashes, underscores and hyphens",
                invalid="alias/orders.eu",
                valid=("alias/orders-eu", "alias/shop/orders_eu-1"),
                correct=joined("A-Za-z0-9/_-"),
                error="InvalidAliasNameException: The request was rejected because the specified alias name is not"
                " valid.",
                source=CREATE,
            ),
            length(
                "name",
                256,
                prefix="alias/",
                error="ValidationException: 1 validation error detected: Value at 'aliasName' failed to satisfy"
                " constraint: Member must have length less than or equal to 256",
                source=CREATE,
            ),
        )
    },
    base={ALIAS[0]: {"targetKeyId": "1234abcd-12ab-34cd-56ef-1234567890ab"}},
)
