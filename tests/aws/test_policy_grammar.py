"""What the grammar takes and refuses, kind by kind."""

import pytest

from policypack.aws.iam.grammar import errors
from policypack.aws.iam.policy_arguments import Kind, PolicyArgument
from policypack.model.values import UNKNOWN

MANAGED = PolicyArgument("policy", "iam", Kind.IDENTITY, 6144, managed=True)
INLINE = PolicyArgument("policy", "iam", Kind.IDENTITY, 10240, managed=False)
TRUST = PolicyArgument("assumeRolePolicy", "iam", Kind.TRUST, None, managed=False)
BUCKET = PolicyArgument("policy", "s3", Kind.BUCKET, None, managed=False)
QUEUE = PolicyArgument("policy", "sqs", Kind.RESOURCE, None, managed=False)

ALLOW = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
ASSUME = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
USE = {**ALLOW, "Principal": "*"}


def document(*statements: object, **parts: object) -> dict[str, object]:
    return {"Version": "2012-10-17", "Statement": list(statements), **parts}


def without(statement: dict[str, object], *elements: str) -> dict[str, object]:
    return {key: value for key, value in statement.items() if key not in elements}


@pytest.mark.parametrize(
    ("argument", "statement"),
    [
        (MANAGED, ALLOW),
        (MANAGED, {**ALLOW, "Effect": "deny"}),
        (MANAGED, {"effect": "Allow", "action": "*", "resource": "*"}),
        (MANAGED, {**ALLOW, "Sid": ""}),
        (MANAGED, {**ALLOW, "Action": UNKNOWN, "Resource": [UNKNOWN]}),
        (MANAGED, {**ALLOW, "Effect": UNKNOWN, "Sid": UNKNOWN, "Condition": UNKNOWN}),
        (MANAGED, UNKNOWN),
        (MANAGED, {**ALLOW, "Principal": {}}),
        (MANAGED, {**ALLOW, "Resource": "${aws:PrincipalArn}"}),
        (MANAGED, {**ALLOW, "Action": "execute-api:Invoke"}),
        (INLINE, {**ALLOW, "Sid": "Read orders"}),
        (TRUST, ASSUME),
        (TRUST, {**ASSUME, "Sid": "by EC2"}),
        (TRUST, {**ASSUME, "Action": ["sts:AssumeRole", "STS:TagSession"]}),
        (TRUST, without({**ASSUME, "NotPrincipal": {"AWS": "123456789012"}}, "Principal")),
        (BUCKET, USE),
        (BUCKET, {**USE, "Condition": {"Later": {"a": "b"}}}),
        (QUEUE, without(USE, "Resource")),
        (QUEUE, {**USE, "Action": "SendMessage", "Sid": "a b"}),
        (
            MANAGED,
            {**ALLOW, "Resource": ["arn:aws:s3:::*", "arn:*", "arn:aws-new:sqs:*:*:*", "arn:aws:iam::aws:policy/a"]},
        ),
        (MANAGED, {**ALLOW, "Resource": "arn:aws:dynamodb:us-east-1:${aws:PrincipalAccount}:table/a"}),
        (TRUST, {**ASSUME, "Principal": {"Service": "ec2.amazonaws.com.cn", "AWS": ["*", UNKNOWN]}}),
        (
            TRUST,
            {
                **ASSUME,
                "Principal": {"Service": ["ebs.amazonaws.com", "lambdav2.amazonaws.com", "LAMBDA.amazonaws.com"]},
            },
        ),
        (TRUST, {**ASSUME, "Principal": {"Service": ["logs.eu-west-1.amazonaws.com", "s3.ap-east-1.amazonaws.com"]}}),
        (TRUST, {**ASSUME, "Principal": {"Federated": "accounts.google.com"}}),
        (BUCKET, {**USE, "Principal": {"AWS": "AROAEXAMPLEEXAMPLEID1", "CanonicalUser": "a" * 64}}),
        (BUCKET, {**USE, "Principal": {"AWS": "arn:aws:sts::123456789012:assumed-role/a/b"}}),
    ],
)
def test_accepted(argument: PolicyArgument, statement: object) -> None:
    assert errors(document(statement), argument) == ()


