"""The logs of each engine, on instances and in clusters."""

import pytest

from policypack.aws.rds.rules.rds_log_exports import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

CLUSTER = "aws:rds/cluster:Cluster"
WRONG = "violated: enabledCloudwatchLogsExports"


@pytest.mark.parametrize(
    ("engine", "exports", "verdict"),
    [
        ("postgres", ["postgresql", "upgrade"], "fine"),
        ("Postgres", ["upgrade", "postgresql"], "fine"),
        ("postgres", ["postgresql", "upgrade", "iam-db-auth-error"], "fine"),
        ("postgres", ["postgresql"], "fine"),
        ("postgres", ["upgrade"], WRONG),
        ("postgres", [], WRONG),
        ("postgres", None, WRONG),
        ("postgres", ["postgresql", "upgrade", "error"], WRONG),
        ("postgres", ["postgresql", secret("upgrade")], "fine"),
        ("postgres", secret(["postgresql", "upgrade"]), "fine"),
        ("postgres", UNKNOWN, "undetermined: enabledCloudwatchLogsExports"),
        ("postgres", ["upgrade", UNKNOWN], "undetermined: enabledCloudwatchLogsExports[1]"),
        ("postgres", ["postgresql", "upgrade", UNKNOWN], "undetermined: enabledCloudwatchLogsExports[2]"),
        ("postgres", [{"log": "postgresql"}], WRONG),
        ("mysql", ["error", "slowquery"], "fine"),
        ("mysql", ["error", "slowquery", "audit", "general"], "fine"),
        ("mariadb", ["error"], WRONG),
        ("oracle-ee", ["alert", "audit", "listener", "trace"], "fine"),
        ("sqlserver-ex", ["error"], "fine"),
        ("db2-se", ["diag.log", "notify.log"], "fine"),
        ("custom-oracle-ee", None, "fine"),  # RDS Custom exports none
        (UNKNOWN, ["postgresql"], "undetermined: engine"),
        (None, None, WRONG),
        (None, ["postgresql"], "fine"),
    ],
)
def test_instance(engine, exports, verdict):
    assert str(judge(RULE, engine=engine, enabledCloudwatchLogsExports=exports)) == verdict


def test_the_message_names_the_log_that_the_engine_does_not_have():
    messages = judge(RULE, engine="postgres", enabledCloudwatchLogsExports=["postgresql", "upgrade", "error"]).messages
    assert [one for one in messages if 'has "error": "postgres" has no such log' in one]


@pytest.mark.parametrize(
    ("type_", "inputs", "verdict"),
    [
        (CLUSTER, {"engine": "aurora-postgresql", "enabledCloudwatchLogsExports": ["postgresql"]}, "fine"),
        (CLUSTER, {"engine": "aurora-postgresql", "enabledCloudwatchLogsExports": ["postgresql", "upgrade"]}, WRONG),
        (CLUSTER, {"engine": "aurora-mysql", "enabledCloudwatchLogsExports": ["error"]}, WRONG),
        (CLUSTER, {"engine": "mysql", "enabledCloudwatchLogsExports": ["error", "slowquery"]}, "fine"),
        (CLUSTER, {"engine": "aurora-mysql", "engineMode": "serverless"}, "fine"),  # it takes none
        (CLUSTER, {"engine": "aurora-mysql", "engineMode": "provisioned"}, WRONG),
        (CLUSTER, {"engine": "aurora-mysql", "engineMode": UNKNOWN}, "undetermined: engineMode"),
        ("aws:docdb/cluster:Cluster", {}, WRONG),
        ("aws:docdb/cluster:Cluster", {"enabledCloudwatchLogsExports": ["audit", "profiler"]}, "fine"),
        ("aws:neptune/cluster:Cluster", {}, "violated: enableCloudwatchLogsExports"),
        ("aws:neptune/cluster:Cluster", {"enableCloudwatchLogsExports": ["audit"]}, "fine"),
    ],
)
def test_clusters(type_, inputs, verdict):
    assert str(judge_stack(RULE, resource(type_, "it", inputs))["it"]) == verdict


def test_an_option_names_other_logs():
    options = {"required": {"postgres": ["postgresql"]}}
    judged = judge(RULE, options=options, engine="postgres", enabledCloudwatchLogsExports=["postgresql"])
    assert str(judged) == "fine"


def test_a_replica_is_asked_for_exports_of_its_own():
    assert str(judge(RULE, replicateSourceDb="orders")) == WRONG


def test_the_fix_names_the_argument_of_the_type():
    (message,) = judge_stack(RULE, resource("aws:neptune/cluster:Cluster", "it", {}))["it"].messages
    assert 'enable_cloudwatch_logs_exports=["audit"]' in message
    (message,) = judge(RULE, engine="postgres").messages
    assert 'enabled_cloudwatch_logs_exports=["postgresql"]' in message
