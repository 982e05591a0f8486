"""What comes before `pulumi policy publish`: the tracked files boot elsewhere with ``requirements.txt`` alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.conftest import NewEngine
from tests.engine.published import environment, pythons, tracked_copy
from tests.engine.pulumi_cli import Unavailable

PROGRAM = """
    import pulumi_aws as aws
    aws.rds.Instance("orders", engine="postgres", engine_version="15.4", instance_class="db.t4g.medium",
                     allocated_storage=100, storage_type="gp2", username="orders", manage_master_user_password=True)
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tracked_copy(tmp_path_factory.mktemp("published") / "pack")


@pytest.mark.parametrize("version", dict.fromkeys(pythons()))
def test_the_tracked_files_boot_elsewhere(version: str, published: Path, new_engine: NewEngine) -> None:
    found = environment(version, published / "requirements.txt")
    if isinstance(found, Unavailable):
        running = f"{sys.version_info.major}.{sys.version_info.minor}" == version
        if running and os.environ.get("CI") == "true":
            pytest.fail(found.reason)
        pytest.skip(found.reason)
    virtualenv = published / ".venv"
    virtualenv.unlink(missing_ok=True)
    virtualenv.symlink_to(found, target_is_directory=True)
    assert not_installed(found) == {"pulumi_aws", "pytest", "boto3"}
    compiling = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": ""}
    result = new_engine().preview(PROGRAM, pack=published, config={"aws:region": "eu-south-2"}, env=compiling)
    assert not result.succeeded
    assert {("rds-engine-version-available", "orders"), ("rds-storage-gp3", "orders")} <= result.found, result
    assert f"local: {published}" in result.stdout
    compiled = (published / "policypack" / "__pycache__").glob(f"*cpython-{version.replace('.', '')}*")
    assert list(compiled), "another Python ran the pack"


def not_installed(virtualenv: Path) -> set[str]:
    """Those of what tests and programs need that the environment does not have."""
    names = ["pulumi_aws", "pytest", "boto3"]
    code = f"import importlib.util as u, json; print(json.dumps([n for n in {names} if u.find_spec(n) is None]))"
    done = subprocess.run(
        [str(virtualenv / "bin" / "python"), "-I", "-c", code], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_nothing_large_and_no_secret_travels(published: Path) -> None:
    files = [one for one in published.rglob("*") if one.is_file() and not one.is_symlink() and ".venv" not in one.parts]
    assert {"PulumiPolicy.yaml", "__main__.py", "requirements.txt"} <= {one.name for one in published.iterdir()}
    assert sum(one.stat().st_size for one in files) < 25_000_000
    assert not [one for one in files if one.suffix in (".pem", ".key") or one.name == ".env"]
