"""Names that somebody chose, and names that the provider made."""

import pytest

from policypack.aws.stacks.rules.explicit_name import RULE
from policypack.catalog.types import resource_type_facts
from policypack.testing import UNKNOWN, judge_stack, resource, secret

QUEUE = "aws:sqs/queue:Queue"
BUCKETS = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"


def judged(type_, inputs, name="orders", *, options=None, **more):
    return judge_stack(RULE, resource(type_, name, inputs, **more), options=options)[name]


def verdict(type_, inputs, name="orders", **more):
    return str(judged(type_, inputs, name, **more))


@pytest.mark.parametrize(
    ("type_", "inputs"),
    [
        (QUEUE, {"name": "orders-1a2b3c4"}),
        (QUEUE, {"name": "orders-1234567"}),
        (QUEUE, {"name": "orders-1a2b3c4.fifo", "fifoQueue": True}),
        (QUEUE, {"name": secret("orders-1a2b3c4")}),
        (BUCKETS[0], {"bucket": "orders-1a2b3c4"}),
        (BUCKETS[1], {"bucket": "orders-1a2b3c4"}),
        (INSTANCE, {"identifier": "orders1a2b3c4"}),
        ("aws:kms/alias:Alias", {"name": "alias/orders-1a2b3c4"}),
        ("aws:athena/database:Database", {"name": "orders_1a2b3c4"}),
        ("aws:elasticache/replicationGroup:ReplicationGroup", {"replicationGroupId": "orders-1a2b3c4"}),
    ],
)
def test_names_that_the_provider_makes(type_, inputs):
    assert verdict(type_, inputs).startswith("violated: ")


@pytest.mark.parametrize(
    "name",
    [
        "orders",
        "orders-1",
        "orders-2026",
        "orders-123456789012",
        "orders-20261123",
        "orders-effaced",
        "orders-1a2b3c",
        "orders-1a2b3c4d",
        "orders-1a2b3g4",
        "orders-eu-1a2b3c4",
        "acme-orders-1a2b3c4",
        "1a2b3c4",
        7,
        True,
    ],
)
def test_names_that_somebody_chose(name):
    assert verdict(QUEUE, {"name": name}) == "fine"


def test_the_logical_name_may_have_capitals_or_anything_else():
    assert verdict(BUCKETS[0], {"bucket": "orders-1a2b3c4"}, "Orders") == "violated: bucket"
    assert verdict(QUEUE, {"name": "a.b(c)-1a2b3c4"}, "a.b(c)") == "violated: name"
    assert verdict(QUEUE, {"name": "alias/aXb-1a2b3c4"}, "a.b") == "fine"


@pytest.mark.parametrize(
    ("type_", "inputs", "answer"),
    [
        (QUEUE, {}, "violated: name"),
        (QUEUE, {"name": ""}, "violated: name"),
        (QUEUE, {"name": UNKNOWN}, "undetermined: name"),
        (QUEUE, {"name": secret(UNKNOWN)}, "undetermined: name"),
        (QUEUE, {"namePrefix": "orders-"}, "fine"),
        (QUEUE, {"namePrefix": UNKNOWN}, "undetermined: namePrefix"),
        (QUEUE, {"namePrefix": ""}, "violated: name"),
        (QUEUE, {"namePrefix": "x-", "name": "orders-1a2b3c4"}, "fine"),
        (QUEUE, {"name": {"a": 1}}, "undetermined: name"),
        (CLUSTER, {}, "violated: clusterIdentifier"),
        (CLUSTER, {"clusterIdentifierPrefix": "orders-"}, "fine"),
        (INSTANCE, {"identifierPrefix": "orders-"}, "fine"),
        (INSTANCE, {"name": "orders"}, "violated: identifier"),
    ],
)
def test_what_is_said(type_, inputs, answer):
    assert verdict(type_, inputs) == answer


@pytest.mark.parametrize(
    "type_",
    [
        "aws:ec2/vpc:Vpc",
        "aws:ec2/subnet:Subnet",
        "aws:acm/certificate:Certificate",
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:nothing/likeThis:LikeThis",
    ],
)
def test_types_without_a_name_are_not_asked(type_):
    assert verdict(type_, {}) == "not applicable"


def test_types_that_cannot_be_made_without_a_name_are_not_asked():
    record = "aws:route53/record:Record"
    facts = resource_type_facts(record, 7)
    assert facts is not None
    assert facts.name_required
    assert verdict(record, {"name": "orders-1a2b3c4"}) == "not applicable"


@pytest.mark.parametrize("version", ["6.83.4", "7.51.1", "8.0.0", "no version"])
def test_any_pulumi_aws(version):
    assert verdict(QUEUE, {}, provider={"version": version}) == "violated: name"


def test_a_type_that_only_one_major_has():
    assert verdict("aws:agentregistry/registry:Registry", {}, provider={"version": "6.83.4"}) == "violated: name"


def test_ignored_types():
    assert verdict(QUEUE, {}, options={"ignoredTypes": [QUEUE]}) == "not applicable"
    assert verdict(BUCKETS[0], {}, options={"ignoredTypes": [QUEUE]}) == "violated: bucket"


def test_nothing_but_aws_is_asked():
    assert judge_stack(RULE, resource("random:index/randomPassword:RandomPassword", "p")) == {}


@pytest.mark.parametrize(
    ("type_", "inputs", "code"),
    [
        (QUEUE, {}, 'name=f"{pulumi.get_stack()}-orders"'),
        (QUEUE, {"fifoQueue": True}, 'name=f"{pulumi.get_stack()}-orders.fifo"'),
        (CLUSTER, {}, 'cluster_identifier=f"{pulumi.get_stack()}-orders"'),
        ("aws:kms/alias:Alias", {}, 'name=f"alias/{pulumi.get_stack()}-orders"'),
    ],
)
def test_the_code_is_a_name_that_the_type_takes(type_, inputs, code):
    (message,) = judged(type_, inputs).messages
    assert message.endswith(code)


def test_a_secret_name_is_not_shown():
    (message,) = judged(QUEUE, {"name": secret("orders-1a2b3c4")}).messages
    assert "1a2b3c4" not in message
