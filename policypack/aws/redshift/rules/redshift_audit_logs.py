"""redshift-audit-logs: Data warehouses must keep audit logs."""

from policypack.aws.redshift import CLUSTER, LOGGING
from policypack.check import Resource, Verdict, any_of, require
from policypack.fix import Create, Ref, fix
from policypack.rule import StackContext, StackRule


def check(cluster: Resource, context: StackContext[None]) -> Verdict:
    """The cluster has logging, by a resource that names it, or inline as pulumi-aws 6 has it."""
    logging = context.stack.linked(LOGGING, to=cluster, by="clusterIdentifier", names=("clusterIdentifier",))
    return require(
        any_of(logging.exists(), cluster.at("logging.enable").is_true()),
        at="logging",
        problem="The cluster has no audit logs: nobody can tell later who connected and which queries ran.",
        fix=lambda: fix(
            Create(
                LOGGING[0],
                cluster.name,
                {
                    "clusterIdentifier": Ref.to(cluster, "clusterIdentifier"),
                    "logDestinationType": "cloudwatch",
                    "logExports": ["connectionlog", "userlog"],
                },
            )
        ),
    )


RULE = StackRule(
    id="redshift-audit-logs",
    summary="Data warehouses must keep audit logs",
    rationale="""
        The audit logs of Redshift tell who connected, which users changed, and which queries ran. Redshift writes them
        to CloudWatch Logs or to a bucket only where a `redshift.Logging` names the cluster; pulumi-aws 6 also has them
        as an argument of the cluster. The log of queries needs the parameter `enable_user_activity_logging`, too.
    """,
    level="advisory",
    consequence="hygiene",
    rated="medium",
    since="0.3.0",
    controls=("Redshift.4",),
    applies_to=CLUSTER,
    references=(
        "https://docs.aws.amazon.com/securityhub/latest/userguide/redshift-controls.html#redshift-4",
        "https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html",
    ),
    check=check,
)
