"""Fixes in TypeScript and YAML: pasted into the program as they are printed, they make the finding go away."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.engine.conftest import NewEngine, required
from tests.engine.engine import Engine
from tests.engine.results import PolicyFinding, Result
from tests.engine.runtimes import node_modules, yaml_host

PROMISED = os.environ.get("CI") == "true"
ROOT = Path(__file__).parents[2]
CONFIG = {"aws:region": "eu-south-2"}

TYPESCRIPT = {
    "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
    "package.json": '{"name": "shop", "main": "index.ts"}\n',
    "tsconfig.json": '{"compilerOptions": {"strict": true, "target": "es2020", "module": "commonjs"}}\n',
    "index.ts": """\
import * as aws from "@pulumi/aws";

const jobs = new aws.sqs.Queue("jobs", {
    name: "jobs.fifo",
});
const key = new aws.kms.Key("key", {
    deletionWindowInDays: 3,
});
const logs = new aws.s3.Bucket("logs", {
});
const orders = new aws.rds.Instance("orders", {
    engine: "postgres",
    instanceClass: "db.t4g.micro",
    allocatedStorage: 20,
    storageType: "gp2",
    username: "orders",
    manageMasterUserPassword: true,
    skipFinalSnapshot: true,
});
""",
}
YAML = {
    "Pulumi.yaml": """\
name: shop
runtime: yaml
resources:
  jobs:
    type: aws:sqs:Queue
    properties:
      name: jobs.fifo
  key:
    type: aws:kms:Key
    properties:
      deletionWindowInDays: 3
  logs:
    type: aws:s3:Bucket
    properties:
      forceDestroy: false
    options:
      version: 7.51.1
  orders:
    type: aws:rds:Instance
    properties:
      engine: postgres
      instanceClass: db.t4g.micro
      allocatedStorage: 20
      storageType: gp2
      username: orders
      manageMasterUserPassword: true
      skipFinalSnapshot: true
""",
}
FAULTS = {
    ("kms-key-valid", "key"): "deletionWindowInDays",
    ("rds-storage-gp3", "orders"): "storageType",
    ("s3-versioning", "logs"): "",
    ("sqs-queue-valid", "jobs"): "fifoQueue",
}
"""Rule and resource -> the argument that the fix sets; none where it makes a resource."""


@pytest.fixture(scope="module")
def typescript(new_engine: NewEngine) -> Engine:
    engine = new_engine()
    engine.enable_typescript(required(node_modules(), promised=PROMISED))
    return engine


@pytest.fixture(scope="module")
def yaml(new_engine: NewEngine) -> Engine:
    engine = new_engine()
    engine.enable_yaml(required(yaml_host(), promised=PROMISED))
    return engine


def test_the_fixes_of_a_program_in_typescript(typescript: Engine, tmp_path: Path) -> None:
    before = preview(typescript, TYPESCRIPT, tmp_path / "before")
    program = TYPESCRIPT["index.ts"]
    for one in faults(before):
        for line in code_of(one, "//"):
            if line.startswith("new "):
                program += f"{line};\n"
            else:
                program = with_argument(program, f'("{one.resource}", {{', f"    {line},", line.partition(":")[0])
    after = preview(typescript, {**TYPESCRIPT, "index.ts": program}, tmp_path / "after")
    assert "BucketVersioning" in program
    assert not faults(after), f"{program}\n{after}"
    assert not [text for severity, text in after.messages if severity == "error"], after


def test_the_fixes_of_a_program_in_yaml(yaml: Engine, tmp_path: Path) -> None:
    before = preview(yaml, YAML, tmp_path / "before")
    program = YAML["Pulumi.yaml"]
    for one in faults(before):
        for line in code_of(one, "#"):
            if "{type:" in line:
                program += f"  {line}\n"
            else:
                place = re.compile(rf"  {one.resource}:\n    type: .*\n    properties:").search(program)
                assert place
                program = with_argument(program, place.group(), f"      {line}", line.partition(":")[0])
    after = preview(yaml, {"Pulumi.yaml": program}, tmp_path / "after")
    assert "BucketVersioning" in program
    assert not faults(after), f"{program}\n{after}"
    assert not [text for severity, text in after.messages if severity == "error"], after


def preview(engine: Engine, files: Mapping[str, str], folder: Path) -> Result:
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    # Types are checked once, with what was pasted: a check takes longer than all else.
    unchecked = {"PULUMI_NODEJS_TRANSPILE_ONLY": str(folder.name == "before").lower()}
    result = engine.preview(folder, pack=ROOT, config=CONFIG, policy_config={"all": "advisory"}, env=unchecked)
    assert result.findings, result
    if folder.name == "before":
        found = {(one.policy, one.resource): one for one in faults(result)}
        assert found.keys() == FAULTS.keys(), result
        assert all(name in found[place].message for place, name in FAULTS.items()), "names are the language's"
    return result


def faults(result: Result) -> list[PolicyFinding]:
    return [one for one in result.findings if (one.policy, one.resource) in FAULTS]


def code_of(finding: PolicyFinding, comment: str) -> list[str]:
    """The lines of the printed fix without the remark behind them."""
    _, _, fix = finding.message.partition("Fix: ")
    return [line.split(f"  {comment} ")[0].strip() for line in fix.splitlines()]


def with_argument(program: str, start: str, line: str, name: str) -> str:
    """The program with the line in place of the one that sets the argument, or as the first argument."""
    before, _, rest = program.partition(start)
    block, end, after = re.split(r"(\n\}|\n  \w|\Z)", rest, maxsplit=1)
    block = re.sub(rf"\n +{name}:.*", "", block)
    return f"{before}{start}\n{line}{block}{end}{after}"
