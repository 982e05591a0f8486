"""What RDS rejects: names at their limits, by engine and by type, zones, monitoring, capacity, final snapshots."""

import pytest

from policypack.aws.rds.rules.rds_final_snapshot import RULE as SNAPSHOT
from policypack.aws.rds.rules.rds_identifier_valid import RULE as IDENTIFIER
from policypack.aws.rds.rules.rds_monitoring_valid import RULE as MONITORING
from policypack.aws.rds.rules.rds_serverless_capacity_valid import RULE as CAPACITY
from policypack.aws.rds.rules.rds_subnet_group_zones import RULE as ZONES
from policypack.aws.rds.rules.rds_username_reserved import RULE as USERNAME
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
SUBNET = "aws:ec2/subnet:Subnet"


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"identifier": "a"}, "fine"),
        ({"identifier": "Orders-1"}, "fine"),
        ({"identifier": "a" * 63}, "fine"),
        ({"identifier": "a" * 64}, "violated: identifier"),
        ({"identifier": "a.b"}, "violated: identifier"),
        ({"identifier": "été"}, "violated: identifier"),
        ({"identifier": secret("a_b")}, "violated: identifier"),
        ({"identifier": UNKNOWN}, "undetermined: identifier"),
        ({"identifier": 7}, "violated: identifier"),
        ({"identifier": ["a"]}, "undetermined: identifier"),
        ({"identifier": ""}, "not applicable"),
        ({"finalSnapshotIdentifier": "a" * 255}, "fine"),
        ({"finalSnapshotIdentifier": "a" * 256}, "violated: finalSnapshotIdentifier"),
        ({"engine": "mysql", "dbName": "orders-db"}, "violated: dbName"),
        ({"engine": "postgres", "dbName": "_orders"}, "fine"),
        ({"engine": "oracle-ee", "dbName": "orders-db"}, "not applicable"),
        ({"engine": UNKNOWN, "dbName": "orders-db"}, "undetermined: engine"),
        ({"engine": UNKNOWN, "dbName": "orders"}, "fine"),
    ],
)
def test_names(inputs, verdict):
    assert str(judge(IDENTIFIER, **inputs)) == verdict


def test_clusters_of_documents_and_graphs_have_identifiers_too():
    for type_ in ("aws:docdb/cluster:Cluster", "aws:neptune/cluster:Cluster"):
        it = resource(type_, "it", {"clusterIdentifier": "orders_db"})
        assert str(judge_stack(IDENTIFIER, it)["it"]) == "violated: clusterIdentifier"


@pytest.mark.parametrize(
    ("engine", "username", "verdict"),
    [
        ("postgres", "admin", "violated: username"),
        ("postgres", "ADMIN", "violated: username"),
        ("postgres", "administrator", "fine"),
        ("mysql", "admin", "fine"),
        ("mysql", "a" * 32, "fine"),
        ("mysql", "a" * 33, "violated: username"),
        ("oracle-ee", "rdsadmin", "violated: username"),
        ("oracle-ee", "any-name", "fine"),
        ("postgres", secret("admin"), "violated: username"),
        ("postgres", UNKNOWN, "undetermined: username"),
        (UNKNOWN, "admin", "undetermined: engine"),
        ("postgres", None, "not applicable"),
    ],
)
def test_usernames(engine, username, verdict):
    assert str(judge(USERNAME, engine=engine, username=username)) == verdict


def test_a_database_that_exists_keeps_its_username():
    it = resource(INSTANCE, "it", {"engine": "postgres", "username": "a" * 64}, outputs={"id": "db-1"})
    assert str(judge_stack(USERNAME, it)["it"]) == "not applicable"


def subnet(name, zone, **inputs):
    return resource(SUBNET, name, {"availabilityZone": zone, **inputs})


@pytest.mark.parametrize(
    ("subnets", "verdict"),
    [
        ([subnet("a", "eu-south-2a"), subnet("b", "eu-south-2b")], "fine"),
        ([subnet("a", "eu-south-2a"), subnet("b", "eu-south-2a")], "violated: subnetIds"),
        ([subnet("a", "eu-south-2a")], "violated: subnetIds"),
        ([subnet("a", "eu-south-2a"), subnet("b", UNKNOWN)], "undetermined: availabilityZone"),
        ([subnet("a", "us-west-2-lax-1a")], "not applicable"),
        ([subnet("a", "eu-south-2a", outpostArn="arn:aws:outposts:...")], "not applicable"),
    ],
)
def test_zones_of_a_subnet_group(subnets, verdict):
    group = resource(
        "aws:rds/subnetGroup:SubnetGroup",
        "it",
        {"subnetIds": [UNKNOWN] * len(subnets)},
        depends={"subnetIds": subnets},
    )
    assert str(judge_stack(ZONES, *subnets, group)["it"]) == verdict


