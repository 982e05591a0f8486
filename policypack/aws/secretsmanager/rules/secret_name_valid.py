"""secret-name-valid: Secrets Manager names must be valid."""

from policypack.aws.secretsmanager import SECRET
from policypack.constraint import form, joined, length
from policypack.rule import constraints_rule

RULE = constraints_rule(
    id="secret-name-valid",
    service="Secrets Manager",
    summary="Secrets Manager names must be valid",
    rationale="""
        A secret's name has up to 512 letters, digits and -/_+=.@! characters. A space or a colon, copied from a title
        or an ARN, is rejected. AWS advises against a hyphen and six characters at the end, which look like the part
        that it adds to ARNs; this rule does not check that.
    """,
    since="0.1.0",
    constraints={
        SECRET: (
            form(
                "name",
                r"[A-Za-z0-9/_+=.@!-]+",
                "letters, digits and -/_+=.@!",
                invalid=("orders database", "shop:orders"),
                valid=("shop/orders", "shop/orders_db+1=a.b@c!"),
                correct=joined("A-Za-z0-9/_+=.@!-"),
                error="ValidationException: Invalid name. Must be a valid name containing alphanumeric characters, or"
                " any of the following: -/_+=.@!",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/39406",
            ),
            length(
                "name",
                512,
                error="ValidationException: 1 validation error detected: Value at 'name' failed to satisfy constraint:"
                " Member must have length less than or equal to 512",
                source="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
            ),
        )
    },
)
