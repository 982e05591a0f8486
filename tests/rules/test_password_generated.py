"""password-generated: what programs rarely show, and what only an update or a state shows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from policypack.aws import passwords
from policypack.aws.passwords.rules.password_generated import RULE
from policypack.aws.passwords.stored_passwords import says_password
from policypack.model.resources import Deployment, Resource
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

INSTANCE = "aws:rds/instance:Instance"
BROKER = "aws:mq/broker:Broker"
CACHE_USER = "aws:elasticache/user:User"
ENDPOINT = "aws:dms/endpoint:Endpoint"
SECRET = "aws:secretsmanager/secret:Secret"
VERSION = "aws:secretsmanager/secretVersion:SecretVersion"
PARAMETER = "aws:ssm/parameter:Parameter"
GENERATOR = "random:index/randomPassword:RandomPassword"
REFERENCE = "pulumi:pulumi:StackReference"
DRAWN = "q7Rt2mXw9pLk4sVb"
LITERAL = "correct-horse-battery"


def generator(name: str = "generated", result: Any = UNKNOWN) -> Resource:
    return resource(GENERATOR, name, {"length": 16}, outputs={"result": secret(result)})


def verdict(*resources: Resource, config: dict[str, str] | None = None) -> str:
    """The verdict on the first resource."""
    return str(judge_stack(RULE, *resources, config=config)[resources[0].name])


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        (LITERAL, "violated: password"),
        (secret(LITERAL), "violated: password"),
        (secret(12345678), "violated: password"),
        (secret(""), "not applicable"),
        (None, "not applicable"),
        (UNKNOWN, "undetermined: password"),
        (secret(UNKNOWN), "undetermined: password"),
        (secret([LITERAL]), "undetermined: password"),
    ],
)
def test_a_password_without_links(password: Any, expected: str) -> None:
    assert verdict(resource(INSTANCE, "db", {"engine": "postgres", "password": password})) == expected


def test_a_literal_is_never_shown() -> None:
    broker = resource(BROKER, "broker", {"users": [{"username": "app", "password": LITERAL}]})
    judged = judge_stack(RULE, broker)["broker"]
    assert str(judged) == "violated: users[0].password"
    assert LITERAL not in "".join(judged.messages)


@pytest.mark.parametrize("known", [UNKNOWN, DRAWN])
def test_generated_in_a_preview_and_in_an_update(known: Any) -> None:
    made = generator(result=known)
    db = resource(INSTANCE, "db", {"password": secret(known)}, depends={"password": [made]})
    assert verdict(db, made) == "fine"


@pytest.mark.parametrize(
    "text", [DRAWN, f"app-{DRAWN}", f"postgres://app:{DRAWN}@db", DRAWN[:12]], ids=["itself", "joined", "in-url", "cut"]
)
def test_a_known_value_without_dependency_that_is_made_of_a_generated_one(text: str) -> None:
    """A data source of an earlier run's secret, or a state that lost the dependency."""
    assert verdict(resource(INSTANCE, "db", {"password": secret(text)}), generator(result=DRAWN)) == "fine"


def test_a_generated_value_is_recognised_in_json_and_url_form() -> None:
    made = generator(result='a"b/c&d=e f+g')
    for text in (json.dumps({"password": 'a"b/c&d=e f+g'}), "mysql://app:a%22b%2Fc%26d%3De%20f%2Bg@db"):
        assert verdict(resource(PARAMETER, "db-password", {"type": "SecureString", "value": text}), made) == "fine"


def test_secret_configuration_is_recognised_by_equality() -> None:
    db = resource(INSTANCE, "db", {"password": secret(LITERAL)})
    assert verdict(db, config={"app:password": f"secret:{LITERAL}"}) == "fine"
    assert verdict(db, config={"app:logins": "secret:" + json.dumps({"orders": [LITERAL]})}) == "fine"
    assert verdict(db, config={"app:other": "secret:another-password"}) == "violated: password"


def test_plain_configuration_is_not_secret_and_the_message_names_its_key() -> None:
    db = resource(INSTANCE, "db", {"password": secret(LITERAL)})
    judged = judge_stack(RULE, db, config={"app:password": LITERAL})["db"]
    assert str(judged) == "violated: password"
    assert "app:password" in judged.messages[0]
    assert LITERAL not in judged.messages[0]


def test_the_message_names_the_ways_out_for_a_value_that_a_data_source_read() -> None:
    message = judge(RULE, password=secret(LITERAL)).messages
    assert message == ()  # the first type of the rule takes no `password`
    judged = judge_stack(RULE, resource(INSTANCE, "db", {"password": secret(LITERAL)}))["db"]
    for words in ("getSecretVersion", "secret configuration value", "exemption", "manage_master_user_password=True"):
        assert words in judged.messages[0]


