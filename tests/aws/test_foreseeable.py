"""Which unknown values may hold anything, and which are only made of what does not exist yet."""

from policypack.aws.common.foreseeable import may_surprise
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.testing import UNKNOWN, resource

BUCKET = resource("aws:s3/bucket:Bucket", "logs")
ANSWER = resource("aws:cloudformation/stack:Stack", "old")
COMPONENT = resource("shop:index:Network", "network")


def surprises(value: object, *origins: Resource) -> bool | None:
    holder = resource("aws:ssm/parameter:Parameter", "it", {"value": value}, depends={"value": origins})
    return may_surprise(holder["value"], holder, Stack([holder, BUCKET, ANSWER, COMPONENT])).truth


def test_a_known_value_is_asked_whatever_it_comes_from() -> None:
    assert surprises("x") is True
    assert surprises("x", BUCKET) is True


def test_an_unknown_value_made_of_resources_is_not_asked() -> None:
    assert surprises(UNKNOWN, BUCKET) is False
    assert surprises({"Statement": [UNKNOWN]}, BUCKET) is False


def test_an_unknown_value_that_may_be_anything_is_asked() -> None:
    assert surprises(UNKNOWN) is True
    assert surprises(UNKNOWN, ANSWER) is True
    assert surprises(UNKNOWN, BUCKET, ANSWER) is True
    assert surprises(UNKNOWN, COMPONENT) is True


def test_a_part_is_asked_by_its_whole_property() -> None:
    holder = resource("aws:iam/role:Role", "it", {"inlinePolicies": [{"policy": UNKNOWN}]})
    explained = resource("aws:iam/role:Role", "it", holder.inputs, depends={"inlinePolicies": [BUCKET]})
    for one, expected in ((holder, True), (explained, False)):
        part = one["inlinePolicies"][0]["policy"]
        assert may_surprise(part, one, Stack([one, BUCKET])).truth is expected
