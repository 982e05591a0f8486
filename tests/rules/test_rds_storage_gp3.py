"""The storage type: set, allowed, left to a source, or none at all."""

import pytest

from policypack.aws.rds.rules.rds_storage_gp3 import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

WRONG = "violated: storageType"


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"storageType": "gp3"}, "fine"),
        ({"storageType": secret("gp3")}, "fine"),
        ({"storageType": "gp2"}, WRONG),
        ({"storageType": secret("gp2")}, WRONG),
        ({"storageType": "io1", "iops": 3000}, WRONG),
        ({"storageType": "io2", "iops": 3000}, "fine"),
        ({"storageType": ""}, WRONG),
        ({}, WRONG),
        ({"storageType": UNKNOWN}, "undetermined: storageType"),
        ({"storageType": ["gp2"]}, WRONG),
        ({"engine": UNKNOWN, "storageType": "gp3"}, "fine"),
        ({"engine": UNKNOWN, "storageType": "gp2"}, "undetermined: engine"),
        ({"engine": "aurora-mysql"}, "not applicable"),
        ({"engine": "Aurora-MySQL", "storageType": UNKNOWN}, "not applicable"),
        ({"engine": None, "replicateSourceDb": "orders"}, "undetermined: replicateSourceDb"),
        ({"engine": None, "replicateSourceDb": UNKNOWN}, "undetermined: replicateSourceDb"),
        ({"engine": None, "replicateSourceDb": "orders", "storageType": "gp2"}, WRONG),
        ({"snapshotIdentifier": "last-night"}, "undetermined: snapshotIdentifier"),
        ({"restoreToPointInTime": {"useLatestRestorableTime": True}}, "undetermined: restoreToPointInTime"),
        ({"engine": "custom-oracle-ee", "storageType": "gp3"}, "fine"),
    ],
)
def test_verdict(inputs, verdict):
    assert str(judge(RULE, **{"engine": "postgres", **inputs})) == verdict


def test_an_option_allows_other_types():
    options = {"allowed": ["gp3", "io2"]}
    assert str(judge(RULE, options=options, engine="postgres", storageType="io2")) == "fine"
    assert str(judge(RULE, options=options, engine="postgres", storageType="io1")) == WRONG
    assert 'storage_type="io2"' in judge(RULE, options={"allowed": ["io2"]}, engine="postgres").messages[0]


def test_a_secret_type_is_not_shown():
    (message,) = judge(RULE, engine="postgres", storageType=secret("gp2-of-ours")).messages
    assert "gp2-of-ours" not in message


def test_clusters_are_not_asked():
    """A remedy would replace a Multi-AZ cluster."""
    assert judge_stack(RULE, resource("aws:rds/cluster:Cluster", "it", {"engine": "mysql"})) == {}
