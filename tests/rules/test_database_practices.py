"""What practices of databases answer where examples do not show it: defaults, sources, members, and other resources."""

import pytest

from policypack.aws.backup.rules.backup_plan_complete import RULE as PLAN
from policypack.aws.dynamodb.rules.dynamodb_capacity import RULE as CAPACITY
from policypack.aws.practices.rules.backup_retention import RULE as RETENTION
from policypack.aws.practices.rules.database_tls import RULE as TLS
from policypack.aws.practices.rules.iam_database_authentication import RULE as BY_IAM
from policypack.aws.practices.rules.multi_zone import RULE as ZONES
from policypack.aws.practices.rules.service_logs import RULE as LOGS
from policypack.aws.rds.rules.rds_backtrack import RULE as BACKTRACK
from policypack.aws.rds.rules.rds_cluster_zones import RULE as CLUSTER_ZONES
from policypack.aws.rds.rules.rds_enhanced_monitoring import RULE as MONITORING
from policypack.aws.redshift.rules.redshift_audit_logs import RULE as AUDIT
from policypack.model.verdicts import Answer
from policypack.testing import UNKNOWN, Judged, judge, judge_stack, resource

CACHE, NODE = "aws:elasticache/replicationGroup:ReplicationGroup", "aws:elasticache/cluster:Cluster"
CLUSTER, MEMBER = "aws:rds/cluster:Cluster", "aws:rds/clusterInstance:ClusterInstance"
GROUP = "aws:rds/parameterGroup:ParameterGroup"
INSTANCE, REDSHIFT = "aws:rds/instance:Instance", "aws:redshift/cluster:Cluster"
TABLE, TARGET = "aws:dynamodb/table:Table", "aws:appautoscaling/target:Target"
TASK = "aws:dms/replicationTask:ReplicationTask"


def asked(rule, type_, **inputs) -> Judged:
    """What the rule says of one resource of this type."""
    return judge_stack(rule, resource(type_, "it", inputs))["it"]


@pytest.mark.parametrize(
    ("type_", "inputs", "verdict"),
    [
        (INSTANCE, {"backupRetentionPeriod": 7}, "fine"),
        (INSTANCE, {"backupRetentionPeriod": "6"}, "violated: backupRetentionPeriod"),
        (INSTANCE, {"replicateSourceDb": "orders"}, "not applicable"),
        (INSTANCE, {"snapshotIdentifier": "old"}, "undetermined: snapshotIdentifier"),
        (INSTANCE, {"snapshotIdentifier": "old", "backupRetentionPeriod": 1}, "violated: backupRetentionPeriod"),
        (CLUSTER, {"snapshotIdentifier": "old"}, "violated: backupRetentionPeriod"),
        (REDSHIFT, {"automatedSnapshotRetentionPeriod": UNKNOWN}, "undetermined: automatedSnapshotRetentionPeriod"),
        (CACHE, {"snapshotRetentionLimit": 1}, "fine"),
        (CACHE, {"globalReplicationGroupId": "ldgnf-orders"}, "not applicable"),
        (NODE, {"replicationGroupId": "orders"}, "not applicable"),
        (NODE, {"engine": "memcached"}, "not applicable"),
        (NODE, {"engine": "redis"}, "violated: snapshotRetentionLimit"),
    ],
)
def test_how_long_backups_are_kept(type_, inputs, verdict):
    assert str(asked(RETENTION, type_, **inputs)) == verdict


def test_how_many_days_are_enough_is_an_option():
    for days, verdict in ((3, "fine"), (4, "violated: backupRetentionPeriod")):
        options = {"leastDays": days}
        assert str(judge(RETENTION, options=options, backupRetentionPeriod=3)) == verdict


