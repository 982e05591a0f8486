"""rds-event-subscription-valid: Event subscriptions must name the type of their sources."""

from policypack.aws import rds
from policypack.aws.rds.events import category_error
from policypack.constraint import Blank, Constraint, Set, argument, fits, fix
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html"
CATEGORIES = "https://github.com/hashicorp/terraform-provider-aws/issues/1817"
source_type = argument("sourceType")


def needs_type(given: str, value: list[str], error: str, source: str) -> Constraint:
    """With sources or categories, the subscription must say of which type they are."""
    return Constraint(
        demand=source_type.is_present(),
        when=argument(given).is_given(),
        error=error,
        source=source,
        fix=fix(Set("sourceType", Blank("the type of the sources: db-instance, db-cluster, ..."))),
        invalid={given: value},
        valid={given: value, "sourceType": "db-instance"},
    )


RULE = constraints_rule(
    id="rds-event-subscription-valid",
    service="RDS",
    summary="Event subscriptions must name the type of their sources",
    rationale="""
        A subscription is of all events, or of one type of sources: an instance and a cluster have categories of
        their own, so categories and identifiers need the type. The categories are words with spaces, as "low storage".
    """,
    since="0.2.0",
    references=(API,),
    constraints={
        rds.EVENT_SUBSCRIPTION: (
            needs_type(
                "eventCategories",
                ["failover"],
                "InvalidParameterCombination: If SourceType is null, Categories must also be null.",
                CATEGORIES,
            ),
            needs_type(
                "sourceIds",
                ["orders"],
                "InvalidParameterCombination: If SourceType is null, SourceId must also be null.",
                API,
            ),
            Constraint(
                demand=fits(
                    argument("eventCategories"),
                    "categories of the source type",
                    category_error,
                    argument("eventCategories").whole,
                    lambda it: it.at("sourceType").as_text(),
                ),
                when=source_type.is_given().unsaid(),
                error="SubscriptionCategoryNotFound: Category : restoration not found for source type db-cluster.",
                source=API,
                fix=fix(Set("eventCategories", Blank("categories of the source type"))),
                invalid=(
                    {"sourceType": "db-cluster", "eventCategories": ["failover", "restoration"]},
                    {"sourceType": "db-instance", "eventCategories": ["low-storage"]},
                ),
                valid=(
                    {"sourceType": "db-instance", "eventCategories": ["low storage", "restoration"]},
                    {"sourceType": "db-cluster", "eventCategories": ["failover"]},
                ),
            ),
        )
    },
    base={rds.EVENT_SUBSCRIPTION[0]: {"snsTopic": "arn:aws:sns:us-east-1:123456789012:databases"}},
)
