"""Facts about the project that more than one file has to state are the same in each."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from policypack.engine.registry import all_rules

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "requirements" / "constraints.txt"
LOCKED = ROOT / "requirements" / "locked.txt"
REQUIREMENTS = [
    ROOT / "requirements.txt",
    *sorted(set((ROOT / "requirements").glob("*.txt")) - {CONSTRAINTS, LOCKED}),
]
REPOSITORY = "https://github.com/aws-guardrails/aws-guardrails"


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def project() -> dict[str, Any]:
    return dict(tomllib.loads(text("pyproject.toml"))["project"])


def requirements(file: Path) -> list[Requirement]:
    lines = (line.split(" #")[0].strip() for line in file.read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def promised_pythons() -> list[str]:
    found = (re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", one) for one in project()["classifiers"])
    return [match[1] for match in found if match]


def test_the_version_is_the_same_everywhere() -> None:
    version = project()["version"]
    assert yaml.safe_load(text("PulumiPolicy.yaml"))["version"] == version
    assert re.search(rf"^## \[{re.escape(version)}\]", text("CHANGELOG.md"), re.MULTILINE)
    told = subprocess.run([sys.executable, "-m", "policypack", "--version"], cwd=ROOT, capture_output=True, check=True)
    assert told.stdout.decode() == f"aws-guardrails {version}\n"
    assert set(re.findall(r"(?:ref: |--branch )v([\w.]+)", text("docs/enforcement.md"))) == {version}
    for example in ("packaged", "own-rules"):
        assert text(f"examples/{example}/requirements.txt") == f"aws-guardrails=={version}\n"


def test_the_guides_name_the_version() -> None:
    assert set(re.findall(r"^aws-guardrails==(.*)$", text("docs/own-rules.md"), re.MULTILINE)) == {project()["version"]}


def test_no_rule_is_of_a_version_that_the_changelog_says_nothing_of() -> None:
    unreleased = text("CHANGELOG.md").partition("## [Unreleased]")[2].partition("\n## [")[0]
    newest = max(Version(rule.since) for rule in all_rules())
    assert newest <= Version(project()["version"]) or unreleased.strip()


@pytest.mark.parametrize("file", REQUIREMENTS, ids=lambda file: file.name)
@pytest.mark.parametrize("python", ["3.10", "3.11", "3.12", "3.13", "3.14"])
def test_each_requirement_has_one_pin_for_each_python(python: str, file: Path) -> None:
    environment = {"python_version": python, "python_full_version": f"{python}.0"}
    pins = requirements(CONSTRAINTS)
    for wanted in requirements(file):
        found = [pin for pin in pins if same(pin, wanted) and (pin.marker is None or pin.marker.evaluate(environment))]
        assert len(found) == 1, f"{wanted.name} on {python}: {found}"
        (specifier,) = found[0].specifier
        assert wanted.specifier.contains(specifier.version), f"{found[0]} is outside of {wanted}"


def test_development_installs_the_same_versions_by_hash() -> None:
    """Each file of each package has its hash, and none of it is a version that other commands do not have."""
    locked = LOCKED.read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", "\n".join(line for line in locked.splitlines() if not line.startswith("#")))
    assert len(packages) > 50
    assert [one for one in packages if one and not re.search(r"--hash=sha256:[0-9a-f]{64}", one)] == []
    found = [Requirement(one.split(" \\")[0]) for one in packages if one]
    pins = {(one.name, str(one.specifier)) for one in requirements(CONSTRAINTS)}
    assert {(one.name, str(one.specifier)) for one in found} <= pins


def same(one: Requirement, other: Requirement) -> bool:
    return one.name.lower().replace("_", "-") == other.name.lower().replace("_", "-")


def test_the_launcher_accepts_the_pythons_that_are_promised() -> None:
    bounds = dict(re.findall(r"^(oldest|newest)=(\d+)$", text("guardrails"), re.MULTILINE))
    oldest, newest = int(bounds["oldest"]), int(bounds["newest"])
    accepted = [f"3.{minor}" for minor in range(oldest, newest + 1)]
    assert accepted[: len(promised_pythons())] == promised_pythons()
    assert f"3.{oldest - 1}" not in SpecifierSet(project()["requires-python"])
    assert accepted[0] in SpecifierSet(project()["requires-python"])
    assert f"Python {promised_pythons()[0]} to {promised_pythons()[-1]}" in text("README.md")
    jobs = yaml.safe_load(text(".github/workflows/ci.yml"))["jobs"]
    assert jobs["unit"]["strategy"]["matrix"]["python"] == accepted


def test_extras_are_the_requirements_files() -> None:
    dynamic = tomllib.loads(text("pyproject.toml"))["tool"]["setuptools"]["dynamic"]
    named = {file for extra in dynamic["optional-dependencies"].values() for file in extra["file"]}
    needed = dynamic["dependencies"]["file"]
    assert needed == ["requirements.txt", "requirements/commands.txt"]
    assert {*needed, *named} == {file.relative_to(ROOT).as_posix() for file in REQUIREMENTS}


def test_the_repository_has_one_address() -> None:
    assert all(url.startswith(REPOSITORY) for url in project()["urls"].values())
    files = subprocess.run(["git", "ls-files", "*.md", "*.yml"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in files.stdout.split():
        for address in re.findall(r"https://github\.com/[\w.-]*/aws-guardrails", text(name)):
            assert address == REPOSITORY, name