@pytest.mark.parametrize(
    ("family", "parameters", "verdict"),
    [
        ("postgres14", None, "violated: parameters"),
        ("postgres14", [{"name": "rds.force_ssl", "value": 1}], "fine"),
        ("postgres14", UNKNOWN, "undetermined: parameters"),
        ("postgres14", [{"name": UNKNOWN, "value": "1"}], "undetermined: parameters[0].name"),
        ("postgres16", None, "fine"),
        ("postgres16", [{"name": "rds.force_ssl", "value": "0"}], "violated: parameters"),
        ("mysql8.0", [{"name": "require_secure_transport", "value": "OFF"}], "violated: parameters"),
        ("mysql8.0", [{"name": "require_secure_transport", "value": "ON"}], "fine"),
        ("mysql8.4", None, "fine"),
        ("mariadb11.8", None, "fine"),
        ("aurora-mysql8.0", None, "not applicable"),
        ("oracle-ee-19", None, "not applicable"),
        (UNKNOWN, [{"name": "rds.force_ssl", "value": "1"}], "undetermined: family"),
    ],
)
def test_tls_by_the_families_defaults(family, parameters, verdict):
    assert str(asked(TLS, GROUP, family=family, parameters=parameters)) == verdict


def test_a_fix_keeps_the_other_parameters():
    others = [{"name": "log_statement", "value": "ddl"}, {"name": "rds.force_ssl", "value": "0"}]
    found = asked(TLS, GROUP, family="postgres14", parameters=others)
    (verdict,) = (one for one in found.verdicts if one.answer is Answer.VIOLATED)
    assert verdict.fix.steps[0].value == [others[0], {"name": "rds.force_ssl", "value": "1"}]


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"automaticFailoverEnabled": True}, "fine"),
        ({"numCacheClusters": 2}, "violated: automaticFailoverEnabled"),
        ({"numNodeGroups": 2, "automaticFailoverEnabled": False}, "violated: automaticFailoverEnabled"),
        ({"globalReplicationGroupId": "ldgnf-orders"}, "undetermined: globalReplicationGroupId"),
    ],
)
def test_failover_of_caches(inputs, verdict):
    assert str(asked(ZONES, CACHE, **inputs)) == verdict


@pytest.mark.parametrize(
    ("settings", "verdict"),
    [
        (None, "violated: replicationTaskSettings"),
        ("{}", "violated: replicationTaskSettings"),
        ('{"Logging": {"EnableLogging": true}}', "fine"),
        ('{"Logging": {"EnableLogging": true, "LogComponents": null}}', "fine"),
        (
            '{"Logging": {"EnableLogging": true, "LogComponents":'
            ' [{"Id": "SOURCE_UNLOAD", "Severity": "LOGGER_SEVERITY_ERROR"}]}}',
            "violated: replicationTaskSettings",
        ),
        (
            '{"Logging": {"EnableLogging": true, "LogComponents":'
            ' [{"Id": "SORTER", "Severity": "LOGGER_SEVERITY_ERROR"}]}}',
            "fine",
        ),
        ("no JSON", "violated: replicationTaskSettings"),
        (UNKNOWN, "undetermined: replicationTaskSettings"),
    ],
)
def test_logs_of_tasks(settings, verdict):
    assert str(asked(LOGS, TASK, replicationTaskSettings=settings)) == verdict


def member(name, **inputs):
    return resource(MEMBER, name, {"clusterIdentifier": "orders", "engine": "aurora-mysql", **inputs})


@pytest.mark.parametrize(
    ("members", "verdict"),
    [
        ([], "not applicable"),
        ([{}], "violated: instances"),
        ([{}, {}], "fine"),
        ([{"availabilityZone": "us-east-1a"}, {}], "fine"),
        ([{"availabilityZone": "us-east-1a"}, {"availabilityZone": "us-east-1b"}], "fine"),
        ([{"availabilityZone": "us-east-1a"}] * 2, "violated: instances"),
        ([{"availabilityZone": UNKNOWN}, {}], "undetermined: availabilityZone"),
    ],
)
def test_zones_of_a_cluster(members, verdict):
    orders = resource(CLUSTER, "orders", {"clusterIdentifier": "orders", "engine": "aurora-mysql"})
    found = judge_stack(CLUSTER_ZONES, orders, *(member(f"m{n}", **one) for n, one in enumerate(members)))
    assert str(found["orders"]) == verdict


