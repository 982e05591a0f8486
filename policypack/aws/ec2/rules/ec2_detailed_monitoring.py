"""ec2-detailed-monitoring: Instances must have metrics of each minute."""

from policypack.aws.ec2 import ebs
from policypack.aws.practices.base import BASES
from policypack.constraint.practices import turned_on
from policypack.rule import practices_rule

_PAGE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html"

RULE = practices_rule(
    id="ec2-detailed-monitoring",
    summary="Instances must have metrics of each minute",
    rationale="""
        Without detailed monitoring, an instance has a metric every five minutes, so that a policy of scaling and an
        alarm are late. It costs some dollars a month for each instance. The rule is off until a level is set for it.
    """,
    harm="Metrics come every five minutes, and alarms and scaling are as late.",
    level="disabled",
    consequence="hygiene",
    since="0.3.0",
    base=BASES,
    practices={
        ebs.INSTANCE: [turned_on("monitoring", source=_PAGE)],
        ebs.LAUNCH_TEMPLATE: [turned_on("monitoring.enabled", source=_PAGE)],
        ebs.LAUNCH_CONFIGURATION: [turned_on("enableMonitoring", by_default=True, source=_PAGE)],
    },
)
