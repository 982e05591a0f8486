"""Imports point one way, and importing does nothing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "policypack"
MAY_IMPORT: dict[str, set[str]] = {
    "errors": {"model"},
    "signals": set(),
    "version": set(),
    "output": {"errors"},
    "model": set(),
    "documents": {"model"},
    "fix": {"model"},
    "constraint": {"model", "fix"},
    "catalog": {"documents", "errors", "model"},
    "harvest": {"aws", "catalog", "errors", "model"},
    "aws": {"model", "fix", "constraint", "catalog"},
    "frameworks": {"catalog", "constraint", "errors", "model", "rule"},
    "check": {"model"},
    "rule": {"model", "aws", "catalog", "constraint"},
    "rules": {"check", "rule", "constraint", "fix", "model", "aws", "catalog"},
    "examples": set(),
    "engine": {"documents", "model", "rule", "constraint", "fix", "catalog", "errors", "aws", "frameworks"},
    "wire": {"documents", "engine", "model", "rule", "aws", "catalog", "errors", "frameworks"},
    "sources": {"documents", "model", "wire", "catalog", "errors"},
    "reports": {"documents", "engine", "model", "fix", "rule", "errors", "aws", "frameworks", "version"},
    "fixing": {"documents", "reports", "engine", "model", "fix", "errors"},
    "laws": {"aws", "catalog", "constraint", "engine", "errors", "fix", "model", "rule", "sources", "wire"},
    "testing": {"engine", "model", "fix", "rule", "catalog", "laws"},
    "offline": {"engine", "wire", "sources", "reports", "catalog", "model", "errors"},
    "authoring": {"catalog", "documents", "engine", "errors", "fix", "model"},
    "fleet": {"documents", "engine", "errors", "model", "offline", "reports", "sources"},
    "kit": {"engine", "errors", "model", "offline", "reports", "sources"},
    "pytest_plugin": {"kit", "laws"},
    "assistants": {
        *("catalog", "engine", "errors", "fixing", "model", "offline", "reports", "rule", "signals", "sources"),
        "version",
    },
    "pack": {"engine", "wire", "errors", "model"},
    "commands": {
        "authoring",
        "laws",
        "rule",
        *("aws", "catalog", "documents", "engine", "errors", "fixing", "fleet", "harvest", "model", "offline"),
        *("assistants", "frameworks", "laws", "reports", "sources"),
    },
    "__main__": {"commands", "errors", "output", "reports", "signals", "version"},
    "__init__": {"pack", "wire"},
}
"""Room -> the rooms that it may import. In a service's folder, ``rules`` and ``examples`` are rooms of their own: facts
of services import no rules."""
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(file: Path) -> str:
    parts = file.relative_to(PACKAGE).parts
    if parts[0] == "aws" and len(parts) > 3 and parts[2] in ("rules", "examples"):
        return parts[2]
    return parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("policypack."):
            yield room_of(node.module.split(".")[1:])
        elif isinstance(node, ast.ImportFrom) and node.module == "policypack":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (
                room_of(alias.name.split(".")[1:]) for alias in node.names if alias.name.startswith("policypack.")
            )


def room_of(parts: list[str]) -> str:
    """The room of a module, by the parts of its name below the package."""
    return parts[2] if parts[0] == "aws" and len(parts) > 2 and parts[2] in ("rules", "examples") else parts[0]


def test_imports_point_one_way() -> None:
    wrong = {str(file): set(imports(file)) - MAY_IMPORT[part_of(file)] - {part_of(file)} for file in FILES}
    assert {file: parts for file, parts in wrong.items() if parts} == {}


def test_only_the_wire_knows_sentinels() -> None:
    others = {str(file): file.read_text("utf-8") for file in FILES if part_of(file) not in ("wire", "sources")}
    sentinels = ("04da6b54-80e4-46f7", "4dabf18193072939")
    assert [file for file, text in others.items() if any(sentinel in text for sentinel in sentinels)] == []


def test_starting_the_pack_imports_neither_pulumi_aws_nor_what_tests_need() -> None:
    tests = ["pulumi_aws", "pulumi_random", "pytest", "hypothesis"]
    unwanted = [*tests, "boto3", "botocore", "cfnlint", "libcst", "click", "mcp"]
    code = f"import policypack.pack, sys; print(*[m for m in sys.modules if m.split('.')[0] in {unwanted}])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    assert done.stderr == ""


def test_only_commands_import_click() -> None:
    """What the engine starts, and what tests of programs import, do without it."""
    texts = {file: file.read_text(encoding="utf-8") for file in FILES if part_of(file) not in ("commands", "__main__")}
    assert [str(file) for file, text in texts.items() if re.search(r"^\s*(import|from) click\b", text, re.M)] == []


def test_only_the_assistants_server_imports_its_sdk() -> None:
    texts = {file: file.read_text(encoding="utf-8") for file in FILES if part_of(file) != "assistants"}
    found = [str(file) for file, text in texts.items() if re.search(r"^\s*(import|from) (mcp|pydantic)\b", text, re.M)]
    assert found == []


def test_a_preview_imports_nothing_that_edits_source() -> None:
    program = ROOT / "tests" / "programs" / "static_site"
    code = (
        "import sys; from policypack.__main__ import main;"
        f"main(['preview', {str(program)!r}, '--format', 'json']); print([m for m in sys.modules if 'libcst' in m])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("folder", sorted(PACKAGE.glob("aws/*/")), ids=lambda folder: folder.name)
def test_no_module_hides_a_name_of_its_service(folder: Path) -> None:
    """Importing ``aws.ecs.containers`` would replace a function ``containers`` of ``aws.ecs``."""
    init = folder / "__init__.py"
    names = {
        name
        for node in (ast.parse(init.read_text(encoding="utf-8")).body if init.exists() else ())
        for name in (
            [node.name]
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
            else [t.id for t in getattr(node, "targets", []) if isinstance(t, ast.Name)]
        )
    }
    assert names & {file.stem for file in folder.iterdir()} == set()


@pytest.mark.parametrize(
    "room",
    [
        "model",
        "documents",
        "fix",
        "constraint",
        "engine",
        "wire",
        "sources",
        "catalog",
        "reports",
        "fixing",
        "assistants",
        "commands",
        "kit",
        "laws",
    ],
)
def test_no_modules_import_each_other_in_a_circle(room: str) -> None:
    """Not even for types: what needs each other is one module, or wants a third below both."""
    names = {file: module_of(file) for file in FILES if part_of(file) == room}
    graph = {name: {one for one in modules_imported(file) if one in names.values()} for file, name in names.items()}
    while leaves := {name for name, needed in graph.items() if not needed & graph.keys()}:
        graph = {name: needed for name, needed in graph.items() if name not in leaves}
    assert sorted(graph) == []


def module_of(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules_imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
