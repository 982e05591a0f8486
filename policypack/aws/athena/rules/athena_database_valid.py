"""athena-database-valid: Athena databases must have a name that queries can write."""

from policypack.aws.athena import DATABASE
from policypack.constraint import form, of_text
from policypack.rule import constraints_rule

NAMES = "https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html"

RULE = constraints_rule(
    id="athena-database-valid",
    service="Athena",
    summary="Athena databases must have a name that queries can write",
    rationale="""
        The provider makes a database by a query, in which its name has small letters, digits and underscores only.
    """,
    since="0.2.0",
    constraints={
        DATABASE: (
            form(
                "name",
                r"[0-9a-z_]+",
                "small letters, digits and underscores",
                invalid=("orders-eu", "Orders"),
                valid=("orders_eu", "_orders"),
                correct=of_text(lambda text: text.lower().replace("-", "_")),
                error="must be lowercase letters, numbers, or underscore ('_')",
                source="https://github.com/hashicorp/terraform-provider-aws/pull/6117",
            ),
        )
    },
    base={DATABASE[0]: {"bucket": "orders"}},
    references=(NAMES,),
)
