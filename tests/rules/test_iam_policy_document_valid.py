"""Documents as text and as objects, incomplete ones, secrets, and every argument that holds one."""

import json

import pytest

from policypack.aws.iam.policy_arguments import TYPES
from policypack.aws.iam.rules.iam_policy_document_valid import RULE
from policypack.model.holes import Hole, Text
from policypack.testing import UNKNOWN, judge_stack, resource, secret

POLICY = "aws:iam/policy:Policy"
ALLOW = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
GOOD = {"Version": "2012-10-17", "Statement": [ALLOW]}
NO_RESOURCE = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject"}]}
NO_SERVICE = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "GetObject"}]}


def verdict(policy, type_=POLICY, argument="policy", **how):
    return str(judge_stack(RULE, resource(type_, "it", {argument: policy}, **how))["it"])


@pytest.mark.parametrize(
    ("policy", "answer"),
    [
        (GOOD, "fine"),
        (NO_RESOURCE, "violated: policy"),
        ("not JSON", "violated: policy"),
        ("[]", "violated: policy"),
        ("", "not applicable"),
        (None, "not applicable"),
        (UNKNOWN, "undetermined: policy"),
        ({**GOOD, "Statement": UNKNOWN}, "undetermined: policy"),
        ({**GOOD, "Statement": [{**ALLOW, "Resource": UNKNOWN}]}, "undetermined: policy"),
        ({**GOOD, "Statement": [{**ALLOW, "Resource": UNKNOWN, "Action": "s3"}]}, "violated: policy"),
        ({"Version": "2012-10-17", "Statement": ALLOW}, "fine"),
    ],
)
def test_a_managed_policy(policy, answer):
    assert verdict(policy) == answer
    if isinstance(policy, dict) and UNKNOWN not in (policy["Statement"],) and answer in ("fine", "violated: policy"):
        assert verdict(secret(policy)) == answer


@pytest.mark.parametrize("policy", [GOOD, NO_RESOURCE])
def test_text_and_object_are_the_same(policy):
    assert verdict(json.dumps(policy, indent=4)) == verdict(policy)


def test_what_a_preview_has_left_out_is_not_taken_for_missing():
    bucket = resource("aws:s3/bucket:Bucket", "logs")
    made = resource("aws:s3/bucket:Bucket", "logs", outputs={"arn": "arn:aws:s3:::logs"})

    def judged(document, origin):
        policy = resource(POLICY, "it", {"policy": json.dumps(document)}, depends={"policy": [origin]})
        return str(judge_stack(RULE, origin, policy)["it"])

    assert judged(NO_RESOURCE, bucket) == "undetermined: policy"
    assert judged(NO_RESOURCE, made) == "violated: policy"
    assert judged(NO_SERVICE, bucket) == "violated: policy"
    assert judged(GOOD, bucket) == "fine"


@pytest.mark.parametrize("form", [{"indent": 2}, {"separators": (",", ":")}])
def test_what_the_data_source_printed_proves_nothing_by_absence_while_the_stack_has_something_to_make(form):
    """Its result has no dependencies where a program calls it without outputs."""
    role = resource("aws:iam/role:Role", "app")
    made = resource("aws:iam/role:Role", "app", outputs={"arn": "arn:aws:iam::123456789012:role/app"})
    policy = resource(POLICY, "it", {"policy": json.dumps(NO_RESOURCE, **form)})
    assert str(judge_stack(RULE, role, policy)["it"]) == "undetermined: policy"
    assert str(judge_stack(RULE, made, policy)["it"]) == "violated: policy"
    assert str(judge_stack(RULE, policy)["it"]) == "violated: policy"
    by_hand = resource(POLICY, "it", {"policy": json.dumps(NO_RESOURCE)})
    assert str(judge_stack(RULE, role, by_hand)["it"]) == "violated: policy"
    there = resource(POLICY, "it", {"policy": json.dumps(NO_SERVICE, **form)})
    assert str(judge_stack(RULE, role, there)["it"]) == "violated: policy"


