"""What RDS accepts, at the limits, by engine and type; databases that exist or come from another."""

import pytest

from policypack.aws.rds.rules.rds_storage_valid import RULE
from policypack.fix import Set
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
IOPS, SIZE, TYPE = "violated: iops", "violated: allocatedStorage", "violated: storageType"
THROUGHPUT, MOST = "violated: storageThroughput", "violated: maxAllocatedStorage"


def storage(engine="postgres", size=100, type_="gp3", iops=None, throughput=None, most=None, **inputs):
    said = {"engine": engine, "allocatedStorage": size, "storageType": type_, "iops": iops}
    return judge(RULE, **{**said, "storageThroughput": throughput, "maxAllocatedStorage": most, **inputs})


@pytest.mark.parametrize(
    ("engine", "size", "verdict"),
    [
        ("postgres", 20, "fine"),
        ("postgres", 19, SIZE),
        ("postgres", "20", "fine"),
        ("postgres", "19", SIZE),
        ("postgres", secret(19), SIZE),
        ("postgres", 65536, "fine"),
        ("postgres", 65537, SIZE),
        ("POSTGRES", 19, SIZE),
        ("db2-se", 20, "fine"),
        ("sqlserver-ex", 20, "fine"),
        ("custom-oracle-ee", 40, "fine"),
        ("custom-oracle-ee", 39, SIZE),
        ("custom-sqlserver-se", 1, "not applicable"),  # the table has nothing on it
        ("postgres", UNKNOWN, "undetermined: allocatedStorage"),
        ("postgres", "large", "undetermined: allocatedStorage"),
        (UNKNOWN, 100, "undetermined: engine"),
        ("postgres", None, "fine"),
    ],
)
def test_size_of_gp3(engine, size, verdict):
    assert str(storage(engine, size)) == verdict


@pytest.mark.parametrize(
    ("engine", "size", "iops", "throughput", "verdict"),
    [
        ("postgres", 399, 3000, None, IOPS),
        ("postgres", 399, 12000, None, IOPS),
        ("postgres", 399, None, 125, THROUGHPUT),
        ("postgres", 399, 0, 0, "fine"),
        ("postgres", 400, 12000, 500, "fine"),
        ("postgres", 400, "12000", "500", "fine"),
        ("postgres", 400, 11999, None, IOPS),
        ("postgres", 400, 64000, 4000, "fine"),
        ("postgres", 400, 64001, None, IOPS),
        ("postgres", 400, 12000, 3000, "fine"),
        ("postgres", 400, 12000, 3001, THROUGHPUT),  # a quarter of the IOPS at most
        ("postgres", 400, None, 499, THROUGHPUT),
        ("postgres", 400, None, 500, "fine"),
        ("mysql", 399, 12000, None, IOPS),
        ("mariadb", 400, 12000, None, "fine"),
        ("db2-ae", 399, 12000, None, IOPS),
        ("oracle-ee", 199, 12000, None, IOPS),
        ("oracle-ee", 200, 12000, None, "fine"),
        ("oracle-se2-cdb", 200, 12000, 500, "fine"),
        ("sqlserver-se", 20, 3000, 125, "fine"),
        ("sqlserver-se", 20, 2999, None, IOPS),
        ("sqlserver-se", 100, 16000, 1000, "fine"),
        ("sqlserver-se", 100, None, 124, THROUGHPUT),
        ("custom-oracle-ee", 100, 3000, 125, "fine"),
        ("postgres", UNKNOWN, 12000, None, "undetermined: allocatedStorage"),
        ("postgres", 100, UNKNOWN, None, "undetermined: iops"),
        ("postgres", 100, None, UNKNOWN, "undetermined: storageThroughput"),
        (UNKNOWN, 100, 3000, None, "undetermined: engine"),
        ("aurora-postgresql", 100, 3000, None, "not applicable"),
    ],
)
def test_performance_of_gp3(engine, size, iops, throughput, verdict):
    assert str(storage(engine, size, "gp3", iops, throughput)) == verdict


