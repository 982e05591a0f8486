"""What a release has: the package's files, and licences that let everybody use it."""

from __future__ import annotations

import ast
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.licences import LicenceError, Licensed, is_permissive, licence_of, licences_of, table

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "policypack"
ASKS = frozenset({"eval", "exec", "compile", "__import__"})
RISKY = frozenset({"pickle", "marshal", "shelve", "dill", "cloudpickle"})
SHELLS = frozenset({"system", "popen", "getoutput", "getstatusoutput"})


def test_all_that_is_installed_may_be_used_by_everybody() -> None:
    found = licences_of(sys.executable)
    assert {"pulumi", "pulumi-policy", "grpcio"} <= {one.name.lower().replace("_", "-") for one in found}
    assert all(one.licence for one in found)


@pytest.mark.parametrize(
    ("licence", "permissive"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("GPL-3.0-only OR MIT", True),
        ("MIT AND GPL-3.0-only", False),
        ("(MIT AND Apache-2.0)", True),
        ("AGPL-3.0", False),
        ("", False),
    ],
)
def test_which_licences_are_permissive(licence: str, permissive: bool) -> None:
    assert is_permissive(licence) is permissive


def test_what_metadata_says_of_a_licence() -> None:
    assert licence_of("MIT", "other", ["BSD License"]) == "MIT"
    assert licence_of("", "a long text\nof a licence", ["Apache Software License"]) == "Apache-2.0"
    assert licence_of("", "Apache 2.0", []) == "Apache-2.0"
    assert licence_of("", "Our own\nterms", []) == "Our own"
    assert table([Licensed("a", "1", "MIT")]).splitlines()[-1] == "| a | 1 | MIT |"


def test_an_unknown_licence_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.licences.PERMISSIVE", frozenset())
    with pytest.raises(LicenceError, match="pulumi"):
        licences_of(sys.executable)


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both, built without an environment of their own, from files that git knows."""
    folder = tmp_path_factory.mktemp("release")
    code = (
        "import setuptools.build_meta as backend, sys; out = sys.argv[1]"
        "; backend.build_wheel(out); backend.build_sdist(out)"
    )
    source = folder / "source"
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(source)], check=True)
    for name in subprocess.run(
        ["git", "-C", str(ROOT), "diff", "--name-only", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.splitlines():
        if (ROOT / name).exists():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    subprocess.run([sys.executable, "-c", code, str(folder)], cwd=source, check=True, capture_output=True)
    return folder


def test_the_wheel_has_the_package_and_nothing_else(distributions: Path) -> None:
    (file,) = distributions.glob("*.whl")
    with zipfile.ZipFile(file) as wheel:
        names = wheel.namelist()
        (entry_points,) = (one for one in names if one.endswith("entry_points.txt"))
        commands = wheel.read(entry_points).decode()
    release = file.name.partition("-py3")[0]
    assert {one.split("/")[0] for one in names} == {"policypack", f"{release}.dist-info", f"{release}.data"}
    assert [one for one in names if ".data/" in one] == [f"{release}.data/data/share/man/man1/guardrails.1"]
    for needed in ("py.typed", "engine/index.json", "reports/as_html/page.js", "aws/s3/rules/s3_versioning.py"):
        assert f"policypack/{needed}" in names
    data = {one.relative_to(ROOT).as_posix() for one in PACKAGE.rglob("*.json")}
    assert data <= set(names)
    assert any(one.endswith("licenses/LICENSE") for one in names)
    assert "guardrails = policypack.__main__:main" in commands
    assert file.stat().st_size < 20_000_000


def test_the_source_distribution_builds_the_same_package(distributions: Path) -> None:
    (file,) = distributions.glob("*.tar.gz")
    with tarfile.open(file) as archive:
        names = {one.partition("/")[2] for one in archive.getnames()}
    assert {
        "pyproject.toml",
        "requirements.txt",
        "policypack/engine/index.json",
        "docs/guardrails.1",
        "LICENSE",
    } <= names


def calls(file: Path) -> Iterator[tuple[int, str]]:
    """What in a file runs code that is made at run time, or hands a text to a shell."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            yield from ((node.lineno, name) for name in names if name.partition(".")[0] in RISKY)
        elif isinstance(node, ast.Call):
            function = node.func
            if isinstance(function, ast.Name) and function.id in ASKS:
                yield node.lineno, function.id
            if isinstance(function, ast.Attribute) and function.attr in SHELLS:
                yield node.lineno, function.attr
            yield from (
                (node.lineno, "shell=True")
                for one in node.keywords
                if one.arg == "shell" and not (isinstance(one.value, ast.Constant) and one.value.value is False)
            )


ALLOWED = {("policypack/sources/runner.py", "compile"), ("policypack/sources/runner.py", "exec")}
"""The runner's business is to run a program."""


def test_nothing_runs_a_text() -> None:
    files = [*PACKAGE.rglob("*.py"), *(ROOT / "tools").rglob("*.py"), ROOT / "__main__.py"]
    found = {(file.relative_to(ROOT).as_posix(), what) for file in files for _, what in calls(file)}
    assert found <= ALLOWED, found - ALLOWED
