"""Tags of resources, of their providers, and of Auto Scaling groups."""

import json

import pytest

from policypack.aws.stacks.rules.required_tags import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

VPC = "aws:ec2/vpc:Vpc"
GROUP = "aws:autoscaling/group:Group"
KEYS = {"keys": ["Owner", "CostCenter"]}
BOTH = {"Owner": "orders", "CostCenter": "4711"}


def judged(inputs=None, *, type_=VPC, options=None, config=None, provider=None):
    return judge_stack(RULE, resource(type_, "it", inputs, provider=provider), options=options, config=config)["it"]


def verdict(inputs=None, **more):
    return str(judged(inputs, **more))


def defaults(tags):
    return {"version": "7.51.1", "region": "eu-south-2", "defaultTags": tags}


@pytest.mark.parametrize(
    ("tags", "answer"),
    [
        (None, "violated: tags"),
        ({}, "violated: tags"),
        ({"Name": "main"}, "fine"),
        ({"Name": UNKNOWN}, "fine"),
        (secret({"Name": "main"}), "fine"),
        (secret({}), "violated: tags"),
        (UNKNOWN, "undetermined: tags"),
    ],
)
def test_one_tag_at_least(tags, answer):
    assert verdict({} if tags is None else {"tags": tags}) == answer


@pytest.mark.parametrize(
    ("tags", "answer"),
    [
        ({}, "violated: tags"),
        ({"Owner": "orders"}, "violated: tags"),
        ({"owner": "orders", "CostCenter": "4711"}, "violated: tags"),
        (BOTH, "fine"),
        ({"Owner": UNKNOWN, "CostCenter": ""}, "fine"),
        ({"Owner": secret("orders"), "CostCenter": 4711}, "fine"),
        ({"Owner": UNKNOWN}, "violated: tags"),
        (UNKNOWN, "undetermined: tags"),
        (secret(UNKNOWN), "undetermined: tags"),
        ("Owner=orders", "undetermined: tags"),
    ],
)
def test_required_keys(tags, answer):
    assert verdict({"tags": tags}, options=KEYS) == answer


def test_the_message_names_the_missing_keys_alone():
    (message,) = judged({"tags": {"Owner": secret("s3cr3t")}}, options=KEYS).messages
    assert 'The tags "CostCenter" are missing' in message
    assert message.endswith('tags={"Owner": ..., "CostCenter": ...}  # ... is the value of the tag')
    assert "s3cr3t" not in message


@pytest.mark.parametrize(
    ("told", "answer"),
    [
        (json.dumps({"tags": BOTH}), "fine"),
        ({"tags": BOTH}, "fine"),
        (secret(json.dumps({"tags": BOTH})), "fine"),
        (json.dumps({"tags": {"Owner": "orders"}}), "violated: tags"),
        (json.dumps({"tags": {}}), "violated: tags"),
        (json.dumps({}), "violated: tags"),
        (UNKNOWN, "undetermined: defaultTags"),
        ("no json", "undetermined: defaultTags"),
    ],
)
def test_the_provider_s_default_tags(told, answer):
    assert verdict({}, options=KEYS, provider=defaults(told)) == answer


def test_own_and_default_tags_add_up():
    own, default = {"tags": {"Owner": "orders"}}, defaults(json.dumps({"tags": {"CostCenter": "4711"}}))
    assert verdict(own, options=KEYS, provider=default) == "fine"
    assert verdict(own, options=KEYS) == "violated: tags"
    assert verdict({"tags": BOTH}, options=KEYS, provider=defaults(UNKNOWN)) == "fine"
    assert verdict(own, options=KEYS, provider=defaults(UNKNOWN)) == "undetermined: defaultTags"


def test_the_stack_s_default_tags_where_no_provider_is_told():
    config = {"aws:defaultTags": json.dumps({"tags": BOTH})}
    assert verdict({}, options=KEYS, config=config) == "fine"
    assert verdict({}, options=KEYS, config=config, provider={"version": "7.51.1"}) == "violated: tags"


def test_what_the_provider_computes_does_not_count():
    assert verdict({"tagsAll": BOTH}, options=KEYS) == "violated: tags"


def tag(key):
    return {"key": key, "value": "x", "propagateAtLaunch": False}


@pytest.mark.parametrize(
    ("tags", "answer"),
    [
        ([tag("Owner"), tag("CostCenter")], "fine"),
        ([tag("Owner")], "violated: tags"),
        ([], "violated: tags"),
        ([tag("Owner"), UNKNOWN], "undetermined: tags[1]"),
        ([tag("Owner"), tag(UNKNOWN)], "undetermined: tags[1].key"),
        ([UNKNOWN, tag("Owner"), tag("CostCenter")], "fine"),
        ([tag("Owner"), {**tag("CostCenter"), "value": UNKNOWN}], "fine"),
        (UNKNOWN, "undetermined: tags"),
    ],
)
def test_an_auto_scaling_group_has_a_list(tags, answer):
    assert verdict({"tags": tags}, type_=GROUP, options=KEYS) == answer


def test_an_auto_scaling_group_gets_no_default_tags():
    provider = defaults(json.dumps({"tags": BOTH}))
    assert verdict({}, type_=GROUP, provider=provider) == "violated: tags"
    assert verdict({"tags": [tag("Owner")]}, type_=GROUP, provider=provider) == "fine"
    (message,) = judged({}, type_=GROUP, options=KEYS, provider=provider).messages
    assert '"propagate_at_launch": True' in message


@pytest.mark.parametrize("type_", ["aws:ec2/route:Route", "aws:iam/rolePolicy:RolePolicy", "aws:nothing/like:This"])
def test_types_that_take_no_tags_are_not_asked(type_):
    assert verdict({}, type_=type_) == "not applicable"


def test_ignored_types():
    assert verdict({}, options={"ignoredTypes": [VPC]}) == "not applicable"


def test_a_type_that_takes_tags_only_in_pulumi_aws_7():
    bucket = "aws:s3/directoryBucket:DirectoryBucket"
    assert verdict({}, type_=bucket, provider={"version": "7.51.1"}) == "violated: tags"
    assert verdict({}, type_=bucket, provider={"version": "6.83.4"}) == "not applicable"


def test_objects_in_buckets_are_content_unless_an_organization_says_otherwise():
    page = resource("aws:s3/bucketObjectv2:BucketObjectv2", "index.html", {"bucket": "site", "key": "index.html"})
    assert str(judge_stack(RULE, page)["index.html"]) == "not applicable"
    assert str(judge_stack(RULE, page, options={"ignoredTypes": []})["index.html"]) == "violated: tags"