@pytest.mark.parametrize(
    ("engine", "type_", "size", "iops", "verdict"),
    [
        ("postgres", "io1", 100, 1000, "fine"),
        ("postgres", "io1", 99, 1000, SIZE),
        ("postgres", "io1", 100, 999, IOPS),
        ("postgres", "io1", 100, 5000, "fine"),
        ("postgres", "io1", 100, 5001, IOPS),
        ("postgres", "io1", 3000, 1500, "fine"),
        ("postgres", "io1", 3000, 1499, IOPS),
        ("postgres", "io1", 100, None, IOPS),
        ("postgres", "io1", 100, 0, IOPS),
        ("postgres", "io2", 100, 100000, "fine"),
        ("postgres", "io2", 100, 100001, IOPS),
        ("postgres", "io2", 256, 256000, "fine"),
        ("sqlserver-ee", "io1", 2000, 1999, IOPS),
        ("sqlserver-ee", "io1", 2000, 2000, "fine"),
        ("postgres", "gp2", 1000, None, "fine"),
        ("postgres", "gp2", 1000, 3000, IOPS),
        ("postgres", "gp2", 1000, 0, "fine"),
        ("postgres", "standard", 5, None, "fine"),
        ("postgres", "standard", 3073, None, SIZE),
        ("oracle-se2", "standard", 9, None, SIZE),
        ("db2-se", "gp2", 100, None, TYPE),
        ("postgres", "gp4", 100, None, TYPE),
        ("postgres", UNKNOWN, 100, None, "undetermined: storageType"),
        ("postgres", None, 100, None, "fine"),
        ("postgres", "", 100, None, "fine"),
        *((engine, "gp2", 5, None, "fine") for engine in ("mariadb", "mysql", "postgres")),
        *((engine, None, 5, None, "fine") for engine in ("mariadb", "mysql", "postgres")),
        ("postgres", "gp2", 4, None, SIZE),
        ("postgres", None, 4, None, SIZE),
        ("sqlserver-ex", None, 19, None, SIZE),
        ("sqlserver-ex", None, 20, None, "fine"),
        ("oracle-se2", None, 20, None, "fine"),
        ("db2-se", None, 19, None, SIZE),  # gp3 alone is offered
        ("postgres", None, 10, UNKNOWN, "undetermined: iops"),
        ("postgres", None, 80, 3000, SIZE),  # IOPS without a type mean io1
        ("postgres", None, 100, 3000, "fine"),
    ],
)
def test_other_types(engine, type_, size, iops, verdict):
    assert str(storage(engine, size, type_, iops)) == verdict


def test_only_gp3_has_a_throughput():
    assert str(storage(size=500, type_="io1", iops=3000, throughput=500)) == THROUGHPUT
    assert str(storage(size=500, type_="gp2", throughput=250)) == THROUGHPUT
    assert str(storage(size=500, type_="gp2", throughput=0)) == "fine"
    assert str(storage(size=500, type_=None, throughput=500)) == "fine"
    assert str(storage(size=100, type_=None, throughput=500)) == THROUGHPUT


@pytest.mark.parametrize(
    ("size", "most", "verdict"),
    [
        (100, 0, "fine"),
        (100, "0", "fine"),
        (100, 100, "fine"),
        (100, 99, MOST),
        (100, "99", MOST),
        (100, 1000, "fine"),
        (100, UNKNOWN, "undetermined: maxAllocatedStorage"),
        (UNKNOWN, 100, "undetermined: allocatedStorage"),
    ],
)
def test_growth(size, most, verdict):
    assert str(storage(size=size, most=most)) == verdict


@pytest.mark.parametrize(("most", "verdict"), [(2000, "fine"), (2001, MOST), (0, "fine")])
def test_iops_hold_for_the_size_that_io1_may_grow_to(most, verdict):
    assert str(storage(size=1000, type_="io1", iops=1000, most=most)) == verdict


@pytest.mark.parametrize(
    ("inputs", "outputs", "verdict"),
    [
        ({"iops": 3000, "storageThroughput": 125}, {}, "fine"),  # the baseline that an import writes down
        ({"iops": 6000}, {}, IOPS),
        ({"allocatedStorage": 5, "storageType": "gp2"}, {}, "fine"),  # smaller than what is made today
        ({"storageType": "io1"}, {}, "fine"),
        ({"iops": 12000}, {"allocatedStorage": 450}, "fine"),  # it has grown
        ({"storageType": "io1", "iops": 12000}, {"allocatedStorage": 450}, "fine"),
        ({"iops": 12000}, {"allocatedStorage": UNKNOWN}, IOPS),
    ],
)
def test_a_database_that_exists(inputs, outputs, verdict):
    said = {"engine": "postgres", "allocatedStorage": 100, "storageType": "gp3", **inputs}
    assert str(judge_stack(RULE, resource(INSTANCE, "it", said, outputs={"id": "it", **outputs}))["it"]) == verdict


