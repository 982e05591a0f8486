"""rds-settings-valid: Databases must have settings that their engine and capacity allow."""

from policypack.aws import rds
from policypack.constraint import Blank, Constraint, Remove, Set, argument, cut, fix
from policypack.rule import constraints_rule

CREATE = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html"
PAUSE = "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html"
OBSERVED = "https://github.com/badmintoncryer/cdk-preflight/blob/main/rules/rds"
LONGEST_USERNAMES = {"mysql": 16, "mariadb": 16, "postgres": 63}
"""Characters of the name of the first user, by engine."""
SCALING = "serverlessv2ScalingConfiguration"

engine, username = argument("engine"), argument("username")
insights, pause = argument("performanceInsightsEnabled"), argument(f"{SCALING}.secondsUntilAutoPause")

RULE = constraints_rule(
    id="rds-settings-valid",
    service="RDS",
    summary="Databases must have settings that their engine and capacity allow",
    rationale="""
        The name of the first user has as many characters as the engine knows. A retention of Performance Insights needs
        Performance Insights. A serverless cluster pauses by itself only where its least capacity is 0.
    """,
    since="0.2.0",
    references=(CREATE, PAUSE),
    constraints={
        rds.INSTANCE: (
            *(
                Constraint(
                    demand=username.no_longer_than(most),
                    when=engine.equals(name) & username.is_given().unsaid(),
                    error="InvalidParameterValue: Invalid master user name",
                    source=f"{OBSERVED}/pf-rds-master-username-length/meta.yaml",
                    fix=fix(Set("username", Blank(f"at most {most} characters"))),
                    correct=cut(most),
                    invalid={"engine": name, "username": "u" * (most + 1)},
                    valid={"engine": name, "username": "u" * most},
                )
                for name, most in LONGEST_USERNAMES.items()
            ),
            Constraint(
                demand=insights.is_true(),
                when=argument("performanceInsightsRetentionPeriod").at_least(1)
                & argument("databaseInsightsMode").is_empty().unsaid()
                & argument("replicateSourceDb").is_empty().unsaid(),
                error="InvalidParameterCombination: To enable Performance Insights, EnablePerformanceInsights must be"
                " set to 'true'",
                source=f"{OBSERVED}/pf-rds-pi-retention-requires-enable/meta.yaml",
                fix=fix(
                    Set("performanceInsightsEnabled", True), otherwise=Remove("performanceInsightsRetentionPeriod")
                ),
                invalid={"performanceInsightsRetentionPeriod": 7},
                valid=({"performanceInsightsEnabled": True, "performanceInsightsRetentionPeriod": 7}, {}),
            ),
        ),
        rds.CLUSTER: (
            Constraint(
                demand=argument(f"{SCALING}.minCapacity").equals(0),
                when=pause.at_least(1) & argument(f"{SCALING}.minCapacity").is_set().unsaid(),
                at=f"{SCALING}.secondsUntilAutoPause",
                error="InvalidParameterCombination: SecondsUntilAutoPause can only be specified when minimum capacity"
                " is 0.",
                source=PAUSE,
                fix=fix(Remove(f"{SCALING}.secondsUntilAutoPause"), otherwise=Set(f"{SCALING}.minCapacity", 0)),
                invalid={SCALING: {"minCapacity": 0.5, "maxCapacity": 4, "secondsUntilAutoPause": 300}},
                valid=(
                    {SCALING: {"minCapacity": 0, "maxCapacity": 4, "secondsUntilAutoPause": 300}},
                    {SCALING: {"minCapacity": 0.5, "maxCapacity": 4}},
                ),
            ),
        ),
    },
    base=rds.WITNESSES,
)
