"""The schemas for editors accept what the pack accepts, and find what it finds wrong as far as a schema can."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.configuration.document import OF_FILE
from policypack.engine.index import listed_rules
from policypack.errors import ConfigurationError
from policypack.reports.schemas import SCHEMAS, written
from tests.guides import GUIDES, blocks
from tests.test_commands import run

ROOT = Path(__file__).parents[1]
RULES = listed_rules()


def validator(name: str) -> Any:
    schema = json.loads(written(name, RULES))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def problems(name: str, text: str) -> list[str]:
    # Editors read dates as texts.
    loader = type("Loader", (yaml.SafeLoader,), {})
    loader.yaml_implicit_resolvers = {
        key: [one for one in found if one[0] != "tag:yaml.org,2002:timestamp"]
        for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return [one.message for one in validator(name).iter_errors(yaml.load(text, loader))]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_files_in_docs_are_those_that_the_command_prints(name: str) -> None:
    done = run("schema", name)
    assert done.returncode == 0, done.stderr
    assert done.stdout == (ROOT / "docs" / f"{name}.schema.json").read_text(encoding="utf-8")


def test_every_key_is_there() -> None:
    assert tuple(json.loads(written("guardrails", RULES))["properties"]) == OF_FILE


@pytest.mark.parametrize("guide", GUIDES)
def test_what_the_guides_show_is_valid(guide: str) -> None:
    shown = [text for name, text in blocks(guide, "yaml") if name.startswith(("guardrails", "with-"))]
    assert shown
    for text in shown:
        assert problems("guardrails", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "levels: {s3-versioning: off-and-on}",
        "levels: [s3-versioning]",
        "options: {vpc-three-zones: {minZone: 2}}",
        "options: {vpc-three-zones: {minZones: many}}",
        "options: {s3-versionin: {}}",
        "preset: lenient",
        "language: cobol",
        "exemptions: [{rule: s3-versioning, resource: a}]",
        "exemptions: [{rule: s3-versioning, resource: a, reason: b, expires: tomorrow}]",
        "maxExemptionDays: 0",
        "stacksMay: {exempts: []}",
        "onRuleError: ignore",
        "level: {all: advisory}",
        "environments: [{stacks: prod-*, levels: {}}]",
    ],
)
def test_what_the_pack_refuses_the_schema_refuses(text: str, tmp_path: Path) -> None:
    assert problems("guardrails", text)
    file = tmp_path / "guardrails.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError):
        Configuration(RULES).with_file(file)


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("aws:ec2/getVpc:getVpc: {id: vpc-0a1b2c3d}", True),
        ("pulumi:pulumi:StackReference: [{args: {name: a/b/c}, answer: {vpcId: vpc-1}}]", True),
        ("aws:ec2/getVpc:getVpc: vpc-0a1b2c3d", False),
        ("aws:ec2/getVpc:getVpc: [{arguments: {}, answer: {}}]", False),
        ("[]", False),
    ],
)
def test_answers(text: str, valid: bool) -> None:
    assert (problems("answers", text) == []) is valid
