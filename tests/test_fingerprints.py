"""A fingerprint stays the same for the same fault, whatever else of the program changes; another value has another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.test_commands import project, run

PROGRAM = """
import pulumi, pulumi_aws as aws
aws.rds.Instance("db", engine="postgres", engine_version="15.4", instance_class="db.t3.micro", storage_type="gp2",
                 allocated_storage=20, password=pulumi.Config().require_secret("word"))
aws.ec2.SecurityGroup("web", ingress=[
    {"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": ["10.0.0.0/8"]},
    {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"]},
    {"protocol": "tcp", "from_port": 3389, "to_port": 3389, "cidr_blocks": ["0.0.0.0/0"]},
])
"""


def fingerprints(folder: Path, program: str, name: str = "__main__.py") -> dict[tuple[str, str, str], list[str]]:
    """By resource, rule and property; those of a list's elements together."""
    folder.mkdir()
    yaml = f"name: shop\nruntime: python\nmain: {name}\n" if name != "__main__.py" else "name: shop\nruntime: python\n"
    project(folder, program, yaml=yaml)
    (folder / "__main__.py").rename(folder / name)
    options = ("--config", "aws:region=us-east-1", "--secret-config", "word=open-sesame", "--stack", "dev")
    done = run("preview", folder, "--format", "json", *options)
    assert done.returncode == 1, done.stderr
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in json.loads(done.stdout)["findings"]:
        found.setdefault((one["name"], one["rule"], one["property"]), []).append(one["fingerprint"])
    return found


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], list[str]]:
    return fingerprints(tmp_path_factory.mktemp("fingerprints") / "before", PROGRAM)


def test_each_finding_has_its_own(before: dict[tuple[str, str, str], list[str]]) -> None:
    every = [one for found in before.values() for one in found]
    assert len(every) == len(set(every)) > 5
    assert all(len(one) == 32 and set(one) <= set("0123456789abcdef") for one in every)


@pytest.mark.parametrize(
    ("program", "name"),
    [
        pytest.param(f"# moved\n\n\n{PROGRAM}", "__main__.py", id="lines"),
        pytest.param(PROGRAM, "other.py", id="file"),
        pytest.param(f'{PROGRAM}\naws.sns.Topic("news")\n', "__main__.py", id="further resource"),
    ],
)
def test_what_does_not_change_one(
    program: str, name: str, before: dict[tuple[str, str, str], list[str]], tmp_path: Path
) -> None:
    after = fingerprints(tmp_path / "after", program, name)
    assert {key: found for key, found in after.items() if key[0] in ("db", "web")} == {
        key: found for key, found in before.items() if key[0] in ("db", "web")
    }


def test_a_rule_before_it_in_a_list_does_not_change_one(
    before: dict[tuple[str, str, str], list[str]], tmp_path: Path
) -> None:
    first = '    {"protocol": "tcp", "from_port": 80, "to_port": 80, "cidr_blocks": ["10.0.0.0/8"]},\n'
    after = fingerprints(tmp_path / "after", PROGRAM.replace("ingress=[\n", f"ingress=[\n{first}"))

    def of_elements(found: dict[tuple[str, str, str], list[str]]) -> list[str]:
        return sorted(one for (name, _, at), many in found.items() if name == "web" and "[" in at for one in many)

    assert of_elements(after) == of_elements(before) != []


def test_another_value_changes_it(before: dict[tuple[str, str, str], list[str]], tmp_path: Path) -> None:
    after = fingerprints(tmp_path / "after", PROGRAM.replace('"gp2"', '"standard"'))
    changed = {key for key, found in after.items() if before.get(key, found) != found}
    assert ("db", "rds-storage-gp3", "storageType") in changed
    assert all(at == "storageType" for _, _, at in changed)


def test_no_secret_is_in_one(before: dict[tuple[str, str, str], Any], tmp_path: Path) -> None:
    """Another password is the same fault."""
    after = fingerprints(
        tmp_path / "after", PROGRAM.replace('require_secret("word")', 'require_secret("word").apply(len)')
    )
    passwords = {key: found for key, found in before.items() if key[2] == "password"}
    assert {key: after.get(key) for key in passwords} == passwords
