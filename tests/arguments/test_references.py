"""References: each argument of the data exists, working programs have what it takes, and outputs are told apart."""

from __future__ import annotations

import pytest

from policypack.aws.arguments.references import FILE, form_of, references_of
from policypack.aws.arguments.rules.aws_references_valid import RULE
from policypack.catalog.files import read_file
from policypack.model.paths import top
from policypack.model.values import UNKNOWN, Value
from policypack.testing import judge_stack, resource
from tools.literals import python_programs
from tools.references import forms_of

TYPES = tuple(read_file(FILE).section("types"))
PLACEHOLDERS = ("TOPIC ARN", "subnet1", "subnet2", "sg1", "sg2", "12345", "...", "<", "foo-topic-arn")
"""What documentation writes where a reader is to write an ID or an ARN."""


@pytest.mark.parametrize("token", TYPES[::40])
def test_the_data_is_what_the_tool_writes(token: str) -> None:
    assert {path: form.name for path, form in references_of(token).items()} == {
        path: form_of(name).name for path, name in forms_of(token).items()
    }


def test_the_programs_of_the_providers_documentation_have_what_arguments_take() -> None:
    asked = 0
    for place, text in python_programs.documented_programs(
        frozenset({"ec2", "lb", "iam", "s3", "route53", "ecs", "rds", "eks", "efs", "autoscaling", "cloudwatch", "sns"})
    ):
        for one in python_programs.resources_in(text, place):
            subject = resource(one.type, "it", one.inputs)
            for path, form in references_of(one.type).items():
                for value in subject.each(path) if top(path) in one.inputs else ():
                    if value.is_unknown or value.is_absent or str(value).strip('"').startswith(PLACEHOLDERS):
                        continue
                    asked += 1
                    assert form.fits(value).truth is not False, f"{one.type} {value.path} is {value} in {place}"
    assert asked > 10


@pytest.mark.parametrize(
    ("form", "text", "fits"),
    [
        ("vpc", "vpc-0a1b2c3d4e5f60718", True),
        ("vpc", "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-0a1b2c3d4e5f60718", False),
        ("arn", "arn:aws-us-gov:iam::123456789012:role/web", True),
        ("arn", "web", False),
        ("name", "web", True),
        ("name", "arn:aws:iam::123456789012:role/web", False),
        ("bucket", "orders", True),
        ("bucket", "arn:aws-cn:s3:::orders", False),
        ("bucket", "arn:aws:s3:eu-west-1:123456789012:accesspoint/orders", True),
        ("url", "https://sqs.eu-west-1.amazonaws.com/123456789012/orders", True),
        ("url", "orders", False),
    ],
)
def test_a_form(form: str, text: str, fits: bool) -> None:
    assert form_of(form).fits(Value(text, "it")).truth is fits


def test_an_unknown_output_of_an_aws_resource_is_left_to_the_update() -> None:
    vpc = resource("aws:ec2/vpc:Vpc", "vpc", {"cidrBlock": "10.0.0.0/16"})
    mine = resource("aws:ec2/subnet:Subnet", "mine", {"vpcId": UNKNOWN}, depends={"vpcId": [vpc]})
    other = resource("aws:ec2/subnet:Subnet", "other", {"vpcId": UNKNOWN})
    answers = judge_stack(RULE, vpc, mine, other)
    assert str(answers["mine"]) == "fine"
    assert str(answers["other"]) == "undetermined: vpcId"


@pytest.mark.parametrize(
    ("token", "path"),
    [
        ("aws:apigatewayv2/stage:Stage", "apiId"),
        ("aws:appmesh/virtualNode:VirtualNode", "meshName"),
        ("aws:cloudwatch/logStream:LogStream", "logGroupName"),
        ("aws:cognito/userPoolClient:UserPoolClient", "userPoolId"),
        ("aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository"),
        ("aws:fsx/ontapStorageVirtualMachine:OntapStorageVirtualMachine", "fileSystemId"),
    ],
)
def test_an_argument_whose_pattern_no_arn_matches_takes_a_name(token: str, path: str) -> None:
    assert references_of(token)[path].not_starts == ("arn:",)


@pytest.mark.parametrize(
    ("token", "path"),
    [
        ("aws:efs/mountTarget:MountTarget", "fileSystemId"),
        ("aws:lambda/permission:Permission", "function"),
        ("aws:ecs/service:Service", "cluster"),
        ("aws:budgets/budget:Budget", "accountId"),
    ],
)
def test_an_argument_that_takes_an_arn_too_is_not_asked(token: str, path: str) -> None:
    assert path not in references_of(token)
