"""Which operation a resource type is made of, and which member an argument is."""

from __future__ import annotations

import json

import pytest

from policypack.aws.arguments.rows import SERVICES, each_type
from policypack.harvest import modules
from policypack.harvest.provider import arguments_of, each_argument
from policypack.harvest.refresh import type_data
from policypack.harvest.shapes import SOURCES

REPOSITORY = "aws:ecr/repository:Repository"


@pytest.fixture(scope="module")
def repository() -> dict[str, object]:
    return {f"{row.path} {row.kind}": row for row in type_data(REPOSITORY, SOURCES).rows}


def test_an_argument_is_the_member_of_its_name_or_of_its_resources(repository: dict[str, object]) -> None:
    members = {name: getattr(row, "member", "") for name, row in repository.items()}
    assert members["name length"] == "CreateRepository.repositoryName"
    assert members["encryptionConfigurations[].encryptionType enum"].endswith("encryptionConfiguration.encryptionType")


def test_the_file_is_what_the_installed_packages_say(repository: dict[str, object]) -> None:
    """The versions of requirements/constraints.txt; others may say more."""
    document = json.loads((SERVICES / "ecr" / "data" / "constraints.json").read_text(encoding="utf-8"))
    written = {f"{row['path']} {row['kind']}" for row in document["types"][REPOSITORY]["rows"]}
    assert written & set(repository)


def test_a_type_that_no_operation_makes_has_no_rows() -> None:
    made = type_data("aws:ecr/lifecyclePolicy:LifecyclePolicy", ())
    assert (made.rows, made.source) == ([], "")


def test_blocks_in_blocks_are_read_with_their_documentation() -> None:
    found = {one.path: one for one in each_argument(arguments_of("aws:kinesis/stream:Stream"))}
    assert "streamModeDetails.streamMode" in found
    assert "PROVISIONED" in found["streamModeDetails.streamMode"].text


@pytest.mark.parametrize(
    ("argument", "kind", "is_left_out"),
    [
        ("roleArn", "length", True),
        ("subnetIds[]", "pattern", True),
        ("description", "pattern", True),
        ("description", "length", False),
        ("instanceType", "enum", True),
        ("namePrefix", "length", True),
        ("imageTagMutability", "enum", False),
    ],
)
def test_references_texts_and_what_grows_are_left_out(argument: str, kind: str, is_left_out: bool) -> None:
    assert bool(modules.why_left_out(argument, kind)) is is_left_out


def test_no_row_is_of_what_a_working_program_refuted() -> None:
    rows = {f"{one.type} {row.path} {row.kind}" for one in each_type() for row in one.rows}
    assert rows & set(modules.refuted()) == set()
    assert all(" in " in where for where in modules.refuted().values())