@pytest.mark.parametrize(
    ("argument", "statement", "part"),
    [
        (MANAGED, without(ALLOW, "Effect"), "no Effect"),
        (MANAGED, without(ALLOW, "Action"), "no Action"),
        (MANAGED, {**ALLOW, "Action": []}, "no Action"),
        (MANAGED, without(ALLOW, "Resource"), "no Resource"),
        (MANAGED, {**ALLOW, "Resource": ""}, "neither an ARN"),
        (MANAGED, {**ALLOW, "Resource": ["*", "orders"]}, "'orders'"),
        (MANAGED, {**ALLOW, "NotPrincipal": "*"}, "NotPrincipal"),
        (MANAGED, {**ALLOW, "Action": ["s3:GetObject", "s3"]}, "names no service"),
        (MANAGED, {**ALLOW, "Sid": "a-b"}, "'a-b'"),
        (MANAGED, {**ALLOW, "Condition": {"StringEquals": "x"}}, "without a key"),
        (MANAGED, {**ALLOW, "Condition": {"StringEqual": {"a": "b"}}}, "does not exist"),
        (INLINE, {**ALLOW, "Principal": "*"}, "Principal"),
        (TRUST, {**ASSUME, "Resource": "*"}, "Resource"),
        (TRUST, without(ASSUME, "Principal"), "no Principal"),
        (TRUST, {**ASSUME, "Action": "ec2:RunInstances"}, "actions of sts"),
        (BUCKET, without(USE, "Resource"), "no Resource"),
        (BUCKET, without(USE, "Principal"), "no Principal"),
        (QUEUE, without(USE, "Principal"), "no Principal"),
        (QUEUE, {**USE, "Effect": "Grant"}, "'Grant'"),
        (MANAGED, {**ALLOW, "Actions": "s3:GetObject"}, "(Action?)"),
        (MANAGED, {**ALLOW, "Resource": "arn:aws:iam:us-east-1:123456789012:role/a"}, "has a region"),
        (MANAGED, {**ALLOW, "Resource": "arn:s3:::orders/*"}, "partition is 's3'"),
        (MANAGED, {**ALLOW, "Resource": "arn:aws:sqs:us-east-1:1234:orders"}, "4 digits"),
        (MANAGED, {**ALLOW, "Resource": "arn:aws:s3::orders"}, "5 of the six parts"),
        (TRUST, {**ASSUME, "Principal": {"Service": "lambda.amazon.com"}}, "not the name of a service"),
        (TRUST, {**ASSUME, "Principal": {"Service": "amazonaws.com"}}, "not the name of a service"),
        (TRUST, {**ASSUME, "Principal": {"Service": "lamda.amazonaws.com"}}, "lambda.amazonaws.com is"),
        (TRUST, {**ASSUME, "Principal": {"Service": "ecs-task.amazonaws.com"}}, "ecs-tasks.amazonaws.com is"),
        (TRUST, {**ASSUME, "Principal": {"Service": "tagging.amazonaws.com"}}, "is no principal"),
        (TRUST, {**ASSUME, "Principal": {"AWS": "ec2.amazonaws.com"}}, "its key is Service"),
        (TRUST, {**ASSUME, "Principal": {"AWS": "arn:aws:iam::123456789012:group/a"}}, "not an account's root"),
        (TRUST, {**ASSUME, "Principal": "arn:aws:iam::123456789012:root"}, "neither an object"),
        (TRUST, {**ASSUME, "Principal": {"Role": "arn:aws:iam::123456789012:root"}}, "the key 'Role'"),
        (BUCKET, {**USE, "Principal": {"AWS": "arn:aws:iam::123456789012:user/the reader"}}, "a space"),
        (BUCKET, {**USE, "Principal": {"AWS": "arn:aws::123456789012:root"}}, "arn:PARTITION:iam"),
        (QUEUE, {**USE, "Action": [f"sqs:{name}" for name in "abcdefgh"]}, "8 actions"),
    ],
)
def test_refused(argument: PolicyArgument, statement: object, part: str) -> None:
    (error,) = errors(document(statement), argument)
    assert part in error.sentence
    assert "statement 1" in error.sentence
    assert error.inside or error.note