def test_a_random_value_in_clear_is_named() -> None:
    shown = resource("random:index/randomString:RandomString", "shown", {"length": 16})
    for value in (UNKNOWN, DRAWN):
        db = resource(INSTANCE, "db", {"password": secret(value)}, depends={"password": [shown]})
        judged = judge_stack(RULE, db, shown)["db"]
        assert str(judged) == "violated: password"
        assert 'random.RandomString "shown"' in judged.messages[0]


def test_another_stack_and_another_provider_may_have_made_it() -> None:
    reference = resource(REFERENCE, "platform")
    vault = resource("vault:generic/secret:Secret", "vault")
    for source in (reference, vault):
        for value in (UNKNOWN, LITERAL):
            db = resource(INSTANCE, "db", {"password": secret(value)}, depends={"password": [source]})
            assert verdict(db, source) == "undetermined: password"


def test_a_value_made_of_other_resources_of_aws_is_computed() -> None:
    vpc = resource("aws:ec2/vpc:Vpc", "vpc")
    known = resource(INSTANCE, "db", {"password": secret("vpc-1234")}, depends={"password": [vpc]})
    unknown = resource(INSTANCE, "db", {"password": secret(UNKNOWN)}, depends={"password": [vpc]})
    assert verdict(known, vpc) == "violated: password"
    assert verdict(unknown, vpc) == "undetermined: password"


def test_several_sources_of_which_one_generates() -> None:
    made, vpc = generator(), resource("aws:ec2/vpc:Vpc", "vpc")
    db = resource(INSTANCE, "db", {"password": secret(UNKNOWN)}, depends={"password": [vpc, made]})
    assert verdict(db, made, vpc) == "fine"


def test_through_a_secret_version_a_secret_a_parameter_and_a_component() -> None:
    made = generator()
    kept = resource(SECRET, "kept", {"name": "kept"})
    depends = {"secretId": [kept], "secretString": [made]}
    version = resource(VERSION, "kept", {"secretId": UNKNOWN, "secretString": secret(UNKNOWN)}, depends=depends)
    parameter = resource(PARAMETER, "p", {"type": "SecureString", "value": UNKNOWN}, depends={"value": [version]})
    component = resource("acme:index:Login", "login")
    inside = resource(GENERATOR, "inside", {"length": 16}, parent=component)
    for source in (version, kept, parameter, component):
        db = resource(INSTANCE, "db", {"password": secret(UNKNOWN)}, depends={"password": [source]})
        assert verdict(db, made, kept, version, parameter, component, inside) == "fine", source.name


def test_a_literal_stays_one_through_a_secret_version() -> None:
    version = resource(VERSION, "kept", {"secretId": "kept", "secretString": secret(LITERAL)})
    db = resource(INSTANCE, "db", {"password": secret(LITERAL)}, depends={"password": [version]})
    assert verdict(db, version) == "violated: password"


def test_a_password_that_another_resource_hands_on() -> None:
    made = generator()
    db = resource(INSTANCE, "db", {"password": secret(UNKNOWN)}, depends={"password": [made]})
    endpoint = resource(ENDPOINT, "source", {"password": secret(UNKNOWN)}, depends={"password": [db]})
    assert verdict(endpoint, db, made) == "fine"


@pytest.mark.parametrize(
    ("users", "generators", "expected"),
    [
        ([UNKNOWN], 1, "fine"),
        ([UNKNOWN, UNKNOWN], 2, "fine"),
        ([UNKNOWN, UNKNOWN], 1, "undetermined: users[0].password, users[1].password"),
        ([LITERAL, UNKNOWN], 1, "violated: users[0].password"),
        ([LITERAL], 0, "violated: users[0].password"),
    ],
)
def test_a_list_of_users(users: list[Any], generators: int, expected: str) -> None:
    made = [generator(f"made-{index}") for index in range(generators)]
    entries = [{"username": "app", "password": password} for password in users]
    broker = resource(BROKER, "broker", {"users": entries}, depends={"users": made})
    assert verdict(broker, *made) == expected


def test_users_of_an_update_are_told_apart_by_their_text() -> None:
    made = generator(result=DRAWN)
    entries = [{"username": "app", "password": DRAWN}, {"username": "ops", "password": LITERAL}]
    assert verdict(resource(BROKER, "b", {"users": entries}, depends={"users": [made]}), made) == (
        "violated: users[1].password"
    )


