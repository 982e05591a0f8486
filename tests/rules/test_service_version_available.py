"""Versions by service: what AWS creates no more, what is newer than the data, and what exists already."""

import pytest

from policypack.aws.stacks.rules.service_version_available import RULE
from policypack.testing import judge_stack, resource

EKS, MSK, MQ = "aws:eks/cluster:Cluster", "aws:msk/cluster:Cluster", "aws:mq/broker:Broker"
MEMORYDB = "aws:memorydb/cluster:Cluster"


def judged(type_, inputs, region="eu-west-1", options=None, outputs=None):
    it = resource(type_, "it", inputs, outputs=outputs)
    return str(judge_stack(RULE, it, config={"aws:region": region}, options=options)["it"])


@pytest.mark.parametrize(
    ("type_", "inputs", "verdict"),
    [
        (EKS, {"version": "1.27"}, "violated: version"),
        (EKS, {"version": "1.31"}, "violated: version"),
        (EKS, {"version": "1.34"}, "fine"),
        (EKS, {"version": 1.34}, "fine"),
        (EKS, {"version": "1.99"}, "undetermined: version, on which the catalog has no data for this region"),
        (EKS, {}, "not applicable"),
        (MSK, {"kafkaVersion": "2.8.1"}, "violated: kafkaVersion"),
        (MSK, {"kafkaVersion": "3.9.x"}, "fine"),
        (MQ, {"engineType": "ActiveMQ", "engineVersion": "5.18"}, "fine"),
        (MQ, {"engineType": "ACTIVEMQ", "engineVersion": "5.18.4"}, "violated: engineVersion"),
        (MQ, {"engineType": "RabbitMQ", "engineVersion": "3.11.20"}, "violated: engineVersion"),
        (MEMORYDB, {"engine": "redis", "engineVersion": "7.1"}, "fine"),
        (MEMORYDB, {"engine": "Valkey", "engineVersion": "7.2"}, "fine"),
        (MEMORYDB, {"engine": "redis", "engineVersion": "5.0.6"}, "violated: engineVersion"),
        (MEMORYDB, {"engine": "redis", "engineVersion": 6.2}, "fine"),
        (MEMORYDB, {"engineVersion": "6.0"}, "violated: engineVersion"),
        (MEMORYDB, {"engineVersion": "7.3"}, "fine"),
        (MEMORYDB, {"engine": "valkey", "engineVersion": "8.0"}, "undetermined: engineVersion, on which the catalog"),
    ],
)
def test_verdict(type_, inputs, verdict):
    assert judged(type_, inputs).startswith(verdict)


def test_what_exists_is_left_alone():
    assert judged(EKS, {"version": "1.27"}, outputs={"id": "it", "arn": "arn:aws:eks:eu-west-1:1:cluster/it"}) == "fine"


def test_other_partitions_have_their_own_calendar():
    assert judged(EKS, {"version": "1.30"}, region="cn-north-1").startswith("undetermined: version")


def test_an_organizations_list_wins():
    options = {"allowedEngineVersions": {"eu-west-1": {"kubernetes": ["1.33"]}}}
    assert judged(EKS, {"version": "1.34"}, options=options) == "violated: version"
    assert judged(EKS, {"version": "1.33"}, options=options) == "fine"
