"""Files that people hand in, changed at random: each is read, or refused in one line that names it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from policypack.errors import GuardrailsError, problem_of
from policypack.model.texts import LONGEST
from policypack.reports.as_json import document_of
from policypack.sources.state import read_state
from policypack.wire.trees import SECRET, SIGNATURE
from tests.documents.test_any_file import PROJECT, READERS
from tests.fuzz.conftest import Search
from tests.fuzz.mutations import CANARY, Mutator
from tests.reports.samples import small

BUCKET = "aws:s3/bucket:Bucket"
URN = f"urn:pulumi:dev::shop::{BUCKET}::a"
ENTRY = {"rule": "s3-versioning", "resource": URN, "property": "versioning"}
EXEMPTION = {"rule": "s3-versioning", "resource": "a", "reason": "rebuilt", "owner": "web", "expires": "2027-01-31"}
SEEDS: dict[str, Any] = {
    "settings": {
        "preset": "standard",
        "levels": {"all": "advisory", "s3-*": "mandatory", "s3-versioning": "disabled"},
        "options": {"vpc-three-zones": {"minZones": 2}, "required-tags": {"keys": ["team"], "values": {"team": "web"}}},
        "environments": [{"stack": ["prod*"], "tags": {"team": "web"}, "levels": {"s3-*": "mandatory"}}],
        "exemptions": [EXEMPTION],
        "maxExemptionDays": 90,
        "stacksMay": {"levels": ["s3-*"], "options": ["all"], "exempt": "s3-*"},
    },
    "policies": {
        "all": "advisory",
        "vpc-three-zones": {"enforcementLevel": "mandatory", "minZones": 3},
        "guardrails": {"exemptions": [EXEMPTION], "preset": "standard"},
    },
    "project": {
        "name": "shop",
        "runtime": {"name": "python", "options": {"virtualenv": "venv", "toolchain": "pip"}},
        "main": ".",
        "config": {"aws:region": "eu-west-1", "size": {"type": "integer", "default": 3, "secret": True}},
    },
    "language": {"name": "shop", "runtime": {"name": "nodejs"}},
    "stack": {
        "config": {"aws:region": "eu-west-1", "shop:a": [1, {"b": "c"}], "shop:p": {"secure": "v1:x"}},
        "environment": ["a"],
        "encryptionsalt": "v1:x",
    },
    "answers": {
        "aws:ec2/getVpc:getVpc": [{"args": {"tags": {"a": "b"}}, "answer": {"id": "vpc-1", "ids": ["a"]}}],
        "pulumi:pulumi:StackReference": {"vpcId": "vpc-1"},
    },
    "outputs": {"vpcId": "vpc-1", "subnets": ["a", "b"], "nested": {"a": {"b": 1}}},
    "pack": {"name": "aws-guardrails", "version": "0.1.0", "description": "x", "runtime": "python", "website": "x"},
    "baseline": {"format": 1, "findings": [ENTRY, {**ENTRY, "property": ""}]},
    "report": document_of(small().stacks[0]),
    "event log": {
        "policyEvent": {
            "resourceUrn": URN,
            "message": "a\nFix: b",
            "policyName": "s3-versioning",
            "policyPackName": "aws-guardrails",
            "policyPackVersion": "0.1.0",
            "enforcementLevel": "mandatory",
            "severity": "high",
        },
        "preludeEvent": {"config": {"aws:region": "eu-west-1"}},
        "resourcePreEvent": {"metadata": {"urn": URN, "type": BUCKET, "new": {"urn": URN, "inputs": {"a": 1}}}},
    },
    "preview": {
        "steps": [{"op": "create", "newState": {"urn": URN, "type": BUCKET, "sourcePosition": "project:///a.py#2"}}]
    },
    "catalog": {
        "engine_versions": {
            "rds": {"eu-west-1": {"postgres": {"as_of": "2026-11-01", "complete": True, "versions": ["15.4"]}}}
        },
        "zones": {"regions": {"eu-west-1": {"names": ["eu-west-1a"], "ids": ["euw1-az1"], "as_of": "2026-11-01"}}},
        "lambda_runtimes": {"runtimes": {"python3.9": {"deprecated": "2025-12-15"}}},
        "log_exports": {"instances": {"postgres": {"valid": ["postgresql"], "wanted": ["postgresql"]}}},
    },
    "state": {
        "version": 3,
        "deployment": {
            "resources": [
                {"urn": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "type": "pulumi:pulumi:Stack"},
                {
                    "urn": URN,
                    "type": BUCKET,
                    "id": "a",
                    "parent": "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
                    "provider": "urn:pulumi:dev::shop::pulumi:providers:aws::default::id",
                    "inputs": {"bucket": "a", "tags": {"a": {SIGNATURE: SECRET, "plaintext": f'"{CANARY}"'}}},
                    "outputs": {"bucket": "a", "arn": {SIGNATURE: SECRET, "ciphertext": f"{CANARY}-"}},
                    "dependencies": [URN],
                    "propertyDependencies": {"bucket": [URN], "tags": None},
                },
            ]
        },
    },
    "plugin": {"resource": True, "name": "aws", "version": "7.1.0"},
}


def test_no_file_breaks_who_reads_it(search: Search, tmp_path: Path) -> None:
    assert SEEDS.keys() == READERS.keys()
    (tmp_path / "__main__.py").write_text("")
    others = [part for seed in SEEDS.values() for part in seed.values()]
    for source in search.cases(1200):
        mutator = Mutator(source, others)
        reader = source.choice(list(READERS))
        name, read, _ = READERS[reader]
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "Pulumi.yaml").write_text(PROJECT)
        content = contents(mutator, SEEDS[reader], is_json=name.endswith(".json"))
        path.write_bytes(content)
        try:
            read(path)
        except GuardrailsError as error:
            said, _ = problem_of(error)
            assert len(said.encode("utf-8", "surrogatepass")) <= LONGEST
            assert str(tmp_path) in said or "configuration key" in said
        except Exception as error:
            raise AssertionError(f"{name}: {error!r} of {content[:2000]!r}") from error
        path.unlink()


def contents(mutator: Mutator, seed: Any, *, is_json: bool) -> bytes:
    """The file, changed as data, as a text, or as both."""
    way = mutator.random.randrange(3)
    tree = mutator.tree(seed) if way else seed
    text = json.dumps(tree) if is_json or mutator.random.random() < 0.5 else _yaml(tree)
    return text.encode() if way == 1 else mutator.written(text)


def _yaml(tree: Any) -> str:
    return str(yaml.safe_dump(tree, allow_unicode="\\ud" not in json.dumps(tree)))  # Half a character is an escape.


def test_no_secret_of_a_state_is_read(search: Search, tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    for source in search.cases(100):
        path.write_text(json.dumps(Mutator(source, [URN, {}]).tree(SEEDS["state"])))
        try:
            state = read_state(path)
            said = [repr((one, dict(one.inputs), dict(one.outputs or {}))) for one in state.resources]
        except GuardrailsError as error:
            said = [str(error)]
        assert not any(CANARY in one for one in said)