@pytest.mark.parametrize(
    ("cluster", "verdict"),
    [
        ({"monitoringInterval": 30}, "fine"),
        ({"monitoringInterval": UNKNOWN}, "undetermined: monitoringInterval"),
        ({}, "violated: monitoringInterval"),
    ],
)
def test_an_instance_is_monitored_by_its_cluster(cluster, verdict):
    orders = resource(CLUSTER, "orders", {"clusterIdentifier": "orders", "engine": "aurora-mysql", **cluster})
    assert str(judge_stack(MONITORING, orders, member("first"))["first"]) == verdict


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"logging": {"enable": True, "bucketName": "logs"}}, "fine"),
        ({"logging": {"enable": False}}, "violated: logging"),
        ({"logging": UNKNOWN}, "undetermined: logging"),
    ],
)
def test_inline_logging_of_pulumi_aws_6_counts(inputs, verdict):
    found = judge_stack(AUDIT, resource(REDSHIFT, "reports", {"clusterIdentifier": "reports", **inputs}))
    assert str(found["reports"]) == verdict


def targets(table, *kinds):
    return [
        resource(TARGET, kind, {"resourceId": table, "scalableDimension": f"dynamodb:table:{kind}CapacityUnits"})
        for kind in kinds
    ]


@pytest.mark.parametrize(
    ("inputs", "others", "verdict"),
    [
        ({"billingMode": "PAY_PER_REQUEST"}, [], "fine"),
        ({"name": "orders"}, targets("table/orders", "Read", "Write"), "fine"),
        ({"name": "orders"}, targets("table/orders", "Read"), "violated: billingMode"),
        ({"name": "orders"}, targets("table/events", "Read", "Write"), "violated: billingMode"),
        ({"restoreSourceName": "old"}, [], "undetermined: restoreSourceName"),
        ({"restoreSourceName": "old", "billingMode": "PROVISIONED"}, [], "violated: billingMode"),
    ],
)
def test_capacity_of_tables(inputs, others, verdict):
    assert str(judge_stack(CAPACITY, resource(TABLE, "orders", inputs), *others)["orders"]) == verdict


@pytest.mark.parametrize(
    ("selection", "verdict"),
    [
        ({"resources": ["*"]}, "fine"),
        ({"resources": ["arn:aws:dynamodb:*:*:table/*"]}, "fine"),
        ({"resources": ["arn:aws:dynamodb:*:*:table/orders-*"]}, "undetermined: resources[0]"),
        ({"resources": ["arn:aws:rds:*:*:db:*"]}, "violated: backupPlan"),
        ({"selectionTags": [{"type": "STRINGEQUALS", "key": "team", "value": "orders"}]}, "fine"),
        ({"selectionTags": [{"type": "STRINGEQUALS", "key": "team", "value": "sales"}]}, "violated: backupPlan"),
        ({"selectionTags": UNKNOWN}, "undetermined: selectionTags"),
        ({"resources": ["*"], "notResources": ["arn:aws:s3:::logs"]}, "undetermined: notResources"),
    ],
)
def test_what_a_backup_plan_selects(selection, verdict):
    table = resource(TABLE, "orders", {"tags": {"team": "orders"}})
    found = judge_stack(PLAN, table, resource("aws:backup/selection:Selection", "some", selection))
    assert str(found["orders"]) == verdict


@pytest.mark.parametrize(
    ("region", "inputs", "verdict"),
    [
        ("eu-west-1", {}, "violated: backtrackWindow"),
        ("eu-west-1", {"backtrackWindow": 0}, "violated: backtrackWindow"),
        ("eu-west-1", {"globalClusterIdentifier": "world"}, "not applicable"),
        ("eu-west-1", {"engine": "aurora-postgresql"}, "not applicable"),
        ("eu-south-2", {}, "not applicable"),
    ],
)
def test_where_a_cluster_can_go_back(region, inputs, verdict):
    cluster = resource(CLUSTER, "it", {"engine": "aurora-mysql", **inputs})
    assert str(judge_stack(BACKTRACK, cluster, config={"aws:region": region})["it"]) == verdict


@pytest.mark.parametrize(
    ("region", "version", "verdict"),
    [
        ("us-east-1", "10.11.8", "violated: iamDatabaseAuthenticationEnabled"),
        ("us-east-1", None, "violated: iamDatabaseAuthenticationEnabled"),
        ("us-east-1", "10.5.20", "not applicable"),
        ("eu-south-2", "10.11.8", "not applicable"),
        ("us-east-1", UNKNOWN, "undetermined: engineVersion"),
    ],
)
def test_where_mariadb_knows_iam(region, version, verdict):
    db = resource(INSTANCE, "it", {"engine": "mariadb", "engineVersion": version})
    assert str(judge_stack(BY_IAM, db, config={"aws:region": region})["it"]) == verdict
