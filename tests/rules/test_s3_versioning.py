"""Both bucket families, inline and separate, in previews and in updates."""

import pytest

from policypack.aws.s3 import BUCKET, BUCKET_VERSIONING
from policypack.aws.s3.rules.s3_versioning import RULE
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

CURRENT, V2 = BUCKET
ENABLED = {"status": "Enabled"}
SIX, SEVEN = {"version": "6.83.4"}, {"version": "7.51.1"}


def verdict(*resources, name="logs"):
    return str(judge_stack(RULE, *resources)[name])


def versioning(bucket, configuration=ENABLED, *, type_=BUCKET_VERSIONING[0], name="logs", **options):
    inputs = {"bucket": UNKNOWN, "versioningConfiguration": configuration}
    return resource(type_, name, inputs, depends={"bucket": [bucket]}, **options)


@pytest.mark.parametrize("provider", [SIX, SEVEN, None])
@pytest.mark.parametrize("separate", BUCKET_VERSIONING)
@pytest.mark.parametrize("type_", BUCKET)
def test_a_separate_resource_of_either_family(type_, separate, provider):
    bucket = resource(type_, "logs", provider=provider)
    assert verdict(bucket) == "violated: versioning"
    assert verdict(bucket, versioning(bucket, type_=separate)) == "fine"
    assert verdict(bucket, versioning(bucket, {"status": "Suspended"}, type_=separate)) == "violated: versioning"


@pytest.mark.parametrize(
    ("type_", "inputs", "answer"),
    [
        (CURRENT, {"versioning": {"enabled": True}}, "fine"),
        (CURRENT, {"versioning": {"enabled": "true"}}, "fine"),
        (CURRENT, {"versioning": {"enabled": secret(True)}}, "fine"),
        (CURRENT, {"versioning": {"enabled": False}}, "violated: versioning"),
        (CURRENT, {"versioning": {}}, "violated: versioning"),
        (CURRENT, {"versioning": "yes"}, "violated: versioning"),
        (CURRENT, {"versioning": {"enabled": UNKNOWN}}, "undetermined: versioning.enabled"),
        (CURRENT, {"versioning": UNKNOWN}, "undetermined: versioning"),
        (V2, {"versionings": [{"enabled": True}]}, "fine"),
        (V2, {"versionings": []}, "violated: versioning"),
        (V2, {"versionings": UNKNOWN}, "undetermined: versionings"),
        (V2, {"versionings": [UNKNOWN]}, "undetermined: versionings[0]"),
        (CURRENT, {"objectLockEnabled": True}, "fine"),
        (CURRENT, {"objectLockEnabled": False}, "violated: versioning"),
        (CURRENT, {"objectLockConfiguration": {"objectLockEnabled": "Enabled"}}, "fine"),
        (CURRENT, {"objectLockEnabled": UNKNOWN}, "undetermined: objectLockEnabled"),
    ],
)
def test_inline(type_, inputs, answer):
    assert verdict(resource(type_, "logs", inputs)) == answer


def test_a_literal_name_links():
    bucket = resource(CURRENT, "logs", {"bucket": "acme-logs"})
    named = resource(BUCKET_VERSIONING[0], "v", {"bucket": "acme-logs", "versioningConfiguration": ENABLED})
    other = resource(BUCKET_VERSIONING[0], "v", {"bucket": "acme-web", "versioningConfiguration": ENABLED})
    secretly = resource(BUCKET_VERSIONING[0], "v", {"bucket": secret("acme-logs"), "versioningConfiguration": ENABLED})
    assert verdict(bucket, named) == "fine"
    assert verdict(bucket, secretly) == "fine"
    assert verdict(bucket, other) == "violated: versioning"


def test_an_update_links_by_values():
    bucket = resource(CURRENT, "logs", {"bucket": "logs-1a2b3c4"}, outputs={"id": "logs-1a2b3c4"})
    inputs = {"bucket": "logs-1a2b3c4", "versioningConfiguration": ENABLED}
    assert (
        verdict(bucket, resource(BUCKET_VERSIONING[0], "v", inputs, outputs={**inputs, "id": "logs-1a2b3c4"})) == "fine"
    )


def test_one_unknown_bucket_hides_nothing_about_the_others():
    good, bad = resource(CURRENT, "good"), resource(CURRENT, "bad")
    stray = resource(BUCKET_VERSIONING[0], "stray", {"bucket": UNKNOWN, "versioningConfiguration": ENABLED})
    found = judge_stack(RULE, good, bad, versioning(good))
    assert (str(found["good"]), str(found["bad"])) == ("fine", "violated: versioning")
    found = judge_stack(RULE, good, bad, versioning(good), stray)
    assert (str(found["good"]), str(found["bad"])) == ("fine", "undetermined: bucket")


def test_a_bucket_inside_a_component():
    component = resource("acme:index:Store", "store")
    bucket = resource(CURRENT, "logs", parent=component)
    by_component = resource(
        BUCKET_VERSIONING[0],
        "v",
        {"bucket": UNKNOWN, "versioningConfiguration": ENABLED},
        depends={"bucket": [component]},
    )
    assert verdict(component, bucket, versioning(bucket)) == "fine"
    assert verdict(component, bucket, by_component) == "undetermined: bucket"


@pytest.mark.parametrize(
    ("type_", "provider", "code"),
    [
        (CURRENT, SIX, 'versioning={"enabled": True}'),
        (
            CURRENT,
            SEVEN,
            'aws.s3.BucketVersioning("logs", bucket=logs.id, versioning_configuration={"status": "Enabled"})',
        ),
        (V2, SIX, 'aws.s3.BucketVersioningV2("logs", bucket=logs.id, versioning_configuration={"status": "Enabled"})'),
    ],
)
def test_the_code_is_of_the_bucket_s_own_family(type_, provider, code):
    (message,) = judge_stack(RULE, resource(type_, "logs", provider=provider))["logs"].messages
    assert message.endswith(code)


def test_the_fix_of_a_bucket_v2_in_pulumi_aws_7_is_of_a_current_type():
    (message,) = judge_stack(RULE, resource(V2, "logs", provider=SEVEN))["logs"].messages
    assert "aws.s3.BucketVersioning(" in message


def test_the_fix_changes_what_the_program_has():
    bucket = resource(CURRENT, "logs", provider=SEVEN)
    suspended = versioning(bucket, {"status": "Suspended"}, name="paused")
    (message,) = judge_stack(RULE, bucket, suspended)["logs"].messages
    assert message.endswith('versioning_configuration={"status": "Enabled"}  # on BucketVersioning "paused"')
    inline = resource(V2, "logs", {"versionings": [{"enabled": False}]}, provider=SIX)
    (message,) = judge_stack(RULE, inline)["logs"].messages
    assert message.endswith('versionings=[{"enabled": True}]')


def test_no_inputs_at_all():
    assert str(judge(RULE)) == "violated: versioning"
