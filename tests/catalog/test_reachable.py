"""The table of what others need names types, arguments and outputs that pulumi-aws has."""

import re

import pytest

from policypack.catalog.reachable import is_global, membership_argument, needed_outputs, part_arguments, relay_arguments
from policypack.catalog.schema import input_schema
from policypack.catalog.sdk import resource_type

GETTER = re.compile(r'@pulumi\.getter(?:\(name="(\w+)"\))?\n(?:    @[^\n]*\n)*    def (\w+)\(self\)')


def outputs_of(token: str) -> set[str]:
    found = resource_type(token)
    text = found.file.read_text(encoding="utf-8")
    body = text[text.rfind(f"\nclass {found.class_name}(") :]
    return {"id", *(wire or python for wire, python in GETTER.findall(body))}


@pytest.mark.parametrize("token", needed_outputs())
def test_outputs_exist(token: str) -> None:
    assert set(needed_outputs()[token]) <= outputs_of(token)
    argument = membership_argument(token)
    assert argument is None or argument in input_schema(token)


@pytest.mark.parametrize("table", [part_arguments(), relay_arguments()])
def test_arguments_exist(table: dict[str, tuple[str, ...]]) -> None:
    for token, arguments in table.items():
        if token.startswith("aws:"):
            assert set(arguments) <= set(input_schema(token)), token


def test_what_is_global_is_among_what_others_need() -> None:
    assert {token for token in needed_outputs() if is_global(token)} == {
        "aws:cloudfront/distribution:Distribution",
        "aws:globalaccelerator/accelerator:Accelerator",
    }
