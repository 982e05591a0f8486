"""An open stack answers what holds no matter what comes: links that are certain, and nothing about what is absent."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import pytest

from policypack.aws.common.known_names import KnownNames
from policypack.check import Linked, Resource, Stack, is_not, known
from policypack.model.facts import NotToldError
from policypack.model.open_stack import Arrivals
from policypack.model.resources import Deployment, Provider

BUCKET = "aws:s3/bucket:Bucket"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
QUEUE = "aws:sqs/queue:Queue"
ROLE = "aws:iam/role:Role"
FUNCTION = "aws:lambda/function:Function"
ASKER = ("rule", "urn")


def made(token: str, called: str, provider: str = "default", **inputs: object) -> Resource:
    urn = f"urn:pulumi:dev::test::{token}::{called}"
    told = Provider(provider, provider, "pulumi:providers:aws", {"region": "us-east-1"})
    return Resource(urn, token, called, {"region": "us-east-1", **inputs}, provider=told)


def arrivals(*resources: Resource) -> Arrivals:
    found = Arrivals(KnownNames(Deployment()))
    for one in resources:
        found.add(one)
    return found


def names(linked: Linked) -> list[str]:
    return [one.name for one, fact in linked.links if fact.truth]


LOGS = made(BUCKET, "logs", bucket="logs-1a2b3c4")
OF_LOGS = made(POLICY, "of-logs", bucket="logs-1a2b3c4")
OF_ANOTHER = made(POLICY, "of-another", bucket="assets")


def test_who_names_a_resource_is_certain_by_an_equal_name_and_others_may_come() -> None:
    linked = arrivals(LOGS, OF_LOGS, OF_ANOTHER).stack(ASKER).linked((POLICY,), LOGS, "bucket", ("bucket",))
    assert names(linked) == ["of-logs"]
    assert linked.exists().truth is True
    assert linked.all(lambda one: known(one.name == "of-logs")).truth is not True
    assert linked.count().at_least(1).truth is True
    assert linked.count().at_least(5).truth is None


def test_nobody_yet_is_not_nobody() -> None:
    linked = arrivals(LOGS).stack(ASKER).linked((POLICY,), LOGS, "bucket", ("bucket",))
    assert linked.exists().truth is None
    assert linked.any(lambda one: one["policy"].is_set()).truth is None
    assert linked.all(lambda one: one["policy"].is_set()).truth is None
    assert linked.any(lambda one: is_not(one["policy"].is_set())).truth is None
    assert linked.all(lambda one: one.at("policy.part").is_set()).truth is None
    with pytest.raises(NotToldError):
        linked.all(lambda one: known(one["policy"].is_absent))
    assert linked.count().at_least(3).truth is None
    with pytest.raises(NotToldError):
        linked.certain()


def test_the_one_resource_that_a_property_names_is_all_that_it_names() -> None:
    referred = arrivals(LOGS, OF_LOGS).stack(ASKER).referred(OF_LOGS, "bucket", (BUCKET,), ("bucket",))
    assert referred.certain()[0].name == "logs"
    assert referred.any(lambda one: known(one.name == "assets")).truth is False


def test_a_name_that_nothing_has_yet_may_be_one_to_come() -> None:
    referred = arrivals(LOGS, OF_ANOTHER).stack(ASKER).referred(OF_ANOTHER, "bucket", (BUCKET,), ("bucket",))
    assert names(referred) == []
    assert referred.exists().truth is None


def test_a_property_that_is_not_set_names_nothing() -> None:
    referred = arrivals(LOGS).stack(ASKER).referred(made(POLICY, "none"), "bucket", (BUCKET,), ("bucket",))
    assert referred.exists().truth is False


def test_a_resource_of_another_provider_is_named_but_may_not_be_the_only_one() -> None:
    policy = made(POLICY, "policy", provider="frankfurt", bucket="logs-1a2b3c4")
    referred = arrivals(LOGS, policy).stack(ASKER).referred(policy, "bucket", (BUCKET,), ("bucket",))
    assert names(referred) == ["logs"]
    assert referred.any(lambda one: one["bucket"].equals("assets")).truth is None


@pytest.mark.parametrize(
    ("resource", "text", "is_named"),
    [
        (made(QUEUE, "orders", name="orders-1a2b3c4"), "arn:aws:sqs:us-east-1:111122223333:orders-1a2b3c4", True),
        (
            made(QUEUE, "orders", name="orders-1a2b3c4"),
            "https://sqs.us-east-1.amazonaws.com/111122223333/orders-1a2b3c4",
            True,
        ),
        (made(QUEUE, "orders", name="orders-1a2b3c4"), "arn:aws:sqs:eu-west-1:111122223333:orders-1a2b3c4", False),
        (made(QUEUE, "orders", name="orders"), "arn:aws:sqs:us-east-1:111122223333:orders", False),
        (made(ROLE, "app", name="app-1a2b3c4"), "arn:aws:iam::111122223333:role/app-1a2b3c4", True),
        (made(ROLE, "app", name="app-1a2b3c4", path="/ci/"), "arn:aws:iam::111122223333:role/ci/app-1a2b3c4", True),
        (made(ROLE, "app", name="app-1a2b3c4", path="/ci/"), "arn:aws:iam::111122223333:role/app-1a2b3c4", False),
        (made(BUCKET, "logs", bucket="logs"), "arn:aws-cn:s3:::logs", True),
    ],
)
def test_a_text_names_a_resource_by_the_arguments_that_it_is_made_of(
    resource: Resource, text: str, is_named: bool
) -> None:
    user = made(FUNCTION, "user", target=text)
    referred = arrivals(resource, user).stack(ASKER).referred(user, "target", (resource.type,))
    assert names(referred) == ([resource.name] if is_named else [])


def test_a_chosen_name_is_certain_once_the_account_of_its_provider_is_known() -> None:
    drawn, chosen = made(ROLE, "one", name="one-1a2b3c4"), made(ROLE, "two", name="two")
    came = arrivals(drawn, chosen)
    users = [
        made(FUNCTION, name, role=f"arn:aws:iam::{account}:role/{role}")
        for name, account, role in (
            ("before", "111122223333", "two"),
            ("drawn", "111122223333", "one-1a2b3c4"),
            ("after", "111122223333", "two"),
            ("elsewhere", "444455556666", "two"),
        )
    ]
    found = [names(came.stack(ASKER).referred(user, "role", (ROLE,))) for user in users]
    assert found == [[], ["one"], ["two"], []]


CHILD = dataclasses.replace(OF_LOGS, parent=LOGS.urn)
WHOLE: tuple[Callable[[Stack, Resource], object], ...] = (
    lambda stack, child: stack.resources,
    lambda stack, child: stack.get(LOGS.urn),
    lambda stack, child: stack.of_type((BUCKET,)),
    lambda stack, child: stack.children(LOGS),
    lambda stack, child: list(stack.parents(child)),
    lambda stack, child: stack.dependents(LOGS.urn),
    lambda stack, child: stack.comes_after(child, LOGS),
    lambda stack, child: stack.made_after(LOGS),
    lambda stack, child: stack.is_inside(child.urn, LOGS.urn),
    lambda stack, child: stack.linked(("aws:*",), LOGS, "bucket"),
)


@pytest.mark.parametrize("question", WHOLE)
def test_what_only_the_whole_stack_tells_is_not_told(question: Callable[[Stack, Resource], object]) -> None:
    came = arrivals(LOGS, CHILD)
    child = came.get(CHILD.urn)
    assert child is not None
    with pytest.raises(NotToldError):
        question(came.stack(ASKER), child)


def told_of_resource(resource: Resource) -> Iterator[Callable[[], object]]:
    yield lambda: resource.is_deployed
    yield lambda: resource.property_dependencies.get("bucket", ())
    yield lambda: list(resource.property_dependencies)
    yield lambda: "bucket" in resource.property_dependencies


def test_whether_a_resource_exists_and_what_it_depends_on_is_not_told() -> None:
    came = arrivals(LOGS).get(LOGS.urn)
    assert came is not None
    assert came.is_new().truth is None
    for question in told_of_resource(came):
        with pytest.raises(NotToldError):
            question()


def test_who_asked_is_asked_again_for_what_changes_the_answer_and_for_nothing_else() -> None:
    came = arrivals(LOGS)
    came.stack(ASKER).linked((POLICY,), LOGS, "bucket", ("bucket",))
    assert came.add(OF_ANOTHER) == []
    assert came.add(OF_LOGS) == [ASKER]


def test_a_resource_that_comes_again_is_what_it_is_now() -> None:
    renamed = made(BUCKET, "logs", bucket="renamed")
    came = arrivals(LOGS, OF_LOGS, renamed)
    assert names(came.stack(ASKER).referred(OF_LOGS, "bucket", (BUCKET,), ("bucket",))) == []


def test_of_many_only_the_newest_are_looked_at() -> None:
    policies = [made(POLICY, f"policy-{number:03}", bucket="logs-1a2b3c4") for number in range(100)]
    linked = arrivals(LOGS, *policies).stack(ASKER).linked((POLICY,), LOGS, "bucket", ("bucket",))
    assert names(linked) == [one.name for one in policies[-32:]]
