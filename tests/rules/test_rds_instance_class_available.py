"""Classes by engine and region, for instances, clusters and the databases made like them."""

import pytest

from policypack.aws.rds.rules.rds_instance_class_available import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
NO_DATA = "undetermined: instanceClass, on which the catalog has no data for this region"


def database(inputs, type_=INSTANCE, region="eu-south-2"):
    return judge_stack(RULE, resource(type_, "it", inputs), config={"aws:region": region} if region else {})["it"]


@pytest.mark.parametrize(
    ("region", "engine", "instance_class", "verdict"),
    [
        ("eu-south-2", "postgres", "db.m4.large", "violated: instanceClass"),
        ("eu-south-2", "postgres", secret("db.m4.large"), "violated: instanceClass"),
        ("eu-south-2", "Postgres", "db.m7g.large", "fine"),
        ("us-east-1", "postgres", "db.m4.large", "fine"),
        ("us-east-1", "oracle-ee-cdb", "db.m5.large", "fine"),
        ("us-east-1", "custom-oracle-ee", "db.m5.large", NO_DATA),
        ("us-east-1", "postgres", "db.m99g.large", NO_DATA),
        ("xx-none-1", "postgres", "db.m7g.large", NO_DATA),
        (None, "postgres", "db.m7g.large", NO_DATA),
        ("us-east-1", None, "db.m5.large", "undetermined: engine"),
        ("us-east-1", UNKNOWN, "db.m5.large", "undetermined: engine"),
        ("us-east-1", "postgres", UNKNOWN, "undetermined: instanceClass"),
        ("us-east-1", "postgres", 5, NO_DATA),
    ],
)
def test_instance(region, engine, instance_class, verdict):
    assert str(database({"engine": engine, "instanceClass": instance_class}, region=region)) == verdict


@pytest.mark.parametrize(
    ("type_", "engine", "instance_class", "verdict"),
    [
        ("aws:rds/clusterInstance:ClusterInstance", "aurora-postgresql", "db.serverless", "fine"),
        ("aws:rds/clusterInstance:ClusterInstance", "aurora-postgresql", "db.r4.large", "violated: instanceClass"),
        ("aws:docdb/clusterInstance:ClusterInstance", None, "db.r5.large", "fine"),
        ("aws:neptune/clusterInstance:ClusterInstance", None, "db.r5.large", "fine"),
    ],
)
def test_instances_of_clusters(type_, engine, instance_class, verdict):
    assert str(database({"engine": engine, "instanceClass": instance_class}, type_)) == verdict


@pytest.mark.parametrize(
    ("engine", "instance_class", "verdict"),
    [
        ("aurora-mysql", None, "not applicable"),
        ("mysql", "db.m5d.large", "violated: dbClusterInstanceClass"),
        ("mysql", UNKNOWN, "undetermined: dbClusterInstanceClass"),
    ],
)
def test_clusters(engine, instance_class, verdict):
    judged = database({"engine": engine, "dbClusterInstanceClass": instance_class}, "aws:rds/cluster:Cluster")
    assert str(judged) == verdict


def test_the_engine_of_a_replica_is_that_of_its_source():
    judged = database({"replicateSourceDb": "orders", "instanceClass": "db.m5.large"})
    assert str(judged) == "undetermined: replicateSourceDb"


def test_the_fix_names_a_class_of_the_same_size_that_the_region_has():
    (message,) = database({"engine": "postgres", "instanceClass": "db.m4.2xlarge"}).messages
    assert '"eu-south-2" does not offer' in message
    assert "data of 20" in message
    assert ".2xlarge" in message.split('instance_class="')[1]