def test_a_document_that_waits_for_resources_is_undetermined():
    bucket = resource("aws:s3/bucket:Bucket", "logs")
    policy = resource(POLICY, "it", {"policy": UNKNOWN}, depends={"policy": [bucket]})
    assert str(judge_stack(RULE, bucket, policy)["it"]) == "undetermined: policy"


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        ({}, "violated: policy"),
        ({"indent": 2}, "undetermined: policy"),
        ({"separators": (",", ":")}, "undetermined: policy"),
    ],
)
def test_a_text_that_a_program_writes_around_an_arn_lacks_nothing_and_a_printed_one_may(form, answer):
    bucket = resource("aws:s3/bucket:Bucket", "logs")
    arn = Hole("logs", "arn", bucket.urn, prefix="arn:aws:s3:::", quotable=True)
    statements = [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "ARN"}, *NO_RESOURCE["Statement"]]
    start, end = json.dumps({"Version": "2012-10-17", "Statement": statements}, **form).split("ARN")
    policy = resource(POLICY, "it", {"policy": Text((start, arn, end))}, depends={"policy": [bucket]})
    assert str(judge_stack(RULE, bucket, policy)["it"]) == answer


def test_inline_policies_of_a_role_are_judged_one_by_one():
    inline = [{"name": "a", "policy": GOOD}, {"name": "b", "policy": json.dumps(NO_RESOURCE)}, {"name": "c"}]
    role = resource("aws:iam/role:Role", "it", {"inlinePolicies": inline})
    assert str(judge_stack(RULE, role)["it"]) == "violated: inlinePolicies[1].policy"


def test_each_error_has_a_finding_with_aws_own_error_and_no_finding_shows_a_secret():
    wrong = {"Version": "2012-10-17", "Statement": [{"Effect": "Permit", "Action": "hush"}]}
    policy = resource(POLICY, "it", {"policy": wrong})
    messages = sorted(judge_stack(RULE, policy)["it"].messages)
    parts = [
        ("no Resource", "must contain resources"),
        ("'hush'", "prefaced by a vendor"),
        ("'Permit'", "Syntax errors"),
    ]
    for message, (part, error) in zip(messages, sorted(parts, reverse=True), strict=True):
        assert part in message
        assert error in message
    hidden = resource(POLICY, "it", {"policy": secret(wrong)})
    for message in judge_stack(RULE, hidden)["it"].messages:
        assert "hush" not in message
        assert "Permit" not in message


def test_errors_of_one_kind_are_one_finding_whose_fix_corrects_them_all():
    wrong = {
        "Version": "2012-10-17",
        "Statement": [{**ALLOW, "Action": ["s3", "*", "sqs"]}, {**ALLOW, "Action": "ec2"}],
    }
    (verdict,) = judge_stack(RULE, resource(POLICY, "it", {"policy": wrong}))["it"].verdicts
    assert [step.inside for step in verdict.fix.steps] == [
        "Statement[0].Action[0]",
        "Statement[0].Action[2]",
        "Statement[1].Action",
    ]


def test_a_fix_names_an_element_as_the_document_spells_it():
    wrong = {"Version": "2012-10-17", "statement": {"effect": "Permit", "Action": "*", "Resource": "*"}}
    (verdict,) = judge_stack(RULE, resource(POLICY, "it", {"policy": wrong}))["it"].verdicts
    assert [step.inside for step in verdict.fix.steps] == ["statement.effect"]


@pytest.mark.parametrize(
    ("type_", "answer"),
    [
        ("aws:sqs/queue:Queue", "fine"),
        ("aws:sqs/queuePolicy:QueuePolicy", "fine"),
        ("aws:sns/topicPolicy:TopicPolicy", "violated: policy"),
    ],
)
def test_sqs_accepts_a_statement_without_a_principal(type_, answer):
    assert verdict({"Statement": [ALLOW]}, type_) == answer


@pytest.mark.parametrize("type_", TYPES)
def test_every_argument_refuses_a_document_without_effect(type_):
    argument = "assumeRolePolicy" if type_ == "aws:iam/role:Role" else "policy"
    assert verdict({"Statement": [{"Action": "x:y"}]}, type_, argument) == f"violated: {argument}"
