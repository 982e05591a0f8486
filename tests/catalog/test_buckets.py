"""The table of outdated buckets says what the installed SDK says."""

from policypack.aws.s3 import BUCKET, FAMILY
from policypack.catalog.buckets import bucket_family, outdated_buckets
from policypack.catalog.schema import all_tokens, input_schema
from policypack.catalog.sdk import sdk_version
from policypack.catalog.types import resource_type_facts

MAJOR = int(sdk_version().partition(".")[0])


def test_the_rule_applies_to_the_whole_family() -> None:
    assert set(bucket_family()) == set(FAMILY)


def test_outdated_arguments_are_those_that_the_sdk_calls_deprecated() -> None:
    for token in BUCKET:
        deprecated = {name for name, known in input_schema(token).items() if known.deprecated}
        listed = outdated_buckets(MAJOR).arguments.get(token)
        assert listed is None or set(listed) == deprecated


def test_outdated_types_are_those_that_the_sdk_calls_deprecated() -> None:
    for major in (6, 7):
        listed = set(outdated_buckets(major).types)
        for token in FAMILY:
            facts = resource_type_facts(token, major)
            assert facts is not None
            # The SDK says nothing of BucketObject, nor of what pulumi-aws 6 calls the legacy Bucket.
            expected = facts.deprecated or "bucketObject:" in token or (major == 6 and token == BUCKET[0])
            assert (token in listed) is expected


def test_each_successor_exists() -> None:
    known = {token.rpartition(":")[2] for token in all_tokens() if token.startswith("aws:s3/")}
    facts = outdated_buckets(MAJOR)
    successors = {*facts.types.values(), *(name for names in facts.arguments.values() for name in names.values())}
    assert successors <= known
