"""Versions past their standard support: when, and what they cost."""

from datetime import date

import pytest

from policypack.aws.stacks.rules.service_version_current import RULE
from policypack.catalog.catalog import load_catalog
from policypack.testing import UNKNOWN, judge_stack, resource

EKS, MSK, MQ = "aws:eks/cluster:Cluster", "aws:msk/cluster:Cluster", "aws:mq/broker:Broker"
SEARCH = "aws:opensearch/domain:Domain"
CACHE, GROUP = "aws:elasticache/cluster:Cluster", "aws:elasticache/replicationGroup:ReplicationGroup"
TODAY = date(2026, 11, 26)


def judged(type_, inputs, today=TODAY, region="eu-west-1", options=None, outputs=None):
    it = resource(type_, "it", inputs, outputs=outputs)
    catalog = load_catalog(today=today)
    return judge_stack(RULE, it, config={"aws:region": region}, catalog=catalog, options=options)["it"]


@pytest.mark.parametrize(
    ("type_", "inputs", "verdict"),
    [
        (EKS, {"version": "1.32"}, "violated: version"),  # extended support
        (EKS, {"version": "1.34"}, "violated: version"),  # ends on 2026-12-02
        (EKS, {"version": "1.35"}, "fine"),
        (EKS, {"version": "1.27"}, "fine"),  # service-version-available reports it
        (GROUP, {"engineVersion": "5.0.5"}, "fine"),
        (EKS, {"version": UNKNOWN}, "undetermined: version"),
        (EKS, {}, "not applicable"),
        (MSK, {"kafkaVersion": "3.9.x"}, "fine"),
        (MQ, {"engineType": "ActiveMQ", "engineVersion": "5.19"}, "fine"),
        (SEARCH, {"engineVersion": "OpenSearch_2.5"}, "violated: engineVersion"),
        (SEARCH, {"engineVersion": "OpenSearch_2.19"}, "fine"),
        (SEARCH, {"engineVersion": "Elasticsearch_7.10"}, "fine"),
        (GROUP, {"engine": "redis", "engineVersion": "5.0.6"}, "violated: engineVersion"),
        (GROUP, {"engineVersion": "6.2"}, "violated: engineVersion"),  # ends on 2027-01-31
        (GROUP, {"engine": "valkey", "engineVersion": "8.1"}, "fine"),
        (CACHE, {"engine": "memcached", "engineVersion": "1.6.22"}, "fine"),
        (GROUP, {"engineVersion": "5.0.6", "globalReplicationGroupId": "ldgnf-sessions"}, "fine"),
    ],
)
def test_verdict(type_, inputs, verdict):
    assert str(judged(type_, inputs)) == verdict


@pytest.mark.parametrize(
    ("type_", "inputs", "price"),
    [
        (EKS, {"version": "1.32"}, "until 2027-03-23: 6 times the price of a cluster's hour"),
        (GROUP, {"engineVersion": "5.0.6"}, "until 2029-01-31: 80 percent more for each node's hour"),
        (SEARCH, {"engineVersion": "OpenSearch_2.5"}, "standard support of OpenSearch_2.5 ended on 2025-11-07"),
        (SEARCH, {"engineVersion": "Elasticsearch_7.4"}, "Extended Support: $0.0065 for each normalized instance hour"),
        (EKS, {"version": "1.34"}, "ends on 2026-12-02, and then AWS charges for Extended Support until 2027-12-02: 6"),
    ],
)
def test_the_price_is_told(type_, inputs, price):
    (message,) = judged(type_, inputs).messages
    assert price in message


def test_a_fix_is_a_version_with_months_to_go():
    (message,) = judged(EKS, {"version": "1.32"}).messages
    assert '"1.36"' in message


def test_what_exists_and_what_is_allowed_pass():
    assert str(judged(EKS, {"version": "1.32"}, outputs={"id": "it"})) == "fine"
    options = {"allowedEngineVersions": {"*": {"kubernetes": [">=1.32"]}}}
    assert str(judged(EKS, {"version": "1.32"}, options=options)) == "fine"
