"""What the AWS provider fills in, and what its functions answer without a cloud."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from policypack.sources.aws_provider import check_inputs, default_tags, invoke
from policypack.sources.structs import Struct, from_plain_properties, unknown
from tests.sources.runs import UNKNOWN, plain, secret


def checked(token: str, inputs: dict[str, Any], name: str = "Orders", provider: Any = None, urn: str = "") -> Any:
    configuration = None if provider is None else from_plain_properties(provider)
    return plain(check_inputs(token, name, from_plain_properties(inputs), provider=configuration, urn=urn))


@pytest.mark.parametrize(
    ("token", "inputs", "property_", "pattern"),
    [
        ("aws:s3/bucket:Bucket", {}, "bucket", r"orders-[0-9a-f]{7}"),
        ("aws:s3/bucketV2:BucketV2", {}, "bucket", r"orders-[0-9a-f]{7}"),
        ("aws:iam/role:Role", {}, "name", r"Orders-[0-9a-f]{7}"),
        ("aws:ec2/securityGroup:SecurityGroup", {}, "name", r"Orders-[0-9a-f]{7}"),
        ("aws:sqs/queue:Queue", {}, "name", r"Orders-[0-9a-f]{7}"),
        ("aws:sqs/queue:Queue", {"fifoQueue": True}, "name", r"Orders-[0-9a-f]{7}\.fifo"),
        ("aws:sns/topic:Topic", {"fifoTopic": True}, "name", r"Orders-[0-9a-f]{7}\.fifo"),
        ("aws:rds/instance:Instance", {"engine": "postgres"}, "identifier", r"Orders[0-9a-f]{7}"),
        ("aws:rds/instance:Instance", {"engine": "sqlserver-ex"}, "identifier", r"Orders[0-9a-f]{3}"),
        ("aws:elasticache/replicationGroup:ReplicationGroup", {}, "replicationGroupId", r"orders-[0-9a-f]{7}"),
        ("aws:kms/alias:Alias", {}, "name", r"alias/Orders-[0-9a-f]{7}"),
        ("aws:glue/catalogDatabase:CatalogDatabase", {}, "name", r"orders_[a-z]{8}"),
        ("aws:s3/bucketObjectv2:BucketObjectv2", {}, "key", r"Orders"),
    ],
)
def test_names_are_filled(token: str, inputs: dict[str, Any], property_: str, pattern: str) -> None:
    assert re.fullmatch(pattern, checked(token, inputs)[property_])


@pytest.mark.parametrize(
    ("token", "inputs", "property_"),
    [
        ("aws:s3/bucket:Bucket", {"bucketPrefix": "o"}, "bucket"),
        ("aws:iam/role:Role", {"namePrefix": UNKNOWN}, "name"),
        ("aws:rds/instance:Instance", {"identifierPrefix": "o"}, "identifier"),
        ("aws:rds/cluster:Cluster", {}, "clusterIdentifier"),  # the service names it, not the provider
        ("aws:route53/record:Record", {}, "name"),
        ("aws:ec2/vpc:Vpc", {}, "name"),
    ],
)
def test_names_are_left_out(token: str, inputs: dict[str, Any], property_: str) -> None:
    assert property_ not in checked(token, inputs)


def test_a_name_given_stays_even_unknown_or_secret() -> None:
    assert checked("aws:iam/role:Role", {"name": UNKNOWN})["name"] == UNKNOWN
    assert checked("aws:iam/role:Role", {"name": secret("x")})["name"] == secret("x")


def test_names_are_the_same_in_each_run_and_differ_by_urn() -> None:
    token = "aws:s3/bucket:Bucket"
    first, second = checked(token, {}, urn="urn:a"), checked(token, {}, urn="urn:b")
    assert first == checked(token, {}, urn="urn:a")
    assert first["bucket"] != second["bucket"]


def test_inputs_stay_as_they_were() -> None:
    inputs = from_plain_properties({"tags": None})
    check_inputs("aws:s3/bucket:Bucket", "logs", inputs)
    assert inputs == from_plain_properties({"tags": None})


class TestProvider:
    TAGS = json.dumps({"tags": {"team": "orders", "stage": "dev"}})

    def test_default_tags_and_region(self) -> None:
        provider = {"version": "7.51.1", "region": "eu-south-2", "defaultTags": self.TAGS}
        vpc = checked("aws:ec2/vpc:Vpc", {"tags": {"stage": "prod"}}, provider=provider)
        assert vpc["tagsAll"] == {"team": "orders", "stage": "prod"}
        assert vpc["tags"] == {"stage": "prod"}
        assert vpc["region"] == "eu-south-2"

    def test_the_resources_own_region_wins_and_version_6_has_none(self) -> None:
        own = checked("aws:ec2/vpc:Vpc", {"region": "eu-west-1"}, provider={"region": "eu-south-2"})
        assert own["region"] == "eu-west-1"
        assert "region" not in checked("aws:ec2/vpc:Vpc", {}, provider={"version": "6.66.0", "region": "eu-south-2"})

    def test_unknown_tags_make_all_tags_unknown_and_secret_ones_secret(self) -> None:
        assert checked("aws:ec2/vpc:Vpc", {"tags": {"a": UNKNOWN}})["tagsAll"] == UNKNOWN
        assert checked("aws:ec2/vpc:Vpc", {"tags": {"a": secret("b")}})["tagsAll"] == secret({"a": "b"})

    def test_a_provider_with_an_unknown_input_checks_nothing(self) -> None:
        assert checked("aws:s3/bucket:Bucket", {}, provider={"region": UNKNOWN}) == {}

    @pytest.mark.parametrize("value", [TAGS, json.loads(TAGS), secret(TAGS)])
    def test_default_tags_arrive_in_three_forms(self, value: Any) -> None:
        assert default_tags(from_plain_properties({"defaultTags": value})) == {"team": "orders", "stage": "dev"}

    @pytest.mark.parametrize("value", ["", "[]", "{", UNKNOWN, 3, None])
    def test_damaged_default_tags_are_none(self, value: Any) -> None:
        assert default_tags(from_plain_properties({"defaultTags": value})) == {}


def test_a_policy_given_as_an_object_becomes_text() -> None:
    policy = {"Version": "2012-10-17", "Statement": []}
    token = "aws:s3/bucketPolicy:BucketPolicy"
    assert json.loads(checked(token, {"policy": policy})["policy"]) == policy
    assert checked(token, {"policy": {"Statement": [UNKNOWN]}})["policy"] == UNKNOWN
    assert checked(token, {"policy": secret({"a": "b"})})["policy"] == secret('{"a": "b"}')
    assert checked(token, {"policy": UNKNOWN})["policy"] == UNKNOWN


def test_an_unknown_type_is_left_alone() -> None:
    inputs = Struct(fields={"a": unknown()})
    assert check_inputs("aws:new/thing:Thing", "x", inputs) == inputs


class TestFunctions:
    def test_region_in_both_majors_forms(self) -> None:
        region = invoke("aws:index/getRegion:getRegion", {}, "eu-south-2")
        assert region is not None
        assert (region["name"], region["region"], region["id"]) == ("eu-south-2",) * 3

    def test_zones_are_those_of_the_region(self) -> None:
        zones = invoke(
            "aws:index/getAvailabilityZones:getAvailabilityZones", {"excludeNames": ["eu-south-2b"]}, "eu-south-2"
        )
        assert zones is not None
        assert (zones["names"], zones["zoneIds"]) == (["eu-south-2a", "eu-south-2c"], ["eus2-az1", "eus2-az3"])

    @pytest.mark.parametrize(("region", "first"), [("xx-southeast-9", "xxse9-az1"), ("mars", "mars-az1")])
    def test_a_region_that_nobody_knows_still_has_zones(self, region: str, first: str) -> None:
        zones = invoke("aws:index/getAvailabilityZones:getAvailabilityZones", {}, region)
        assert zones is not None
        assert zones["names"][0] == f"{region}a"
        assert zones["zoneIds"][0] == first

    def test_partition(self) -> None:
        partition = invoke("aws:index/getPartition:getPartition", {}, "cn-north-1")
        assert partition is not None
        assert (partition["partition"], partition["dnsSuffix"]) == ("aws-cn", "amazonaws.com.cn")

    def test_an_image_is_the_same_for_the_same_question_only(self) -> None:
        def image(name: str) -> Any:
            answer = invoke("aws:ec2/getAmi:getAmi", {"filters": [{"name": "name", "values": [name]}]}, "eu-south-2")
            assert answer is not None
            return answer

        assert image("al2023-*-arm64") == image("al2023-*-arm64")
        assert image("al2023-*-arm64")["id"] != image("al2023-*-x86_64")["id"]
        assert image("al2023-*-arm64")["architecture"] == "arm64"

    def test_what_belongs_to_an_account_has_no_answer(self) -> None:
        assert invoke("aws:ec2/getVpc:getVpc", {"default": True}, "eu-south-2") is None


def document(args: dict[str, Any]) -> Any:
    answer = invoke("aws:iam/getPolicyDocument:getPolicyDocument", args, None)
    assert answer is not None
    assert json.loads(answer["json"]) == json.loads(answer["minifiedJson"])
    return json.loads(answer["json"])


class TestPolicyDocument:
    def test_a_whole_statement(self) -> None:
        statement = {
            "sid": "Read",
            "effect": "Deny",
            "actions": ["s3:GetObject"],
            "resources": ["arn:aws:s3:::a/&{aws:username}", "arn:aws:s3:::b"],
            "principals": [
                {"type": "Service", "identifiers": ["ec2.amazonaws.com"]},
                {"type": "AWS", "identifiers": ["*"]},
            ],
            "conditions": [
                {"test": "StringEquals", "variable": "aws:a", "values": ["1"]},
                {"test": "StringEquals", "variable": "aws:b", "values": ["2", "3"]},
            ],
        }
        assert document({"statements": [statement]}) == {
            "Version": "2012-10-17",
            "Statement": [
                {
                    "Sid": "Read",
                    "Effect": "Deny",
                    "Action": "s3:GetObject",
                    "Resource": ["arn:aws:s3:::b", "arn:aws:s3:::a/${aws:username}"],
                    "Principal": {"AWS": "*", "Service": "ec2.amazonaws.com"},
                    "Condition": {"StringEquals": {"aws:a": "1", "aws:b": ["2", "3"]}},
                }
            ],
        }

    def test_everybody_and_the_negative_forms(self) -> None:
        statement = {
            "notActions": ["iam:*"],
            "notResources": ["a"],
            "principals": [{"type": "*", "identifiers": ["*"]}],
        }
        (found,) = document({"statements": [statement]})["Statement"]
        assert found == {"Effect": "Allow", "NotAction": "iam:*", "NotResource": "a", "Principal": "*"}

    def test_what_is_not_known_is_not_there(self) -> None:
        assert document({"statements": [{"actions": ["s3:*"], "resources": []}]})["Statement"] == [
            {"Effect": "Allow", "Action": "s3:*"}
        ]
        assert document({}) == {"Version": "2012-10-17"}

    def test_other_documents_are_merged_by_sid(self) -> None:
        def text(sid: str, action: str) -> str:
            return json.dumps({"Statement": {"Sid": sid, "Effect": "Allow", "Action": action}})

        merged = document(
            {
                "sourcePolicyDocuments": [text("a", "s3:Get*"), ""],
                "statements": [{"sid": "b", "actions": ["sqs:*"]}],
                "overridePolicyDocuments": [text("b", "sns:*"), text("c", "kms:*")],
            }
        )
        assert [(one["Sid"], one["Action"]) for one in merged["Statement"]] == [
            ("a", "s3:Get*"),
            ("b", "sns:*"),
            ("c", "kms:*"),
        ]


def test_public_parameters_are_answered_and_an_accounts_own_are_not() -> None:
    public = invoke(
        "aws:ssm/getParameter:getParameter", {"name": "/aws/service/ami-amazon-linux-latest/al2023"}, "eu-south-2"
    )
    assert public is not None
    assert public["value"].startswith("ami-")
    assert invoke("aws:ssm/getParameter:getParameter", {"name": "/shop/password"}, "eu-south-2") is None


def test_a_flag_that_is_a_text_is_echoed_as_the_boolean_that_the_sdk_expects() -> None:
    answer = invoke("aws:ec2/getAmi:getAmi", {"mostRecent": "true", "includeDeprecated": False}, "eu-south-2")
    assert answer is not None
    assert (answer["mostRecent"], answer["includeDeprecated"]) == (True, False)