def test_a_list_that_a_preview_does_not_know_is_undetermined() -> None:
    made = generator()
    broker = resource(BROKER, "broker", {"users": UNKNOWN}, depends={"users": [made]})
    assert verdict(broker, made) == "undetermined: users"


def test_a_list_that_the_sdk_makes_secret_as_a_whole() -> None:
    made = generator()
    user = resource(CACHE_USER, "user", {"passwords": secret(UNKNOWN)}, depends={"passwords": [made]})
    assert verdict(user, made) == "fine"
    assert verdict(resource(CACHE_USER, "user", {"passwords": secret([LITERAL])})) == "violated: passwords[0]"
    assert verdict(resource(CACHE_USER, "user", {"passwords": []})) == "not applicable"


def test_a_part_beside_others_that_depend_on_resources() -> None:
    cluster = resource("aws:msk/cluster:Cluster", "kafka")
    settings = {"broker": UNKNOWN, "saslPassword": LITERAL}
    endpoint = resource(ENDPOINT, "target", {"kafkaSettings": settings}, depends={"kafkaSettings": [cluster]})
    assert verdict(endpoint, cluster) == "violated: kafkaSettings.saslPassword"


def test_an_elastic_cluster_that_takes_a_secret_in_place_of_a_password() -> None:
    inputs = {"authType": "SECRET_ARN", "adminUserPassword": secret("arn:aws:secretsmanager:eu-west-1:1:secret:x")}
    assert verdict(resource("aws:docdb/elasticCluster:ElasticCluster", "db", inputs)) == "not applicable"
    assert verdict(resource("aws:docdb/elasticCluster:ElasticCluster", "db", {**inputs, "authType": "PLAIN_TEXT"})) == (
        "violated: adminUserPassword"
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"username": "app", "password": LITERAL}, "violated: secretString"),
        ({"orders": {"DB_PASSWORD": LITERAL}}, "violated: secretString"),
        ([{"masterUserPassword": LITERAL}], "violated: secretString"),
        ({"password": ""}, "not applicable"),
        ({"passwordPolicy": "strict", "password_length": 12}, "not applicable"),
        ({"apiKey": "abcdefgh"}, "not applicable"),
        ({"password": DRAWN}, "fine"),
        ({"password": "from-configuration"}, "fine"),
    ],
)
def test_json_in_a_secret(content: Any, expected: str) -> None:
    version = resource(VERSION, "login", {"secretId": "login", "secretString": secret(json.dumps(content))})
    config = {"app:password": "secret:from-configuration"}
    assert verdict(version, generator(result=DRAWN), config=config) == expected


NO_PASSWORDS = (
    "arn:aws:secretsmanager:us-east-1:123456789012:secret:app/db-4Xk2Qd",
    "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/app/db",
    "{{resolve:secretsmanager:app/db:SecretString:password}}",
    "{{resolve:ssm-secure:/app/db:1}}",
    "${DB_PASSWORD}",
    "/app/prod/db-password",
    "secret/data/app#password",
    "vault:secret/data/app#password",
    "op://prod/db/password",
    "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
    "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 ops@example.com",
    "$2b$12$C6UzMDM.H6dfI/f/IKcEeO",
    "CHANGE_ME",
    "placeholder",
    "<password>",
    "your-password-here",
)


@pytest.mark.parametrize("text", NO_PASSWORDS)
def test_what_is_stored_and_says_where_a_secret_is_or_is_public_or_stands_in(text: str) -> None:
    structured = {"secretId": "login", "secretString": secret(json.dumps({"password": text}))}
    assert verdict(resource(VERSION, "login", structured)) == "not applicable"
    plain = {"secretId": "db-password", "secretString": secret(text)}
    assert verdict(resource(VERSION, "login", plain)) == "not applicable"
    assert verdict(resource(PARAMETER, "db-password", {"type": "SecureString", "value": text})) == "not applicable"


@pytest.mark.parametrize(
    "text",
    [
        LITERAL,
        DRAWN,
        "changeme-2024!",
        "postgres://app:correct-horse@db",
        "aGVsbG8/d29ybGQ+Zm9v",
        "p/ssw0rd",
        "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
        "example-horse-7",
    ],
)
def test_what_is_stored_and_may_be_a_password(text: str) -> None:
    structured = {"secretId": "login", "secretString": secret(json.dumps({"password": text}))}
    assert verdict(resource(VERSION, "login", structured)) == "violated: secretString"


