"""The bucket's own block, and the account's."""

import pytest

from policypack.aws.s3 import ACCOUNT_PUBLIC_ACCESS_BLOCK, BUCKET, PUBLIC_ACCESS_BLOCK, PUBLIC_ACCESS_FLAGS
from policypack.aws.s3.rules.s3_public_access_block import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

ALL = dict.fromkeys(PUBLIC_ACCESS_FLAGS, True)


def verdict(*resources):
    return str(judge_stack(RULE, *resources)["logs"])


def block(bucket, flags):
    return resource(PUBLIC_ACCESS_BLOCK[0], "logs", {"bucket": UNKNOWN, **flags}, depends={"bucket": [bucket]})


def account(flags):
    return resource(ACCOUNT_PUBLIC_ACCESS_BLOCK[0], "account", flags)


@pytest.mark.parametrize("type_", BUCKET)
@pytest.mark.parametrize("flag", PUBLIC_ACCESS_FLAGS)
def test_every_flag_counts(type_, flag):
    bucket = resource(type_, "logs")
    without = {key: value for key, value in ALL.items() if key != flag}
    assert verdict(bucket, block(bucket, ALL)) == "fine"
    assert verdict(bucket, block(bucket, without)) == "violated: bucket"
    assert verdict(bucket, block(bucket, {**ALL, flag: False})) == "violated: bucket"
    assert verdict(bucket, block(bucket, {**ALL, flag: "true"})) == "fine"
    assert verdict(bucket, block(bucket, {**ALL, flag: secret(True)})) == "fine"
    assert verdict(bucket, block(bucket, {**ALL, flag: UNKNOWN})) == f"undetermined: {flag}"


def test_an_unknown_flag_beside_a_false_one_does_not_matter():
    bucket = resource(BUCKET[0], "logs")
    flags = {**ALL, "blockPublicAcls": UNKNOWN, "blockPublicPolicy": False}
    assert verdict(bucket, block(bucket, flags)) == "violated: bucket"


def test_the_account_s_block_stands_in_for_a_missing_one():
    bucket = resource(BUCKET[0], "logs")
    assert verdict(bucket, account(ALL)) == "fine"
    assert verdict(bucket, account({**ALL, "ignorePublicAcls": False})) == "violated: bucket"
    assert verdict(bucket, account({})) == "violated: bucket"
    assert verdict(bucket, account({**ALL, "ignorePublicAcls": UNKNOWN})) == "undetermined: ignorePublicAcls"
    assert verdict(bucket, account(ALL), block(bucket, {**ALL, "ignorePublicAcls": False})) == "violated: bucket"


def test_the_block_of_another_bucket():
    logs, web = resource(BUCKET[0], "logs"), resource(BUCKET[0], "web")
    assert verdict(logs, web, block(web, ALL)) == "violated: bucket"


def test_a_literal_name_and_the_values_of_an_update_link():
    bucket = resource(BUCKET[1], "logs", {"bucket": "acme-logs"}, outputs={"id": "acme-logs"})
    assert verdict(bucket, resource(PUBLIC_ACCESS_BLOCK[0], "b", {"bucket": "acme-logs", **ALL})) == "fine"


def test_the_fix_sets_the_flags_that_the_bucket_s_block_lacks():
    bucket = resource(BUCKET[0], "logs")
    incomplete = block(bucket, {**ALL, "blockPublicAcls": False})
    (message,) = judge_stack(RULE, bucket, incomplete)["logs"].messages
    assert message.endswith('block_public_acls=True  # on BucketPublicAccessBlock "logs"')
