"""`pulumi policy publish`, by the CLI itself, to a stand-in of the service; what it uploads runs as a pack."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.engine.conftest import NewEngine
from tests.engine.published import tracked_copy
from tests.engine.stand_ins.service import ORGANIZATION, Service, service

ROOT = Path(__file__).parents[2]
OWN = ROOT / "examples" / "own-rules"
PROGRAM = 'import pulumi_aws as aws\naws.s3.Bucket("logs")\n'
CONFIG = {"aws:region": "eu-south-2"}


def publish(pack: Path, new_engine: NewEngine) -> Service:
    """Publishes the pack of a folder, with the tests' environment as its own."""
    (pack / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    with service() as told:
        environment = new_engine().environment()
        done = subprocess.run(
            ["pulumi", "policy", "publish", ORGANIZATION, "--non-interactive", "--color", "never"],
            cwd=pack,
            env={
                **environment,
                "PULUMI_BACKEND_URL": told.url,
                "PULUMI_ACCESS_TOKEN": "of no importance",
                "PYTHONPATH": str(ROOT),
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return told


def unpacked(told: Service, folder: Path) -> Path:
    """The archive's folder, as an enforcing machine unpacks it."""
    with tarfile.open(fileobj=io.BytesIO(told.archive)) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


@pytest.mark.engine
def test_the_pack_is_published_and_runs_where_it_is_unpacked(tmp_path: Path, new_engine: NewEngine) -> None:
    copy = tracked_copy(tmp_path / "pack")
    told = publish(copy, new_engine)
    assert told.described["name"] == "aws-guardrails"
    policies = {one["name"]: one for one in told.described["policies"]}
    assert len(policies) > 390
    assert policies["s3-versioning"]["enforcementLevel"] == "mandatory"
    assert "minZones" in policies["vpc-three-zones"]["configSchema"]["properties"]
    version = told.described["versionTag"]
    assert f"POST /api/orgs/{ORGANIZATION}/policypacks/aws-guardrails/versions/{version}/complete" == told.requests[-1]
    assert len(told.archive) < 25_000_000
    pack = unpacked(told, tmp_path / "elsewhere")
    assert not (pack / ".venv").exists()
    assert (pack / "requirements.txt").read_bytes() == (ROOT / "requirements.txt").read_bytes()
    result = new_engine().preview(PROGRAM, pack=pack, config=CONFIG)
    assert ("s3-versioning", "logs") in result.found, result


@pytest.mark.engine
def test_a_pack_with_own_rules_is_published_with_them(tmp_path: Path, new_engine: NewEngine) -> None:
    pack = tmp_path / "pack"
    for file in (one for one in OWN.rglob("*") if one.is_file() and not {".venv", "__pycache__"} & set(one.parts)):
        (pack / file.relative_to(OWN)).parent.mkdir(parents=True, exist_ok=True)
        (pack / file.relative_to(OWN)).write_bytes(file.read_bytes())
    told = publish(pack, new_engine)
    names = {one["name"]: one["enforcementLevel"] for one in told.described["policies"]}
    assert names["acme-topic-subscribed"] == "mandatory"
    assert (told.described["name"], told.described["versionTag"]) == ("acme-guardrails", "1.0.0")
    assert (unpacked(told, tmp_path / "elsewhere") / "rules" / "acme_database_class.yaml").is_file()