def test_what_an_environment_variable_holds_may_have_been_read_from_there() -> None:
    run = Deployment(variables=frozenset({LITERAL, "short"}))

    def judged(*resources: Resource) -> str:
        return str(judge_stack(RULE, *resources, deployment=run)[resources[0].name])

    assert judged(resource(INSTANCE, "db", {"password": secret(LITERAL)})) == "undetermined: password"
    assert judged(resource(INSTANCE, "db", {"password": secret("another-literal")})) == "violated: password"
    assert judged(resource(INSTANCE, "db", {"password": secret("short")})) == "violated: password"
    version = {"secretId": "login", "secretString": secret(json.dumps({"password": LITERAL}))}
    assert judged(resource(VERSION, "login", version)).startswith("undetermined: secretString")
    parameter = {"type": "SecureString", "value": secret(LITERAL)}
    assert judged(resource(PARAMETER, "db-password", parameter)) == "undetermined: value"
    assert LITERAL not in repr(run)


def test_a_plain_secret_text_is_asked_where_a_name_says_password() -> None:
    kept = resource(SECRET, "kept", {"name": "prod/db-password"})
    login = {"secretId": UNKNOWN, "secretString": secret(LITERAL)}
    assert verdict(resource(VERSION, "login", login, depends={"secretId": [kept]}), kept) == "violated: secretString"
    assert verdict(resource(VERSION, "db-password", {**login, "secretId": "x"})) == "violated: secretString"
    assert verdict(resource(VERSION, "stripe", {**login, "secretId": "stripe-key"})) == "not applicable"


def test_a_secret_text_that_a_preview_does_not_know() -> None:
    made, db = generator(), resource(INSTANCE, "db")
    login = {"secretId": "login", "secretString": secret(UNKNOWN)}
    generated = resource(VERSION, "login", login, depends={"secretString": [made, db]})
    other = resource(VERSION, "login", login, depends={"secretString": [db]})
    assert verdict(generated, made, db) == "fine"
    assert verdict(other, db) == "undetermined: secretString"


@pytest.mark.parametrize(
    ("name", "inputs", "expected"),
    [
        ("db-password", {"type": "SecureString", "value": LITERAL}, "violated: value"),
        ("x", {"type": "SecureString", "name": "/orders/prod/DB_PASSWORD", "value": LITERAL}, "violated: value"),
        ("x", {"type": "SecureString", "name": "/passwords/prod/endpoint", "value": LITERAL}, "not applicable"),
        ("x", {"type": "SecureString", "name": UNKNOWN, "value": LITERAL}, "undetermined: name"),
        ("db-password", {"type": "String", "value": LITERAL}, "not applicable"),
        ("db-password", {"type": UNKNOWN, "value": LITERAL}, "undetermined: type"),
        ("password-policy", {"type": "SecureString", "value": LITERAL}, "not applicable"),
        ("api-token", {"type": "SecureString", "value": LITERAL}, "not applicable"),
    ],
)
def test_a_parameter(name: str, inputs: dict[str, Any], expected: str) -> None:
    assert verdict(resource(PARAMETER, name, inputs)) == expected


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("password", True),
        ("dbPassword", True),
        ("DB_PASSWORD", True),
        ("dbpassword", True),
        ("admin-pwd", True),
        ("db-password-1a2b3c4", True),
        ("passwords", True),
        ("passwordPolicy", False),
        ("password_secret", False),
        ("DB_PASSWORD_SECRET_ARN", False),
        ("passwordParameter", False),
        ("password-key", False),
        ("db_password_file", False),
        ("secret_password", True),
        ("db-password-prod", True),
        ("password_hash", False),
        ("passwordless", False),
        ("compass", False),
        ("", False),
    ],
)
def test_names_that_say_password(name: str, says: bool) -> None:
    assert says_password(name) is says


def test_the_fix_for_a_password_of_somebody_else_is_configuration() -> None:
    judged = judge_stack(RULE, resource("aws:datasync/locationSmb:LocationSmb", "files", {"password": LITERAL}))
    assert "require_secret" in judged["files"].messages[0]


def test_the_fix_is_a_password_that_the_service_takes() -> None:
    judged = judge_stack(RULE, resource(BROKER, "events", {"users": [{"username": "app", "password": LITERAL}]}))
    message = judged["events"].messages[0]
    assert 'random.RandomPassword("events-password", length=32, override_special=' in message
    assert not set(",:=") & set(message.split("override_special=")[1].split('"')[1])


def test_the_rule_is_asked_of_every_type_of_the_table() -> None:
    assert set(passwords.TYPES) < set(RULE.applies_to)
