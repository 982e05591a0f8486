"""secret-database-endpoint: whose credentials a secret holds, and what counts as telling where the database is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws.passwords.arguments import PASSWORD_ARGUMENTS
from policypack.aws.secretsmanager.database_secrets import DATABASES
from policypack.aws.secretsmanager.rules.secret_database_endpoint import RULE
from policypack.model.resources import Resource
from policypack.testing import UNKNOWN, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
SECRET = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
ROTATION = "aws:secretsmanager/secretRotation:SecretRotation"
PROXY = "aws:rds/proxy:Proxy"
DRAWN = "q7Rt2mXw9pLk4sVb"
LITERAL = "correct-horse-battery"
ADDRESS = "orders.c1.eu-south-2.rds.amazonaws.com"

MADE = resource("random:index/randomPassword:RandomPassword", "made", {"length": 16})
OTHER = resource("random:index/randomPassword:RandomPassword", "other", {"length": 16})
KEPT = resource(SECRET, "kept", {"name": "kept"})


def database(
    type_: str = INSTANCE, *, source: Resource | None = MADE, known: Any = UNKNOWN, **outputs: Any
) -> Resource:
    name = PASSWORD_ARGUMENTS[type_][0].path
    depends = {name: [source]} if source else {}
    return resource(type_, "db", {name: secret(known)}, depends=depends, outputs=outputs or None)


def version(*sources: Resource, content: Any = UNKNOWN, name: str = "login") -> Resource:
    text = content if content is UNKNOWN or isinstance(content, str) else json.dumps(content)
    depends = {"secretId": [KEPT], "secretString": list(sources)}
    return resource(VERSION, name, {"secretId": UNKNOWN, "secretString": secret(text)}, depends=depends)


def verdict(one: Resource, *others: Resource) -> str:
    return str(judge_stack(RULE, one, *others, MADE, OTHER, KEPT)[one.name])


@pytest.mark.parametrize("type_", DATABASES)
def test_each_kind_of_database(type_: str) -> None:
    db = database(type_)
    assert verdict(version(MADE), db) == "violated: secretString"
    assert verdict(version(MADE, db), db) == "fine"


@pytest.mark.parametrize("content", [UNKNOWN, {"username": "app", "password": DRAWN}])
def test_in_a_preview_and_in_an_update(content: Any) -> None:
    known = UNKNOWN if content is UNKNOWN else DRAWN
    db = database(known=known, address=ADDRESS)
    assert verdict(version(MADE, content=content), db) == "violated: secretString"
    assert verdict(version(MADE, db, content=content), db) == "fine"


def test_the_message_names_the_database_and_no_secret() -> None:
    db = database(source=None, known=LITERAL)
    one = version(content={"username": "app", "password": LITERAL})
    message = judge_stack(RULE, one, db, KEPT)["login"].messages[0]
    assert 'aws.rds.Instance "db"' in message
    assert "db.address" in message
    assert LITERAL not in message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"username": "app", "password": LITERAL}, "violated: secretString"),
        (LITERAL, "violated: secretString"),
        ({"password": LITERAL, "host": ADDRESS}, "fine"),
        ({"password": LITERAL, "host": "db.example.com"}, "fine"),
        ({"password": LITERAL, "host": ""}, "violated: secretString"),
        ({"password": "of-something-else"}, "not applicable"),
        ({"apiKey": "abc"}, "not applicable"),
        (UNKNOWN, "undetermined: secretString"),
        ("", "not applicable"),
    ],
)
def test_literals_are_linked_by_equal_text(content: Any, expected: str) -> None:
    assert verdict(version(content=content), database(source=None, known=LITERAL)) == expected


def test_a_known_endpoint_in_the_text_counts_without_a_dependency() -> None:
    db = database(known=DRAWN, address=ADDRESS)
    one = version(MADE, content={"password": DRAWN, "host": ADDRESS})
    assert verdict(one, db) == "fine"


def test_a_secret_of_something_else() -> None:
    assert verdict(version(OTHER), database()) == "not applicable"
    assert verdict(version(OTHER), database(source=None, known=LITERAL)) == "not applicable"
    assert verdict(version(content={"password": LITERAL}), database()) == "not applicable"


def test_managed_passwords_and_databases_without_one() -> None:
    managed = resource(INSTANCE, "db", {"manageMasterUserPassword": True})
    assert verdict(version(MADE), managed) == "not applicable"
    assert verdict(version(MADE)) == "not applicable"


def test_a_write_only_password_is_a_password_too() -> None:
    db = resource(INSTANCE, "db", {"passwordWo": secret(UNKNOWN)}, depends={"passwordWo": [MADE]})
    one = resource(
        VERSION,
        "login",
        {"secretId": UNKNOWN, "secretStringWo": secret(UNKNOWN)},
        depends={"secretId": [KEPT], "secretStringWo": [MADE]},
    )
    assert verdict(one, db) == "violated: secretString"


def test_a_database_that_takes_its_password_from_the_version() -> None:
    one = version(MADE)
    assert verdict(one, database(source=one)) == "violated: secretString"


def test_another_version_of_the_same_secret_tells() -> None:
    db = database()
    assert verdict(version(MADE), version(MADE, db, name="second"), db) == "fine"
    elsewhere = resource(SECRET, "elsewhere", {"name": "elsewhere"})
    depends = {"secretId": [elsewhere], "secretString": [MADE, db]}
    second = resource(VERSION, "second", {"secretId": UNKNOWN, "secretString": UNKNOWN}, depends=depends)
    assert verdict(version(MADE), second, elsewhere, db) == "violated: secretString"


def test_through_an_instance_of_the_cluster_a_record_and_a_component() -> None:
    db = database(CLUSTER)
    reader_inputs = {"clusterIdentifier": UNKNOWN}
    reader = resource(
        "aws:rds/clusterInstance:ClusterInstance", "r", reader_inputs, depends={"clusterIdentifier": [db]}
    )
    record = resource("aws:route53/record:Record", "db", {"records": UNKNOWN}, depends={"records": [reader]})
    assert verdict(version(MADE, reader), db, reader) == "fine"
    assert verdict(version(MADE, record), db, reader, record) == "fine"
    component = resource("acme:index:Database", "all")
    inside = resource(CLUSTER, "db", {"masterPassword": UNKNOWN}, depends={"masterPassword": [MADE]}, parent=component)
    assert verdict(version(MADE, component), inside, component) == "fine"


def test_a_part_from_another_stack_may_be_the_endpoint() -> None:
    reference = resource("pulumi:pulumi:StackReference", "network")
    assert verdict(version(MADE, reference), database(), reference) == "undetermined: secretString"


def test_rotated_secrets_and_secrets_of_a_proxy() -> None:
    db = database()
    by_secret = resource(ROTATION, "r", {"secretId": UNKNOWN}, depends={"secretId": [KEPT]})
    by_version = resource(ROTATION, "r", {"secretId": UNKNOWN}, depends={"secretId": [version(MADE)]})
    auths = {"auths": [{"secretArn": UNKNOWN}, {"secretArn": UNKNOWN}]}
    proxy = resource(PROXY, "p", auths, depends={"auths": [resource(SECRET, "another"), KEPT]})
    for user in (by_secret, by_version, proxy):
        assert verdict(version(MADE), db, user) == "fine", user
    stranger = resource(SECRET, "another", {"name": "another"})
    other = resource(ROTATION, "r", {"secretId": UNKNOWN}, depends={"secretId": [stranger]})
    assert verdict(version(MADE), db, other, stranger) == "violated: secretString"


def test_a_secret_outside_of_the_stack_is_linked_by_its_literal() -> None:
    arn = "arn:aws:secretsmanager:eu-south-2:123456789012:secret:orders-AbCdEf"
    one = resource(VERSION, "login", {"secretId": arn, "secretString": UNKNOWN}, depends={"secretString": [MADE]})
    proxy = resource(PROXY, "p", {"auths": [{"secretArn": arn}]})
    rotation = resource(ROTATION, "r", {"secretId": arn})
    for user in (proxy, rotation):
        assert verdict(one, database(), user) == "fine"
    assert verdict(one, database(), resource(ROTATION, "r", {"secretId": f"{arn}x"})) == "violated: secretString"


def test_a_version_that_the_database_is_made_from_gets_another_beside_it() -> None:
    first = version(MADE)
    judged = judge_stack(RULE, MADE, KEPT, first, database(source=first))["login"]
    assert str(judged) == "violated: secretString"
    assert "aws.secretsmanager.SecretVersion(" in judged.messages[0]
