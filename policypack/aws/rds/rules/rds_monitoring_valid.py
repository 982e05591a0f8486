"""rds-monitoring-valid: Database monitoring must have valid intervals, roles and retention."""

from collections.abc import Iterator

from policypack.aws import rds
from policypack.check import Resource, Verdict, all_of, any_of, is_not, require
from policypack.rule import Context, Rejection, ResourceRule

INTERVALS = (0, 1, 5, 10, 15, 30, 60)
RETENTIONS = (0, 7, *(31 * month for month in range(1, 24)), 731)
"""Days that Performance Insights keeps; 0 counts as not said."""
ADVANCED_RETENTION = 465
WITH_INSIGHTS_MODE = (*rds.INSTANCE, *rds.CLUSTER)


def check(database: Resource, context: Context[None]) -> Iterator[Verdict]:  # noqa: ARG001
    """Enhanced Monitoring has an interval and a role, Performance Insights a retention, such as RDS takes."""
    yield monitors_at_an_interval(database)
    yield monitors_with_a_role(database)
    if database.type in rds.INSTANCE:
        yield monitors_where_it_has_a_role(database)
    yield keeps_insights(database)
    if database.type in WITH_INSIGHTS_MODE:
        yield keeps_advanced_insights(database)


def monitors_at_an_interval(database: Resource) -> Verdict:
    interval = database["monitoringInterval"]
    return require(
        interval.is_in(INTERVALS),
        when=interval.is_set(),
        at=interval,
        problem=f"monitoringInterval is {interval}; RDS takes 1, 5, 10, 15, 30 or 60 seconds, or 0 for none.",
        fix="monitoring_interval=60",
    )


def monitors_with_a_role(database: Resource) -> Verdict:
    role = database["monitoringRoleArn"]
    return require(
        role.is_set(),
        when=database["monitoringInterval"].at_least(1),
        at=role,
        problem="monitoringRoleArn is not set; RDS rejects Enhanced Monitoring without a role to write its logs with.",
        fix="monitoring_role_arn=role.arn  # a role with AmazonRDSEnhancedMonitoringRole",
    )


def monitors_where_it_has_a_role(database: Resource) -> Verdict:
    interval = database["monitoringInterval"]
    return require(
        any_of(is_not(database["monitoringRoleArn"].is_set()), interval.at_least(1)),
        at=interval,
        problem=f"monitoringInterval is {interval} where monitoringRoleArn is set; RDS rejects the role without an"
        " interval.",
        fix="monitoring_interval=60",
    )


def keeps_insights(database: Resource) -> Verdict:
    retention = database["performanceInsightsRetentionPeriod"]
    return require(
        retention.is_in(RETENTIONS),
        when=retention.is_set(),
        at=retention,
        problem=f"performanceInsightsRetentionPeriod is {retention}; RDS takes 7, a multiple of 31 up to 713, or 731.",
        fix="performance_insights_retention_period=7",
    )


def keeps_advanced_insights(database: Resource) -> Verdict:
    retention = database["performanceInsightsRetentionPeriod"]
    return require(
        all_of(database["performanceInsightsEnabled"].is_true(), retention.at_least(ADVANCED_RETENTION)),
        when=database["databaseInsightsMode"].equals("advanced"),
        at=retention,
        problem=f"databaseInsightsMode is advanced and performanceInsightsRetentionPeriod {retention}; RDS rejects that"
        f" without Performance Insights for {ADVANCED_RETENTION} days.",
        fix=f"performance_insights_enabled=True, performance_insights_retention_period={ADVANCED_RETENTION}",
    )


_MODEL = "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/rds/aws.sdk.kotlin.services.rds.model"
_RETENTION = f"{_MODEL}/-restore-db-instance-from-s3-request/performance-insights-retention-period.html"
_ROLE = "https://github.com/cloudposse/terraform-aws-rds/pull/64"
_INTERVAL = "https://github.com/azavea/terraform-aws-postgresql-rds/issues/31"
_VALUES = "https://github.com/terraform-aws-modules/terraform-aws-rds-aurora/pull/485"
_ADVANCED = "https://github.com/pulumi/pulumi-aws/issues/5286"


def _rejection(condition: str, error: str, source: str, refused: str, accepted: str) -> Rejection:
    return Rejection(service="RDS", condition=condition, error=error, source=source, invalid=refused, valid=accepted)


RULE = ResourceRule(
    id="rds-monitoring-valid",
    summary="Database monitoring must have valid intervals, roles and retention",
    rationale="""
        Enhanced Monitoring needs a role to write its logs with, and a role needs an interval; Performance Insights
        keeps its data for a week, for whole months or for two years, and the advanced mode of Database Insights asks
        for fifteen months. Each alone is accepted by the provider; RDS looks at them together.
    """,
    level="mandatory",
    consequence="deployment fails",
    since="0.1.0",
    applies_to=(*rds.INSTANCE, *rds.CLUSTER, *rds.CLUSTER_INSTANCE),
    references=(
        "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html",
        _RETENTION,
        _ROLE,
        _INTERVAL,
        _ADVANCED,
    ),
    rejections=(
        _rejection(
            "Enhanced Monitoring has an interval and no role",
            "InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval"
            " value other than 0.",
            _ROLE,
            "no-role",
            "monitored",
        ),
        _rejection(
            "Enhanced Monitoring has a role and no interval",
            "InvalidParameterCombination: You must specify a MonitoringInterval value other than 0 when you specify a"
            " MonitoringRoleARN value.",
            _INTERVAL,
            "no-interval",
            "monitored",
        ),
        _rejection(
            "The interval of Enhanced Monitoring is none of RDS's",
            "Valid Values: 0, 1, 5, 10, 15, 30, 60",
            _VALUES,
            "interval",
            "monitored",
        ),
        _rejection(
            "Performance Insights keeps its data for days that are no whole months",
            "If you specify a retention period such as 94, which isn't a valid value, RDS issues an error.",
            _RETENTION,
            "retention",
            "three-months",
        ),
        _rejection(
            "Database Insights is advanced and Performance Insights keeps less than 465 days",
            "InvalidParameterCombination: To enable the Advanced mode of Database Insights, modify your cluster to"
            " enable Performance Insights and set the retention period for Performance Insights to at least 465 days.",
            _ADVANCED,
            "cluster",
            "advanced",
        ),
    ),
    check=check,
)
