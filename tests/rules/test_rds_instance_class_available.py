"""Classes by engine and region, for instances, clusters and the databases made like them."""

import pytest

from policypack.rules.rds_instance_class_available import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
NO_DATA = "undetermined: instanceClass, on which the catalogue has no data for this region"


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
        ("us-east-1", None, "db.m5.large", NO_DATA),
        ("us-east-1", UNKNOWN, "db.m5.large", "undetermined: engine"),
        ("us-east-1", "postgres", UNKNOWN, "undetermined: instanceClass"),
        ("us-east-1", "postgres", 5, NO_DATA),
    ],
)
def test_instance(region, engine, instance_class, verdict):
    assert str(database({"engine": engine, "instanceClass": instance_class}, region=region)) == verdict


@pytest.mark.parametrize(
    ("type_", "inputs", "verdict"),
    [
        ("aws:rds/clusterInstance:ClusterInstance", {"engine": "aurora-postgresql", "instanceClass": "db.serverless"}, "fine"),
        ("aws:rds/cluster:Cluster", {"engine": "aurora-mysql"}, "not applicable"),
        ("aws:rds/cluster:Cluster", {"engine": "mysql", "dbClusterInstanceClass": "db.m5d.large"}, "violated: dbClusterInstanceClass"),
        ("aws:docdb/clusterInstance:ClusterInstance", {"instanceClass": "db.r5.large"}, "fine"),
        ("aws:neptune/clusterInstance:ClusterInstance", {"instanceClass": "db.r5.large"}, "fine"),
    ],
)  # fmt: skip
def test_other_types(type_, inputs, verdict):
    assert str(database(inputs, type_)) == verdict


def test_the_fix_names_a_class_of_the_same_size_that_the_region_has():
    (message,) = database({"engine": "postgres", "instanceClass": "db.m4.2xlarge"}).messages
    assert '"eu-south-2" does not offer' in message
    assert "data of 20" in message
    assert ".2xlarge" in message.split('instance_class="')[1]