@pytest.mark.parametrize("source", ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime"])
def test_a_source_decides_size_and_type(source):
    assert str(judge(RULE, **{source: "orders"})) == "not applicable"
    assert str(judge(RULE, engine="postgres", allocatedStorage=10, **{source: "orders"})) == "not applicable"
    given = judge(RULE, engine="postgres", storageType="gp3", iops=12000, allocatedStorage=10, **{source: "orders"})
    assert str(given) == f"undetermined: {source}"
    never = judge(RULE, engine="db2-se", storageType="gp2", **{source: "orders"})
    assert str(never) == TYPE


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"engine": "mysql", "storageType": "io1", "allocatedStorage": 100, "iops": 1000}, "fine"),
        ({"engine": "mysql", "allocatedStorage": 100, "iops": 1000}, "fine"),  # io1 is the default
        ({"engine": "mysql", "allocatedStorage": 100}, IOPS),
        ({"engine": "postgres", "storageType": "gp3", "allocatedStorage": 100}, "fine"),
        ({"engine": "postgres", "storageType": "gp2", "allocatedStorage": 100}, TYPE),
        ({"engine": "postgres", "storageType": "gp3"}, SIZE),
        ({"engine": "postgres", "storageType": "io1", "allocatedStorage": 99, "iops": 1000}, SIZE),
        ({"engine": "postgres", "snapshotIdentifier": "last-night"}, "not applicable"),
        ({"engine": "aurora-mysql"}, "not applicable"),
        ({"engine": "aurora-mysql", "storageType": ""}, "not applicable"),
        ({"engine": "aurora-mysql", "globalClusterIdentifier": UNKNOWN}, "not applicable"),
        ({"engine": "aurora-mysql", "storageType": "aurora-iopt1"}, "fine"),
        ({"engine": "aurora-mysql", "storageType": "io1"}, TYPE),
        ({"engine": "aurora-mysql", "storageType": UNKNOWN}, "undetermined: storageType"),
        ({"engine": UNKNOWN}, "undetermined: engine"),
    ],
)
def test_clusters(inputs, verdict):
    assert str(judge_stack(RULE, resource(CLUSTER, "it", inputs))["it"]) == verdict


@pytest.mark.parametrize(
    "inputs",
    [
        {"allocatedStorage": 10, "storageType": "gp3"},
        {"allocatedStorage": 100, "storageType": "gp3", "iops": 3000, "storageThroughput": 125},
        {"allocatedStorage": 500, "storageType": "gp2", "iops": 4000},
        {"allocatedStorage": 500, "storageType": "gp4"},
        {"allocatedStorage": 20000, "storageType": "io1"},
        {"allocatedStorage": 1000, "maxAllocatedStorage": 6000, "storageType": "io1"},
        {"allocatedStorage": 3000, "storageType": "io1", "iops": 1499},
        {"allocatedStorage": 100, "storageType": "io1", "iops": 5001},
        {"allocatedStorage": 1000, "maxAllocatedStorage": 2001, "storageType": "io1", "iops": 1000},
        {"allocatedStorage": 100, "maxAllocatedStorage": 99, "storageType": "gp3"},
        {"allocatedStorage": 400, "storageType": "gp3", "iops": 12000, "storageThroughput": 3001},
    ],
)
def test_with_its_fixes_the_storage_is_accepted(inputs):
    before = judge(RULE, engine="postgres", **inputs)
    fixed = dict(inputs)
    for step in (step for verdict in before.verdicts for step in verdict.fix.steps):
        fixed[step.path] = step.value if isinstance(step, Set) else None
    assert str(before).startswith("violated")
    assert str(judge(RULE, engine="postgres", **fixed)) == "fine"


def test_the_message_says_what_is_accepted():
    (message,) = storage(size=200, iops=6000).messages
    assert 'iops is 6000 with the storage type "gp3": below 400 GiB it is fixed at 3000. RDS rejects this' in message
    (message,) = storage(size=5).messages
    assert "RDS requires 20 to 65536 GiB" in message
    assert "allocated_storage=20" in message
    (message,) = storage(size=secret(5)).messages
    assert "5" not in message.replace("65536", "")
