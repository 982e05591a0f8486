"""rds-monitoring-valid: Database monitoring must have valid intervals, roles and retention."""

from policypack.aws import rds
from policypack.constraint import Blank, Constraint, Set, argument, closest, fix
from policypack.rule import constraints_rule

KOTLIN = "https://docs.aws.amazon.com/sdk-for-kotlin/api/latest/rds/aws.sdk.kotlin.services.rds.model"
INTERVALS = (0, 1, 5, 10, 15, 30, 60)
RETENTIONS = (0, 7, *(31 * month for month in range(1, 24)), 731)
"""Days that Performance Insights keeps; the provider ignores 0."""
ADVANCED_RETENTION = 465
ROLE = "arn:aws:iam::123456789012:role/rds-monitoring"

interval, role = argument("monitoringInterval"), argument("monitoringRoleArn")
retention = argument("performanceInsightsRetentionPeriod")

ROWS = (
    Constraint(
        demand=interval.one_of(*INTERVALS),
        when=interval.is_set().unsaid(),
        error="Valid Values: 0, 1, 5, 10, 15, 30, 60",
        source="https://github.com/terraform-aws-modules/terraform-aws-rds-aurora/pull/485",
        fix=fix(Set("monitoringInterval", 60)),
        correct=closest(INTERVALS),
        invalid={"monitoringInterval": 20, "monitoringRoleArn": ROLE},
        valid=({"monitoringInterval": 60, "monitoringRoleArn": ROLE}, {"monitoringInterval": 0}),
    ),
    Constraint(
        demand=role.is_set(),
        when=interval.at_least(1),
        error="InvalidParameterCombination: A MonitoringRoleARN value is required if you specify a MonitoringInterval"
        " value other than 0.",
        source="https://github.com/cloudposse/terraform-aws-rds/pull/64",
        fix=fix(
            Set("monitoringRoleArn", Blank("the ARN of a role with the policy AmazonRDSEnhancedMonitoringRole")),
            otherwise=Set("monitoringInterval", 0),
        ),
        invalid={"monitoringInterval": 60},
        valid={"monitoringInterval": 60, "monitoringRoleArn": ROLE},
    ),
    Constraint(
        demand=retention.one_of(*RETENTIONS).called(
            "performanceInsightsRetentionPeriod is 7, 731 or a multiple of 31 up to 713",
            "performanceInsightsRetentionPeriod must be 7, 731 or a multiple of 31 up to 713",
            fails="performanceInsightsRetentionPeriod is not 7, 731 or a multiple of 31 up to 713",
        ),
        when=retention.is_set().unsaid(),
        error="If you specify a retention period such as 94, which isn't a valid value, RDS issues an error.",
        source=f"{KOTLIN}/-restore-db-instance-from-s3-request/performance-insights-retention-period.html",
        fix=fix(Set("performanceInsightsRetentionPeriod", 7)),
        correct=closest(RETENTIONS),
        invalid={"performanceInsightsEnabled": True, "performanceInsightsRetentionPeriod": 94},
        valid={"performanceInsightsEnabled": True, "performanceInsightsRetentionPeriod": 93},
    ),
)
INSTANCE_ROWS = (
    Constraint(
        demand=interval.at_least(1),
        when=role.is_set(),
        error="InvalidParameterCombination: You must specify a MonitoringInterval value other than 0 when you specify a"
        " MonitoringRoleARN value.",
        source="https://github.com/azavea/terraform-aws-postgresql-rds/issues/31",
        fix=fix(Set("monitoringInterval", 60)),
        invalid={"monitoringRoleArn": ROLE},
        valid={"monitoringInterval": 1, "monitoringRoleArn": ROLE},
    ),
)
INSIGHTS_ROWS = (
    Constraint(
        demand=argument("performanceInsightsEnabled").is_true() & retention.at_least(ADVANCED_RETENTION),
        when=argument("databaseInsightsMode").equals("advanced"),
        at="performanceInsightsRetentionPeriod",
        error="InvalidParameterCombination: To enable the Advanced mode of Database Insights, modify your cluster to"
        " enable Performance Insights and set the retention period for Performance Insights to at least 465 days.",
        source="https://github.com/pulumi/pulumi-aws/issues/5286",
        fix=fix(
            Set("performanceInsightsEnabled", True),
            Set("performanceInsightsRetentionPeriod", ADVANCED_RETENTION),
        ),
        invalid={
            "databaseInsightsMode": "advanced",
            "performanceInsightsEnabled": True,
            "performanceInsightsRetentionPeriod": 434,
        },
        valid={
            "databaseInsightsMode": "advanced",
            "performanceInsightsEnabled": True,
            "performanceInsightsRetentionPeriod": ADVANCED_RETENTION,
        },
    ),
)

RULE = constraints_rule(
    id="rds-monitoring-valid",
    service="RDS",
    summary="Database monitoring must have valid intervals, roles and retention",
    rationale="""
        Enhanced Monitoring needs a role to write its logs with, and a role needs an interval. Performance Insights
        keeps its data for a week, for whole months or for two years, and the advanced mode of Database Insights
        requires fifteen months. The provider accepts each argument alone; RDS checks them together.
    """,
    since="0.1.0",
    references=("https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html",),
    constraints={
        (*rds.INSTANCE, *rds.CLUSTER, *rds.CLUSTER_INSTANCE): ROWS,
        rds.INSTANCE: INSTANCE_ROWS,
        (*rds.INSTANCE, *rds.CLUSTER): INSIGHTS_ROWS,
    },
    base=rds.WITNESSES,
)
