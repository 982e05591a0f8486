"""Only the provider's version decides which family is current."""

import pytest

from policypack.aws import s3
from policypack.aws.s3.rules.s3_current_resource import RULE, SETTINGS, token
from policypack.catalog.buckets import outdated_buckets
from policypack.catalog.schema import input_schema
from policypack.testing import UNKNOWN, judge_stack, resource, secret

CURRENT, V2 = s3.BUCKET
SIX, SEVEN = {"version": "6.83.4"}, {"version": "7.51.1"}
VERSIONING, VERSIONING_V2 = s3.BUCKET_VERSIONING
OBJECT = "aws:s3/bucketObject:BucketObject"


def judged(type_, inputs=None, *others, provider=None):
    return judge_stack(RULE, resource(type_, "it", inputs, provider=provider), *others)["it"]


def verdict(type_, inputs=None, *others, provider=None):
    return str(judged(type_, inputs, *others, provider=provider))


@pytest.mark.parametrize(
    ("type_", "in_six", "in_seven"),
    [
        (CURRENT, "violated: type", "fine"),
        (V2, "fine", "violated: type"),
        (VERSIONING_V2, "not applicable", "violated: type"),
        ("aws:s3/bucketAclV2:BucketAclV2", "not applicable", "violated: type"),
        (OBJECT, "violated: type", "violated: type"),
    ],
)
def test_types(type_, in_six, in_seven):
    assert verdict(type_, provider=SIX) == in_six
    assert verdict(type_, provider=SEVEN) == in_seven


@pytest.mark.parametrize(
    "type_", [VERSIONING, "aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/directoryBucket:DirectoryBucket"]
)
def test_types_that_are_current_everywhere(type_):
    assert judge_stack(RULE, resource(type_, "it", provider=SEVEN)) == {}


@pytest.mark.parametrize(
    ("type_", "provider", "inputs", "answer"),
    [
        (CURRENT, SEVEN, {"acl": "private"}, "violated: acl"),
        (CURRENT, SEVEN, {"acl": secret("private")}, "violated: acl"),
        (CURRENT, SEVEN, {"acl": UNKNOWN}, "undetermined: acl"),
        (CURRENT, SEVEN, {"acl": ""}, "fine"),
        (CURRENT, SEVEN, {"versioning": {"enabled": True}, "corsRules": []}, "violated: versioning"),
        (CURRENT, SEVEN, {"lifecycleRules": UNKNOWN}, "undetermined: lifecycleRules"),
        (CURRENT, SEVEN, {"bucket": "logs", "tags": {}, "objectLockEnabled": True, "forceDestroy": True}, "fine"),
        (V2, SIX, {"versionings": [{"enabled": True}]}, "violated: versionings"),
        (V2, SIX, {"bucket": "logs"}, "fine"),
        (CURRENT, SIX, {"acl": "private"}, "violated: type"),
        (V2, SEVEN, {"acl": "private"}, "violated: type"),
    ],
)
def test_inline_arguments(type_, provider, inputs, answer):
    assert verdict(type_, inputs, provider=provider) == answer


def provider_resource(name, version):
    return resource("pulumi:providers:aws", name, {"version": version})


def test_without_a_provider_nothing_is_guessed():
    assert verdict(V2) == "undetermined: version"
    assert verdict(V2, provider={"version": UNKNOWN}) == "undetermined: version"


def test_a_provider_without_a_version_is_the_newest():
    yaml = {"region": "eu-south-2"}
    assert verdict(V2, provider=yaml) == "violated: type"
    assert verdict(CURRENT, {"acl": "private"}, provider=yaml) == "violated: acl"
    assert verdict(CURRENT, provider=yaml) == "fine"
    six = provider_resource("default_6_83_4", "6.83.4")
    assert verdict(V2, None, six, provider=yaml) == "fine"
    itself = resource("pulumi:providers:aws", "default_7_51_1", {"region": "eu-south-2"})
    assert verdict(V2, None, six, itself, provider=yaml) == "violated: type"


def test_the_stack_s_providers_speak_where_they_agree():
    seven, six = provider_resource("default_7_51_1", "7.51.1"), provider_resource("default_6_83_4", "6.83.4")
    assert verdict(V2, None, seven) == "violated: type"
    assert verdict(CURRENT, None, six) == "violated: type"
    assert verdict(V2, None, seven, six) == "undetermined: version"


def test_a_stack_with_both_majors():
    old, new = resource(CURRENT, "old", provider=SIX), resource(CURRENT, "new", provider=SEVEN)
    found = judge_stack(RULE, old, new)
    assert str(found["old"]) == "violated: type"
    assert str(found["new"]) == "fine"


def test_the_code_is_the_successor():
    (bucket,) = judged(CURRENT, provider=SIX).messages
    (alias,) = judged(VERSIONING_V2, provider=SEVEN).messages
    (argument,) = judged(CURRENT, {"acl": "private"}, provider=SEVEN).messages
    assert 'aws.s3.BucketV2("it")' in bucket
    assert "import it under the new type" in bucket
    assert 'aws.s3.BucketVersioning("it", bucket=...)' in alias
    assert "import" not in alias
    assert argument.endswith("without acl")


def test_an_acl_that_moves_to_a_resource_waits_for_ownership_controls():
    (message,) = judged(CURRENT, {"acl": "log-delivery-write"}, provider=SEVEN).messages
    assert 'aws.s3.BucketAcl("it", bucket=it.id, acl="log-delivery-write")' in message
    assert 'aws.s3.BucketOwnershipControls("it-ownership"' in message
    assert "depends_on=[it_ownership]" in message
    (message,) = judged(CURRENT, {"acl": secret("log-delivery-write")}, provider=SEVEN).messages
    assert "log-delivery" not in message


@pytest.mark.parametrize("major", [6, 7])
def test_each_separate_resource_has_the_setting_that_the_fix_names(major):
    for arguments in outdated_buckets(major).arguments.values():
        for argument, successor in arguments.items():
            if argument in SETTINGS:
                assert SETTINGS[argument] in input_schema(token(successor)), (argument, successor)
