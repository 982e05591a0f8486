"""Refreshes ``aws_resources.json``: which inputs every AWS resource type has, read from the installed pulumi-aws.

    python -m policypack.sources.aws_schema

Run it once with pulumi-aws 6 and once with 7: each run renews its own major's part of the file and keeps the
other's. Nothing is imported from pulumi-aws; its source files are parsed.
"""

from __future__ import annotations

import ast
import datetime
import importlib.metadata
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path

RESOURCES_FILE = Path(__file__).with_name("aws_resources.json")
NAME, NAME_PREFIX, TAGS, REGION = "name", "namePrefix", "tags", "region"
FLAGS = {NAME: "n", NAME_PREFIX: "p", TAGS: "t", REGION: "r"}
"""One letter for each fact that the file holds of a type."""


def main() -> None:
    """Writes the part of the installed pulumi-aws; prints what it found."""
    today = datetime.datetime.now(datetime.timezone.utc).date()
    version = importlib.metadata.version("pulumi-aws")
    major = version.partition(".")[0]
    types = dict(sorted(read_types(_package_directory())))
    document = json.loads(RESOURCES_FILE.read_text("utf-8")) if RESOURCES_FILE.exists() else {"majors": {}}
    document["source"] = "the Python SDK of pulumi-aws, parsed by policypack.sources.aws_schema"
    document["flags"] = {letter: fact for fact, letter in FLAGS.items()}
    document["majors"][major] = {"version": version, "date": today.isoformat(), "types": types}
    RESOURCES_FILE.write_text(json.dumps(document, indent=0, sort_keys=True) + "\n", "utf-8")
    sys.stdout.write(f"pulumi-aws {version}: {len(types)} resource types\n")


def read_types(package: Path) -> Iterator[tuple[str, str]]:
    """Each resource type token below ``package`` with its letters (see ``FLAGS``)."""
    for path in sorted(package.rglob("*.py")):
        text = path.read_text("utf-8")
        if "(pulumi.CustomResource):" in text:
            yield from _types_of_module(ast.parse(text))


def _types_of_module(module: ast.Module) -> Iterator[tuple[str, str]]:
    classes = {node.name: node for node in module.body if isinstance(node, ast.ClassDef)}
    for name, resource in classes.items():
        token = _token(resource)
        if token is None or f"{name}Args" not in classes:
            continue
        optional = _optional_inputs(classes[f"{name}Args"])
        outputs = {item.name for item in resource.body if isinstance(item, ast.FunctionDef)}
        facts = {
            NAME: "name" in optional,
            NAME_PREFIX: "name_prefix" in optional,
            TAGS: "tags" in optional and "tags_all" in outputs,
            REGION: "region" in optional,
        }
        yield token, "".join(FLAGS[fact] for fact, holds in facts.items() if holds)


def _token(resource: ast.ClassDef) -> str | None:
    """The first argument of ``super().__init__``, which both majors write as a literal."""
    for node in ast.walk(resource):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("super(") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and str(first.value).startswith("aws:"):
                return str(first.value)
    return None


def _optional_inputs(arguments: ast.ClassDef) -> set[str]:
    """The arguments that a program may leave out: those with a default."""
    for item in arguments.body:
        if isinstance(item, ast.FunctionDef) and item.name == "__init__":
            pairs = zip(item.args.kwonlyargs, item.args.kw_defaults, strict=True)
            return {argument.arg for argument, default in pairs if default is not None}
    return set()


def _package_directory() -> Path:
    spec = importlib.util.find_spec("pulumi_aws")
    if spec is None or spec.origin is None:
        raise SystemExit("pulumi-aws is not installed here; run: pip install -r requirements/preview.txt")
    return Path(spec.origin).parent


if __name__ == "__main__":
    main()
