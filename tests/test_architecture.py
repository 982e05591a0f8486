"""Imports point one way, and importing does nothing."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "policypack"
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "signals": set(),
    "model": set(),
    "catalog": {"errors", "model", "sources"},
    "aws": {"model", "catalog"},
    "check": {"model"},
    "rule": {"model", "aws", "catalog"},
    "rules": {"check", "rule", "aws", "catalog"},
    "engine": {"model", "rule", "rules", "catalog", "errors", "aws"},
    "wire": {"engine", "model", "rule", "aws", "catalog", "errors"},
    "sources": {"model", "wire", "catalog", "errors"},
    "reports": {"engine", "model", "rule", "errors"},
    "testing": {"engine", "model", "rule", "catalog"},
    "offline": {"engine", "wire", "sources", "reports", "catalog", "model", "errors"},
    "pack": {"engine", "wire", "errors"},
    "__main__": {"engine", "reports", "catalog", "errors", "offline", "rules", "model", "signals"},
    "__init__": {"wire"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("policypack."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "policypack":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name.split(".")[1] for alias in node.names if alias.name.startswith("policypack."))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_point_one_way(file: Path) -> None:
    part = part_of(file)
    assert set(imports(file)) <= MAY_IMPORT[part] | {part}


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_only_the_wire_knows_sentinels(file: Path) -> None:
    if part_of(file) not in ("wire", "sources"):
        text = file.read_text(encoding="utf-8")
        assert "04da6b54-80e4-46f7" not in text
        assert "4dabf18193072939" not in text


def test_starting_the_pack_imports_neither_pulumi_aws_nor_what_tests_need() -> None:
    unwanted = ["pulumi_aws", "pulumi_random", "pytest", "hypothesis", "boto3", "botocore", "cfnlint"]
    code = f"import policypack.pack, sys; print(*[m for m in sys.modules if m.split('.')[0] in {unwanted}])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
    assert done.stderr == ""
