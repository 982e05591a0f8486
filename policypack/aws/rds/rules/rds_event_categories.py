"""rds-event-categories: Event subscriptions must bring what matters."""

from policypack.aws import rds
from policypack.constraint import Constraint, Inputs, Remove, argument, fix
from policypack.constraint.practices import practice
from policypack.model.conditions import all_conditions
from policypack.model.controls import page_of_control
from policypack.rule import practices_rule

CATEGORIES, TYPE = argument("eventCategories"), argument("sourceType")
TOPIC: Inputs = {"snsTopic": "arn:aws:sns:us-east-1:123456789012:orders"}


def _told_of(source_type: str, *categories: str, control: str, whole: bool = True) -> Constraint:
    """A subscription to this type of sources has these categories, or all, where it names none."""
    named = f"{', '.join(categories[:-1])} and {categories[-1]}" if len(categories) > 1 else categories[0]
    has_all = all_conditions(CATEGORIES.contains(one) for one in categories).called(
        f"eventCategories has {named}", f"eventCategories must have {named}", fails=f"eventCategories lacks {named}"
    )
    given = {**TOPIC, TYPE.path: source_type}
    return practice(
        has_all | CATEGORIES.is_empty().unsaid(),
        when=TYPE.equals(source_type) & ~argument("enabled").equals(False).unsaid(),
        fix=fix(Remove(CATEGORIES.path), note="or the categories that it lacks, besides its own"),
        invalid={**given, CATEGORIES.path: ["creation"]},
        valid=(given, {**given, CATEGORIES.path: list(categories)}),
        controls=(control,) if whole else (),
        source=page_of_control(control),
    )


RULE = practices_rule(
    id="rds-event-categories",
    summary="Event subscriptions must have the categories that matter",
    rationale="""
        A subscription without categories brings all events of its sources. One that names some must not leave out
        those that need somebody: failures, maintenance, and changes of configuration. Whether an account has a
        subscription at all, no single stack tells.
    """,
    harm="Nobody hears of a failure or of maintenance before the users do.",
    consequence="hygiene",
    rated="low",
    since="0.3.0",
    partly=("RDS.21", "RDS.22"),
    practices={
        rds.EVENT_SUBSCRIPTION: [
            _told_of("db-cluster", "maintenance", "failure", control="RDS.19"),
            _told_of("db-instance", "maintenance", "configuration change", "failure", control="RDS.20"),
            _told_of("db-parameter-group", "configuration change", control="RDS.21", whole=False),
            _told_of("db-security-group", "configuration change", "failure", control="RDS.22", whole=False),
        ],
    },
)