def test_subnets_from_elsewhere_are_only_counted():
    for ids, verdict in ((["subnet-1", "subnet-2"], "fine"), (["subnet-1"], "violated: subnetIds")):
        assert str(judge(ZONES, subnetIds=ids)) == verdict
    assert str(judge(ZONES, subnetIds=UNKNOWN)) == "undetermined: subnetIds"


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "not applicable"),
        ({"monitoringInterval": 60, "monitoringRoleArn": UNKNOWN}, "fine"),
        ({"monitoringInterval": "60"}, "violated: monitoringRoleArn"),
        ({"monitoringInterval": 0, "monitoringRoleArn": UNKNOWN}, "violated: monitoringInterval"),
        ({"monitoringInterval": 59, "monitoringRoleArn": "arn"}, "violated: monitoringInterval"),
        ({"monitoringInterval": UNKNOWN, "monitoringRoleArn": "arn"}, "undetermined: monitoringInterval"),
        ({"performanceInsightsRetentionPeriod": 713}, "fine"),
        ({"performanceInsightsRetentionPeriod": 714}, "violated: performanceInsightsRetentionPeriod"),
        ({"performanceInsightsRetentionPeriod": 731}, "fine"),
        ({"performanceInsightsRetentionPeriod": secret(8)}, "violated: performanceInsightsRetentionPeriod"),
        ({"databaseInsightsMode": "standard"}, "not applicable"),
        ({"databaseInsightsMode": "advanced"}, "violated: performanceInsightsRetentionPeriod"),
    ],
)
def test_monitoring(inputs, verdict):
    assert str(judge(MONITORING, **inputs)) == verdict


@pytest.mark.parametrize(
    ("lowest", "highest", "verdict"),
    [
        (0, 1, "fine"),
        (0.5, "256", "fine"),
        (0, 0.5, "violated: serverlessv2ScalingConfiguration.maxCapacity"),
        (0, 256.5, "violated: serverlessv2ScalingConfiguration.maxCapacity"),
        (0.3, 1, "violated: serverlessv2ScalingConfiguration.minCapacity"),
        (4, 2, "violated: serverlessv2ScalingConfiguration.minCapacity"),
        (UNKNOWN, 2, "undetermined: serverlessv2ScalingConfiguration.minCapacity"),
        ("some", 2, "undetermined: serverlessv2ScalingConfiguration.minCapacity"),
    ],
)
def test_capacity(lowest, highest, verdict):
    scaling = {"minCapacity": lowest, "maxCapacity": highest}
    assert str(judge(CAPACITY, serverlessv2ScalingConfiguration=scaling)) == verdict


@pytest.mark.parametrize(
    ("class_", "scaling", "verdict"),
    [
        ("db.serverless", None, "violated: instanceClass"),
        ("db.serverless", {"minCapacity": 1, "maxCapacity": 2}, "fine"),
        ("db.serverless", UNKNOWN, "fine"),
        ("db.r7g.large", None, "not applicable"),
        (UNKNOWN, None, "undetermined: instanceClass"),
    ],
)
def test_a_serverless_instance(class_, scaling, verdict):
    cluster = resource(CLUSTER, "cluster", {"serverlessv2ScalingConfiguration": scaling})
    it = resource(
        "aws:rds/clusterInstance:ClusterInstance",
        "it",
        {"clusterIdentifier": UNKNOWN, "instanceClass": class_},
        depends={"clusterIdentifier": [cluster]},
    )
    assert str(judge_stack(CAPACITY, cluster, it)["it"]) == verdict


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "violated: finalSnapshotIdentifier"),
        ({"skipFinalSnapshot": "true"}, "fine"),
        ({"skipFinalSnapshot": False, "finalSnapshotIdentifier": ""}, "violated: finalSnapshotIdentifier"),
        ({"skipFinalSnapshot": UNKNOWN}, "undetermined: skipFinalSnapshot"),
        ({"replicateSourceDb": UNKNOWN}, "not applicable"),
    ],
)
def test_final_snapshots(inputs, verdict):
    assert str(judge(SNAPSHOT, **inputs)) == verdict
