"""What is taggable and what has a name."""

import pytest

from policypack.catalog.catalog import load_catalog
from policypack.catalog.types import TypeFacts, read_type, resource_type_facts, sdk_versions, written_type


@pytest.mark.parametrize(
    ("token", "name", "required", "prefix", "taggable"),
    [
        ("aws:rds/instance:Instance", "identifier", False, "identifierPrefix", True),
        ("aws:rds/cluster:Cluster", "clusterIdentifier", False, "clusterIdentifierPrefix", True),
        ("aws:rds/clusterInstance:ClusterInstance", "identifier", False, "identifierPrefix", True),
        ("aws:s3/bucket:Bucket", "bucket", False, "bucketPrefix", True),
        ("aws:elasticache/replicationGroup:ReplicationGroup", "replicationGroupId", False, None, True),
        ("aws:elasticache/cluster:Cluster", "clusterId", False, None, True),
        ("aws:ecs/taskDefinition:TaskDefinition", "family", True, None, True),
        ("aws:redshift/cluster:Cluster", "clusterIdentifier", True, None, True),
        ("aws:ec2/securityGroup:SecurityGroup", "name", False, "namePrefix", True),
        ("aws:kms/alias:Alias", "name", False, "namePrefix", False),
        ("aws:ec2/vpc:Vpc", None, False, None, True),
        ("aws:ec2/route:Route", None, False, None, False),
        ("aws:workspaces/directory:Directory", None, False, None, True),
        ("aws:autoscaling/group:Group", "name", False, "namePrefix", True),
    ],
)
@pytest.mark.parametrize("major", [6, 7])
def test_facts(token: str, name: str | None, required: bool, prefix: str | None, taggable: bool, major: int) -> None:
    facts = resource_type_facts(token, major)
    assert facts is not None
    assert (facts.name, facts.name_required, facts.prefix, facts.taggable) == (name, required, prefix, taggable)


def test_majors_differ() -> None:
    six = resource_type_facts("aws:s3/bucketV2:BucketV2", 6)
    seven = resource_type_facts("aws:s3/bucketV2:BucketV2", 7)
    assert six is not None
    assert seven is not None
    assert (six.deprecated, seven.deprecated) == (False, True)
    assert resource_type_facts("aws:s3/bucketLogging:BucketLogging", 6) is None
    assert resource_type_facts("aws:s3/bucketLogging:BucketLogging", 7) is not None


def test_unknown_types_and_majors() -> None:
    assert resource_type_facts("aws:made/up:Up", 7) is None
    assert resource_type_facts("random:index/randomPassword:RandomPassword", 7) is None
    assert resource_type_facts("aws:ec2/vpc:Vpc", 5) is None
    assert load_catalog().resource_type_facts("aws:ec2/vpc:Vpc", 7) == resource_type_facts("aws:ec2/vpc:Vpc", 7)


def test_tags_of_an_auto_scaling_group_are_a_list() -> None:
    facts = resource_type_facts("aws:autoscaling/group:Group", 7)
    assert facts is not None
    assert facts.tags_are_list


def test_versions_are_said() -> None:
    assert set(sdk_versions()) == {"6", "7"}
    assert all(version.startswith(f"{major}.") for major, version in sdk_versions().items())


@pytest.mark.parametrize("words", ["", "tags", "name", "name?", "tags[] name? namePrefix deprecated", "deprecated"])
def test_words(words: str) -> None:
    facts = read_type("aws:a/b:B", words)
    assert isinstance(facts, TypeFacts)
    assert written_type(facts) == words
