"""Classes by engine and version: what AWS's tables say No to, and from or below which version."""

import pytest

from policypack.aws.rds.rules.rds_instance_class_valid import RULE
from policypack.testing import UNKNOWN, judge_stack, resource

INSTANCE = "aws:rds/instance:Instance"


@pytest.mark.parametrize(
    ("engine", "version", "instance_class", "verdict"),
    [
        ("postgres", "15", "db.t2.micro", "violated"),
        ("postgres", None, "db.m4.large", "violated"),
        ("postgres", "11.22", "db.m6g.large", "violated"),
        ("postgres", "11", "db.m5.large", "fine"),
        ("postgres", "12.22", "db.m6g.large", "fine"),
        ("postgres", "12.22", "db.m7g.large", "violated"),
        ("postgres", "13", "db.m8g.large", "fine"),
        ("postgres", None, "db.m8g.large", "fine"),
        ("postgres", "17.4", "db.z1d.large", "violated"),
        ("mysql", "5.7.44-rds.20260212", "db.r6g.large", "violated"),
        ("mysql", "5.7", "db.r5.large", "fine"),
        ("mysql", "8", "db.r6g.large", "fine"),
        ("mysql", "8.0.40", "db.r8g.large", "fine"),
        ("mariadb", "10.6", "db.x2iezn.2xlarge", "violated"),
        ("oracle-ee", "19", "db.r8g.large", "violated"),
        ("oracle-ee", "19", "db.x2iezn.2xlarge", "fine"),
        ("sqlserver-se", None, "db.m6in.large", "violated"),
        ("sqlserver-se", None, "db.z1d.large", "fine"),
        ("db2-se", "11.5", "db.m5.large", "violated"),
        ("db2-se", "11.5", "db.m6i.large", "fine"),
        ("mysql", "5.7", UNKNOWN, "undetermined"),
        ("mysql", UNKNOWN, "db.r6g.large", "undetermined"),
        ("mysql", "5.7", "db.m99g.large", "fine"),
        ("mysql", "5.7", "large", "fine"),
    ],
)
def test_instances(engine, version, instance_class, verdict):
    inputs = {"engine": engine, "engineVersion": version, "instanceClass": instance_class}
    it = resource(INSTANCE, "it", inputs)
    assert str(judge_stack(RULE, it)["it"]).startswith(verdict)


@pytest.mark.parametrize(
    ("service", "version", "instance_class", "verdict"),
    [
        ("docdb", "3.6.0", "db.r4.large", "fine"),
        ("docdb", "4.0.0", "db.r4.large", "violated"),
        ("docdb", "3.6.0", "db.r6g.large", "violated"),
        ("docdb", "4.0.0", "db.t4g.medium", "fine"),
        ("docdb", "4.0.0", "db.r8g.large", "violated"),
        ("docdb", "5.0.0", "db.r8g.large", "fine"),
        ("docdb", "5", "db.r8g.large", "fine"),
        ("docdb", None, "db.r8g.large", "fine"),
        ("docdb", UNKNOWN, "db.r8g.large", "undetermined"),
        ("docdb", "5.0.0", "db.r5.large", "fine"),
        ("docdb", "5.0.0", "db.serverless", "fine"),
        ("neptune", None, "db.r4.large", "violated"),
        ("neptune", "1.4.5.0", "db.r4.large", "violated"),
        ("neptune", "1.4.5.0", "db.r8g.large", "fine"),
    ],
)
def test_members_of_a_cluster_have_its_version(service, version, instance_class, verdict):
    cluster = resource(
        f"aws:{service}/cluster:Cluster", "cluster", {"clusterIdentifier": "shop", "engineVersion": version}
    )
    it = resource(
        f"aws:{service}/clusterInstance:ClusterInstance",
        "it",
        {"clusterIdentifier": "shop", "instanceClass": instance_class},
    )
    assert str(judge_stack(RULE, cluster, it)["it"]).startswith(verdict)


def test_a_fix_is_a_class_of_each_version():
    cluster = resource("aws:docdb/cluster:Cluster", "cluster", {"clusterIdentifier": "shop", "engineVersion": "4.0.0"})
    inputs = {"clusterIdentifier": "shop", "instanceClass": "db.r8g.2xlarge"}
    it = resource("aws:docdb/clusterInstance:ClusterInstance", "it", inputs)
    (message,) = judge_stack(RULE, cluster, it)["it"].messages
    assert "db.r5.2xlarge" in message
