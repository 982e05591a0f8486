"""The law of parsers: each regular expression and each parser of the package answers soon on any 50 kB of text."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import _lru_cache_wrapper, partial
from pathlib import Path
from typing import Any

from policypack.aws.common import arns
from policypack.catalog import versions, zones
from policypack.engine.registry import all_rules
from policypack.model.holes import Hole, Text
from policypack.model.json_text import parsed_json
from policypack.sources.registrations import seconds_of

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "policypack"
SIZE = 50_000
MODULES = [
    file
    for part in (
        "aws",
        "constraint",
        "engine",
        "fix",
        "model",
        "rules",
        "sources",
        "wire",
        "catalog/versions.py",
        "catalog/zones.py",
    )
    for file in ([PACKAGE / part] if part.endswith(".py") else sorted((PACKAGE / part).rglob("*.py")))
    if file.name != "runner.py" and "examples" not in file.parts
]
METHODS = ("match", "fullmatch", "search", "findall", "finditer", "split", "sub")
PIECES = (
    *(
        "a",
        "A",
        "1",
        "-",
        ".",
        " ",
        "/",
        "_",
        "*",
        "{",
        "#{",
        "${",
        "<",
        '"',
        '" ',
        ":",
        "é",
        "\n",
        "1.",
        "a.",
        "a-",
        "-a",
    ),
    *(
        "1-",
        "-1",
        "aa-1",
        "a1",
        "Aa",
        "arn:aws:",
        "aws-",
        "${a",
        "#{a",
        "a,b=",
        "owner=",
        ",",
        "cron(",
        "rate(1 ",
        "0:",
    ),
)
LIMIT = 120
"""Seconds for all of them together, which take a few; one that grows with the square takes minutes."""


def texts() -> Iterator[str]:
    for piece in PIECES:
        many = (piece * SIZE)[:SIZE]
        yield from (many, f"{many}!", f"arn:aws:s3:::{many}\x00", f"eu-south-2{many}!")


def expressions() -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Each regular expression of the package that is written as a text, with the ways that it is used in."""
    for file in MODULES:
        source = file.read_text(encoding="utf-8")
        module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first, method = node.args[0], node.func.attr
                if method == "matches":
                    method = "fullmatch"
                elif ast.unparse(node.func.value) != "re":
                    continue
                written = _text_of(first, vars(module))
                if method in METHODS and written is not None:
                    yield f"{file.name}:{node.lineno}", partial(_use, re.compile(written), method)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                used = set(re.findall(rf"\b{name}\.({'|'.join(METHODS)})\(", source))
                yield from ((f"{file.name}: {name}", partial(_use, value, method)) for method in sorted(used))


def _text_of(node: ast.expr, names: dict[str, Any]) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name) and isinstance(names.get(node.id), str):
        return str(names[node.id])
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        found = getattr(names.get(node.value.id), node.attr, None)
        return found if isinstance(found, str) else None
    return None


def _use(pattern: re.Pattern[str], method: str, text: str) -> None:
    found = pattern.sub("", text) if method == "sub" else getattr(pattern, method)(text)
    if method == "finditer":
        list(found)


MANY_HOLES = Text(tuple(part for piece in ("a", "-", "a-", "1.") for part in (Hole("r", "id"), piece)) * 8)


def _parsed(text: str) -> None:
    with suppress(ValueError):
        parsed_json(text)


KNOWN = tuple(f"{major}.{minor}" for major in range(11, 18) for minor in range(30))
ZONES = {"eu-south-2": zones.ZoneFacts("eu-south-2", ("eu-south-2a",), ("eus2-az1",), (), "2025-01-01")}
PARSERS: tuple[tuple[str, Callable[[str], Any]], ...] = (
    ("version_key", versions.version_key),
    ("matching", lambda text: versions.matching(text, KNOWN)),
    ("is_newer_than", lambda text: versions.is_newer_than(text, KNOWN)),
    ("line_of", lambda text: versions.line_of(text, 2)),
    ("newest", lambda text: versions.newest((text, *KNOWN))),
    ("allowed_by_list", lambda text: versions.allowed_by_list(("15", "16.*", "*.*.*.*a", ">=15.7 <17"), text)),
    ("zone_of", zones.zone_of),
    ("is_zone_of", lambda text: zones.is_zone_of("eu-south-2", text, ZONES)),
    ("reaches", lambda text: arns.reaches("arn:aws:s3:::a", text)),
    ("seconds_of", seconds_of),
    ("Text.equals", MANY_HOLES.equals),
    ("parsed_json", _parsed),
)


def run_all() -> None:
    """Each on each text; says what it is at, so that a timeout shows where."""
    every = [*expressions(), *PARSERS]
    for name, ask in every:
        print(name, flush=True)  # noqa: T201
        for text in texts():
            ask(text)
    print(f"{len(every)} done", flush=True)  # noqa: T201


def test_each_parser_answers_soon() -> None:
    command = [sys.executable, "-c", "from tests.test_bounded_parsers import run_all; run_all()"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT, check=False)
    except subprocess.TimeoutExpired as late:
        raise AssertionError(f"no answer from {(late.stdout or b'').decode().splitlines()[-1:]}") from None
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines()[-1] == f"{len([*expressions(), *PARSERS])} done"


def test_the_law_sees_the_expressions_of_the_package() -> None:
    assert len(list(expressions())) > 50
    assert {"arns.py", "windows.py", "permissions.py"} <= {one.partition(":")[0] for one, _ in expressions()}


OF_THE_PACK = {
    *("aws.arguments.rows._document", "aws.codepipeline.permissions._types_that", "aws.common.known_names._fields"),
    *("aws.common.tables.table", "aws.passwords.limits.limits_named", "aws.s3.policies._names"),
    *("catalog.annotations.read_annotation", "catalog.files.bundled", "catalog.reachable._lists"),
    *("catalog.schema._inputs_of", "catalog.schema._object_fields", "catalog.schema._enum_values"),
    *("catalog.sdk.sdk_version", "catalog.sdk._resource_types", "catalog.sdk.text_of"),
    *(
        "engine.examples.examples_of",
        "engine.index._loaded",
        "engine.own.loading.load_file",
        "engine.settings._defaults_of",
        "sources.aws_provider._document",
        "sources.runner.beside",
    ),
}
"""Caches by what the pack, the organization and their files name; all others are asked what programs write."""


def test_caches_of_what_programs_write_are_bounded() -> None:
    assert all_rules()
    found = {
        f"{module.__name__.removeprefix('policypack.')}.{name}"
        for module in [module for name, module in sys.modules.items() if name.startswith("policypack.")]
        if not module.__name__.startswith(("policypack.harvest", "policypack.fixing"))
        for name, value in vars(module).items()
        if isinstance(value, _lru_cache_wrapper)
        and value.__module__ == module.__name__
        and inspect.signature(value).parameters
        and value.cache_parameters()["maxsize"] is None
    }
    assert found <= OF_THE_PACK


def test_a_text_that_is_no_version_is_not_kept() -> None:
    before = versions._key.cache_info().currsize
    for number in range(100):
        assert versions.version_key(f"1.{number}." + "1" * 64) == ()
    assert versions._key.cache_info().currsize == before
