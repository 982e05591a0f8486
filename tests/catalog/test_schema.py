"""The input schema of the installed pulumi-aws."""

from importlib.util import find_spec

import pytest

from policypack.catalog.annotations import read_annotation
from policypack.catalog.from_pulumi_aws import type_facts
from policypack.catalog.schema import Kind, all_tokens, input_schema
from policypack.catalog.sdk import sdk_version
from policypack.catalog.types import resource_type_facts

needs_sdk = pytest.mark.skipif(find_spec("pulumi_aws") is None, reason="pulumi-aws is not installed")


@pytest.mark.parametrize(
    ("annotation", "kind", "element"),
    [
        ("pulumi.Input[_builtins.str]", "string", None),
        ("Optional[pulumi.Input[builtins.int]]", "integer", None),
        ("pulumi.Input[Optional[Sequence[pulumi.Input[_builtins.str]]]]", "list", "string"),
        ("pulumi.Input[Optional[Mapping[str, pulumi.Input[_builtins.bool]]]]", "map", "boolean"),
        ("Optional[pulumi.Input[Union['RuleArgs', 'RuleArgsDict']]]", "class", None),
        ("pulumi.Input[Union[_builtins.str, 'InstanceType']]", "string", None),
        ("pulumi.Input[Optional[Union[pulumi.Asset, pulumi.Archive]]]", "archive", None),
        ("pulumi.Input[Optional[Union[_builtins.str, Sequence[pulumi.Input[_builtins.str]]]]]", "any", None),
    ],
)
def test_annotations(annotation: str, kind: str, element: str | None) -> None:
    found = read_annotation(annotation)
    assert found.kind == kind
    assert (found.element.kind if found.element else None) == element


@needs_sdk
def test_database_instance() -> None:
    inputs = input_schema("aws:rds/instance:Instance")
    assert inputs["instanceClass"].required
    assert "db.t4g.micro" in inputs["instanceClass"].enum
    assert inputs["allocatedStorage"].kind is Kind.INTEGER
    assert inputs["storageType"].kind is Kind.STRING
    assert "gp3" in inputs["storageType"].enum
    assert inputs["multiAz"].kind is Kind.BOOLEAN
    assert inputs["password"].secret
    assert not inputs["engine"].secret
    assert inputs["tags"].kind is Kind.MAP
    exports = inputs["enabledCloudwatchLogsExports"]
    assert exports.kind is Kind.LIST
    assert exports.element is not None
    assert exports.element.kind is Kind.STRING
    assert inputs["blueGreenUpdate"].kind is Kind.OBJECT
    assert set(inputs["blueGreenUpdate"].fields) == {"enabled"}
    assert "endpoint" not in inputs


@needs_sdk
def test_nested_objects_and_lists() -> None:
    ingress = input_schema("aws:ec2/securityGroup:SecurityGroup")["ingress"]
    assert ingress.element is not None
    fields = ingress.element.fields
    assert fields["fromPort"].kind is Kind.INTEGER
    assert fields["fromPort"].required
    assert fields["cidrBlocks"].kind is Kind.LIST
    stages = input_schema("aws:codepipeline/pipeline:Pipeline")["stages"]
    assert stages.element is not None
    actions = stages.element.fields["actions"]
    assert actions.element is not None
    assert {"category", "provider", "inputArtifacts"} <= set(actions.element.fields)


@needs_sdk
def test_every_type_has_a_schema() -> None:
    tokens = all_tokens()
    assert len(tokens) > 1400
    assert all(input_schema(token) is not None for token in tokens)
    without = [token for token in tokens if not input_schema(token)]
    assert len(without) < 5, without


@needs_sdk
def test_unknown_token() -> None:
    with pytest.raises(KeyError):
        input_schema("aws:made/up:Up")


@needs_sdk
def test_data_fits_the_installed_sdk() -> None:
    """Made anew, the facts of these types are those of the data file."""
    major = int(sdk_version().partition(".")[0])
    for token in ("aws:rds/instance:Instance", "aws:s3/bucket:Bucket", "aws:ec2/vpc:Vpc", "aws:ecs/service:Service"):
        assert type_facts(token) == resource_type_facts(token, major)
