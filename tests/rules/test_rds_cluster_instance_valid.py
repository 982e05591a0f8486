"""Which cluster an instance belongs to, where the preview does not tell it."""

import pytest

from policypack.aws.rds.rules.rds_cluster_instance_valid import RULE
from policypack.testing import UNKNOWN, judge_stack, resource

CLUSTER = "aws:rds/cluster:Cluster"
INSTANCE = "aws:rds/clusterInstance:ClusterInstance"


def of_cluster(engine, named):
    cluster = resource(CLUSTER, "cluster", {"clusterIdentifier": "orders", "engine": "aurora-postgresql"})
    inputs = {"clusterIdentifier": named, "engine": engine, "instanceClass": "db.r6g.large"}
    return str(judge_stack(RULE, cluster, resource(INSTANCE, "instance", inputs))["instance"])


@pytest.mark.parametrize(
    ("engine", "named", "verdict"),
    [
        ("aurora-mysql", "orders", "violated: engine"),
        ("aurora-mysql", "invoices", "not applicable"),  # a cluster that the stack does not make
        ("aurora-mysql", UNKNOWN, "undetermined: clusterIdentifier"),
        ("aurora-postgresql", UNKNOWN, "fine"),  # as good in this cluster as in one of elsewhere
        (UNKNOWN, "orders", "undetermined: engine"),
    ],
)
def test_the_cluster_may_be_unknown(engine, named, verdict):
    assert of_cluster(engine, named) == verdict
