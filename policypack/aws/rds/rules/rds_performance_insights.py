"""rds-performance-insights: Databases must have Performance Insights."""

from policypack.aws import rds
from policypack.aws.practices.base import BASES
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

PAGE = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html"

RULE = practices_rule(
    id="rds-performance-insights",
    summary="Databases must have Performance Insights",
    rationale="""
        Performance Insights shows which statements load a database and what they wait for; the last seven days are
        free. The smallest instance classes do not have it, and AWS moves it to CloudWatch Database Insights: the rule
        is off unless a setting gives it a level.
    """,
    harm="Which statements load the database, and what they wait for, remains unseen.",
    level="disabled",
    consequence="hygiene",
    since="0.3.0",
    base=BASES,
    practices={(*rds.INSTANCE, *rds.CLUSTER_INSTANCE): [turned_on("performanceInsightsEnabled", source=PAGE)]},
)
