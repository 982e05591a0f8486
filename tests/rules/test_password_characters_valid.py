"""password-characters-valid: each service at its limits, and what a generator can and must draw."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.common.tables import table
from policypack.aws.passwords.arguments import PASSWORD_ARGUMENTS
from policypack.aws.passwords.limits import limits_named
from policypack.aws.passwords.random_passwords import RARE, Draw, arguments_for, complaints, draw_of
from policypack.aws.passwords.rules.password_characters_valid import RULE
from policypack.model.resources import Resource
from policypack.model.values import plain
from policypack.testing import UNKNOWN, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
CLUSTER = "aws:rds/cluster:Cluster"
GENERATOR = "random:index/randomPassword:RandomPassword"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
LIMITS = sorted(table("passwords/password_limits").section("limits"))


def generator(name: str = "generated", result: Any = UNKNOWN, **inputs: Any) -> Resource:
    outputs = {"result": secret(result), "id": UNKNOWN if result is UNKNOWN else "none"}
    return resource(GENERATOR, name, {"length": 20, **inputs}, outputs=outputs)


def database(password: Any, source: Resource | None = None, engine: Any = "postgres") -> Resource:
    depends = {"password": [source]} if source else {}
    return resource(INSTANCE, "db", {"engine": engine, "password": secret(password)}, depends=depends)


def verdict(*resources: Resource) -> str:
    """The verdict on the first resource."""
    return str(judge_stack(RULE, *resources)[resources[0].name])


def drawn(**inputs: Any) -> str:
    made = generator(**inputs)
    return verdict(database(UNKNOWN, made), made)


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({}, "violated: password"),
        ({"special": True}, "violated: password"),
        ({"special": "true", "overrideSpecial": ""}, "violated: password"),
        ({"special": False}, "fine"),
        ({"special": "false"}, "fine"),
        ({"special": False, "minSpecial": 1}, "violated: password"),
        ({"special": False, "minSpecial": 0, "overrideSpecial": "/@"}, "fine"),
        ({"overrideSpecial": "!#$"}, "fine"),
        ({"overrideSpecial": "!#$/"}, "violated: password"),
        ({"overrideSpecial": "_ "}, "violated: password"),
        ({"overrideSpecial": 'a"'}, "violated: password"),
        ({"overrideSpecial": "é"}, "violated: password"),
        ({"overrideSpecial": UNKNOWN}, "undetermined: overrideSpecial"),
        ({"special": UNKNOWN}, "undetermined: special"),
        ({"length": UNKNOWN, "special": False}, "undetermined: length"),
        ({"length": "20", "special": False}, "fine"),
        ({"length": 8, "special": False}, "fine"),
        ({"length": 7, "special": False}, "violated: password"),
        ({"length": 128, "special": False}, "fine"),
        ({"length": 129, "special": False}, "violated: password"),
        ({"length": 4, "minSpecial": 4, "overrideSpecial": "@"}, "violated: password"),
    ],
)
def test_what_is_drawn_for_postgres(inputs: dict[str, Any], expected: str) -> None:
    assert drawn(**inputs) == expected


@pytest.mark.parametrize(
    ("engine", "shortest", "longest"),
    [
        ("mysql", 8, 41),
        ("mariadb", 8, 41),
        ("postgres", 8, 128),
        ("oracle-ee", 8, 30),
        ("oracle-se2-cdb", 8, 30),
        ("custom-oracle-ee", 8, 30),
        ("sqlserver-se", 8, 128),
        ("db2-se", 8, 255),
        ("aurora-mysql", 8, 41),
        ("aurora-postgresql", 8, 99),
    ],
)
def test_lengths_by_engine(engine: str, shortest: int, longest: int) -> None:
    for length, expected in (
        (shortest - 1, "violated: password"),
        (shortest, "fine"),
        (longest, "fine"),
        (longest + 1, "violated: password"),
    ):
        made = generator(length=length, special=False)
        assert verdict(database(UNKNOWN, made, engine), made) == expected
        assert verdict(database(("a1B2" * 70)[:length], engine=engine)) == expected


def test_oracle_takes_no_ampersand_and_no_single_quote() -> None:
    for character, expected in (("&", "violated: password"), ("'", "violated: password"), ("#", "fine")):
        made = generator(overrideSpecial=character)
        assert verdict(database(UNKNOWN, made, "oracle-ee"), made) == expected
        assert verdict(database(UNKNOWN, made, "mysql"), made) == "fine"


@pytest.mark.parametrize(
    ("engine", "expected"), [(UNKNOWN, "undetermined: engine"), (None, "not applicable"), ("x", "not applicable")]
)
def test_an_engine_that_is_not_known(engine: Any, expected: str) -> None:
    made = generator()
    assert verdict(database(UNKNOWN, made, engine), made) == expected


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("abcdefgh", "fine"),
        ("abcdefg", "violated: password"),
        ("p@ssword1", "violated: password"),
        ("pass word", "violated: password"),
        ("pässwörter", "violated: password"),
        ("", "not applicable"),
        (UNKNOWN, "undetermined: password"),
        ([UNKNOWN], "undetermined: password"),
    ],
)
def test_a_known_password(password: Any, expected: str) -> None:
    assert verdict(database(password)) == expected


def test_a_known_password_is_not_told() -> None:
    judged = judge_stack(RULE, database("p@ssword1"), resource(CLUSTER, "x"))["db"]
    assert "p@ssword1" not in "".join(judged.messages)
    assert "8 to 128 characters" in judged.messages[0]
    assert "AWS rejects" in judged.messages[0]


def test_the_message_names_the_generator_and_what_to_draw_from() -> None:
    made = generator("login")
    message = judge_stack(RULE, database(UNKNOWN, made), made)["db"].messages[0]
    assert 'random.RandomPassword "login"' in message
    assert "can draw @" in message
    assert 'override_special="!#$%&*()-_=+[]{}<>:?"  # on RandomPassword "login"' in message


def test_secret_characters_of_a_generator_are_not_told() -> None:
    made = generator(overrideSpecial=secret("/^~"))
    judged = judge_stack(RULE, database(UNKNOWN, made), made)["db"]
    assert str(judged) == "violated: password"
    assert "^" not in judged.messages[0]
    assert "~" not in judged.messages[0]


def test_a_generator_that_has_drawn_is_judged_by_what_it_drew() -> None:
    for text, expected in (("abc123def456", "fine"), ("abc@123def456", "violated: password")):
        made = generator(result=text)
        assert verdict(database(text, made), made) == expected


def test_a_state_that_does_not_show_what_was_drawn_is_undetermined() -> None:
    drawn_before = resource(GENERATOR, "made", {"length": 20}, outputs={"result": secret(UNKNOWN), "id": "none"})
    assert verdict(database(UNKNOWN, drawn_before), drawn_before) == "undetermined: password"


def test_a_generator_behind_a_secret_version() -> None:
    made = generator()
    proxy = resource("aws:rds/proxy:Proxy", "proxy")
    depends = {"secretString": [made, proxy]}
    version = resource(VERSION, "login", {"secretId": "x", "secretString": secret(UNKNOWN)}, depends=depends)
    assert verdict(database(UNKNOWN, version), version, proxy, made) == "violated: password"


def test_joined_with_other_resources_the_drawn_characters_are_not_all() -> None:
    made, vpc = generator(), resource("aws:ec2/vpc:Vpc", "vpc")
    db = resource(INSTANCE, "db", {"engine": "mysql", "password": UNKNOWN}, depends={"password": [made, vpc]})
    assert verdict(db, made, vpc) == "undetermined: password"


def test_several_generators_for_several_users() -> None:
    good, bad = generator("good", special=False), generator("bad")
    users = {"users": [{"username": name, "password": UNKNOWN} for name in ("app", "ops")]}
    broker = "aws:mq/broker:Broker"
    other = generator("other", special=False)
    assert verdict(resource(broker, "b", users, depends={"users": [good, other]}), good, other) == "fine"
    mixed = resource(broker, "b", users, depends={"users": [good, bad]})
    assert verdict(mixed, good, bad) == "undetermined: users[0].password, users[1].password"
    one = resource(broker, "b", {"users": [{"username": "app", "password": UNKNOWN}]}, depends={"users": [bad]})
    assert verdict(one, bad) == "violated: users[0].password"


def test_a_list_that_the_sdk_makes_secret_as_a_whole() -> None:
    for length, expected in ((16, "fine"), (15, "violated: passwords")):
        made = generator(length=length)
        user = resource("aws:elasticache/user:User", "u", {"passwords": secret(UNKNOWN)}, depends={"passwords": [made]})
        assert verdict(user, made) == expected


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        ({"length": 32, "special": False}, "violated: masterPassword"),
        ({"length": 64, "special": False}, "fine"),
        ({"length": 16, "special": False, "minNumeric": 1, "minUpper": 1, "minLower": 1}, "fine"),
        ({"length": 64, "special": False, "upper": False}, "violated: masterPassword"),
        ({"length": 64, "special": False, "numeric": False}, "violated: masterPassword"),
        ({"length": 64, "special": False, "number": False}, "violated: masterPassword"),
        ({"length": 64, "special": False, "numeric": False, "minNumeric": 2}, "fine"),
        ({"length": 64, "overrideSpecial": "'"}, "violated: masterPassword"),
        ({"length": 65, "special": False}, "violated: masterPassword"),
    ],
)
def test_classes_that_redshift_asks_for(inputs: dict[str, Any], expected: str) -> None:
    made = generator(**inputs)
    depends = {"masterPassword": [made]}
    cluster = resource("aws:redshift/cluster:Cluster", "it", {"masterPassword": UNKNOWN}, depends=depends)
    assert verdict(cluster, made) == expected


@pytest.mark.parametrize(
    ("type_", "inputs", "expected"),
    [
        ("aws:elasticache/replicationGroup:ReplicationGroup", {"authToken": "a" * 15}, "violated: authToken"),
        ("aws:elasticache/replicationGroup:ReplicationGroup", {"authToken": "a" * 16}, "fine"),
        ("aws:elasticache/replicationGroup:ReplicationGroup", {"authToken": "a" * 16 + "-!^"}, "fine"),
        ("aws:elasticache/replicationGroup:ReplicationGroup", {"authToken": "a" * 16 + "_"}, "violated: authToken"),
        ("aws:mq/broker:Broker", {"users": [{"password": "abcdabcdabcd"}]}, "fine"),
        ("aws:mq/broker:Broker", {"users": [{"password": "abcabcabcabc"}]}, "violated: users[0].password"),
        ("aws:mq/broker:Broker", {"users": [{"password": "abcdabcd=abcd"}]}, "violated: users[0].password"),
        ("aws:directoryservice/directory:Directory", {"password": "abcdEF12"}, "fine"),
        ("aws:directoryservice/directory:Directory", {"password": "abcdefEF"}, "violated: password"),
        ("aws:directoryservice/directory:Directory", {"password": "x", "type": "ADConnector"}, "fine"),
        ("aws:docdb/cluster:Cluster", {"masterPassword": "a" * 100}, "fine"),
        ("aws:docdb/cluster:Cluster", {"masterPassword": "a" * 101}, "violated: masterPassword"),
        (
            "aws:lightsail/database:Database",
            {"masterPassword": "a" * 42, "blueprintId": "mysql_8_0"},
            "violated: masterPassword",
        ),
        ("aws:lightsail/database:Database", {"masterPassword": "a" * 42, "blueprintId": "postgres_16"}, "fine"),
        ("aws:timestreaminfluxdb/dbInstance:DbInstance", {"password": "abcdefg8"}, "fine"),
        ("aws:timestreaminfluxdb/dbInstance:DbInstance", {"password": "abcdefg-"}, "violated: password"),
        ("aws:ec2/vpnConnection:VpnConnection", {"tunnel1PresharedKey": "a_b.c123"}, "fine"),
        ("aws:ec2/vpnConnection:VpnConnection", {"tunnel1PresharedKey": "0_b.c123"}, "violated: tunnel1PresharedKey"),
        ("aws:opensearch/domain:Domain", {}, "not applicable"),
        ("aws:dms/endpoint:Endpoint", {"password": "x"}, "not applicable"),
    ],
)
def test_services_at_their_limits(type_: str, inputs: dict[str, Any], expected: str) -> None:
    assert verdict(resource(type_, "it", inputs)) == expected


@pytest.mark.parametrize("name", LIMITS)
def test_the_fix_makes_passwords_that_aws_takes(name: str) -> None:
    limits = limits_named(name)
    made = resource(GENERATOR, "made", arguments_for(limits))
    assert list(complaints(plain(draw_of(made)), limits)) == []


def test_chances() -> None:
    draw: Draw = plain(draw_of(generator(length=10, special=False)))
    assert draw.chance_without(("digit",)) == pytest.approx((52 / 62) ** 10)
    assert draw.chance_without(("upper", "lower")) == pytest.approx((10 / 62) ** 10)
    assert draw.chance_to_start_with("0") == pytest.approx(1 / 62)
    with_special: Draw = plain(draw_of(generator(length=10)))
    assert with_special.chance_of_rejected(limits_named("postgres")) == pytest.approx(1 - (82 / 83) ** 10)
    minimum: Draw = plain(draw_of(generator(length=10, special=False, minSpecial=2)))
    assert minimum.chance_of_rejected(limits_named("postgres")) == pytest.approx(1 - (20 / 21) ** 2)
    assert minimum.chance_without(("special",)) == 0
    assert RARE < draw.chance_to_lack(limits_named("redshift")) < 1


def test_a_generator_with_nothing_to_draw_from_does_not_fail() -> None:
    nothing = generator(special=False, upper=False, lower=False, numeric=False)
    assert verdict(database(UNKNOWN, nothing), nothing) == "fine"
    assert drawn(length=-5, special=False) == "violated: password"


def test_the_rule_knows_every_type_of_the_table() -> None:
    assert set(RULE.applies_to) == set(PASSWORD_ARGUMENTS)


def test_the_error_of_rds_is_shown_for_its_characters_alone() -> None:
    slash = judge_stack(RULE, database("p@ssword1"))["db"]
    assert "Only printable ASCII characters besides" in slash.messages[0]
    short = judge_stack(RULE, database("short"))["db"]
    assert "Only printable ASCII" not in short.messages[0]
    made = generator("login")
    assert "Only printable ASCII" in judge_stack(RULE, database(UNKNOWN, made), made)["db"].messages[0]