@pytest.mark.parametrize(
    "operator", ["StringEquals", "StringNotEqualsIgnoreCaseIfExists", "stringlike", "Null", "Bool"]
)
@pytest.mark.parametrize("quantifier", ["", "ForAnyValue:", "ForAllValues:"])
def test_operators(operator: str, quantifier: str) -> None:
    statement = {**ALLOW, "Condition": {quantifier + operator: {"aws:TagKeys": ["a"]}}}
    assert errors(document(statement), MANAGED) == ()


OPERANDS = {
    "10": ("NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericGreaterThanEquals"),
    "2026-01-01T00:00:00Z": ("DateLessThanEquals", "DateNotEquals"),
    "10.0.0.0/8": ("IpAddress", "NotIpAddress"),
    "a": ("BinaryEquals", "ArnLike", "ArnNotEquals", "StringNotLike"),
}


@pytest.mark.parametrize(
    ("operator", "operand"), [(operator, operand) for operand, some in OPERANDS.items() for operator in some]
)
def test_more_operators(operator: str, operand: str) -> None:
    assert errors(document({**ASSUME, "Condition": {operator: {"aws:SourceArn": operand}}}), TRUST) == ()
    assert errors(document({**ALLOW, "Condition": {operator: {"aws:SourceArn": operand}}}), INLINE) == ()


def test_versions() -> None:
    assert errors(document(ALLOW, Version="2008-10-17"), INLINE) == ()
    assert errors({"Statement": [ALLOW]}, INLINE) == ()
    assert "2012-10-17" in errors(document(ALLOW, Version="2008-10-17"), MANAGED)[0].sentence
    assert "2024-01-01" in errors(document(ALLOW, Version="2024-01-01"), INLINE)[0].sentence
    assert errors(document(ALLOW, Version=UNKNOWN), MANAGED) == ()
    assert errors(document(USE, Version="2019-10-19"), QUEUE) == ()


def test_sids_of_a_policy_are_each_used_once() -> None:
    twice = ({**ALLOW, "Sid": "Read"}, {**ALLOW, "Sid": "Read"})
    assert [error.sentence for error in errors(document(*twice), INLINE)] == [
        "has the Sid 'Read' twice, the second time in statement 2"
    ]
    assert errors(document({**USE, "Sid": "Read"}, {**USE, "Sid": "Read"}), QUEUE) == ()
    assert errors(document({**ALLOW, "Sid": "Read"}, {**ALLOW, "Sid": "read"}), INLINE) == ()


def test_the_longest_document_passes_and_one_more_character_does_not() -> None:
    def of_length(length: int) -> dict[str, object]:
        bare = len('{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":""}]}')
        return document({"Effect": "Allow", "Action": "*", "Resource": "*" + "a" * (length - bare - 1)})

    assert errors(of_length(6144), MANAGED) == ()
    assert "6,145 characters" in errors(of_length(6145), MANAGED)[0].sentence
    assert errors(of_length(10240), INLINE) == ()
    assert "10,241 characters" in errors(of_length(10241), INLINE)[0].sentence
    assert errors(document(*[ASSUME] * 100), TRUST) == ()


@pytest.mark.parametrize("text", ["not JSON", 3, [], [ALLOW], True])
def test_what_is_no_document(text: object) -> None:
    assert [error.sentence for error in errors(text, MANAGED)] == ["is not a JSON object"]


@pytest.mark.parametrize("statements", [None, []])
def test_a_document_without_statements(statements: object) -> None:
    (error,) = errors({"Version": "2012-10-17", "Statement": statements}, MANAGED)
    assert error.is_missing
