"""An environment with pulumi-aws 6, made once and kept outside of the tree."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.engine.pulumi_cli import Unavailable, cache_directory

REQUIREMENTS = Path(__file__).parent / "programs" / "legacy_v6" / "requirements.txt"
_INSTALL_SECONDS = 900


def find_or_make_environment() -> Path | Unavailable:
    """The virtual environment of ``legacy_v6/requirements.txt``; without a package index, why there is none."""
    digest = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:16]
    home = cache_directory() / "pulumi-aws-6" / digest
    if not (home / "complete").exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        with home.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            failure = None if (home / "complete").exists() else _make(home)
        if failure is not None:
            return failure
    return home


def _make(home: Path) -> Unavailable | None:
    """An environment cannot be moved, so a mark in it says that it is whole."""
    sys.stderr.write(f"installing pulumi-aws 6 into {home} (once; about a minute)...\n")
    shutil.rmtree(home, ignore_errors=True)
    venv.create(home, with_pip=True)
    pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [*pip, "-r", str(REQUIREMENTS)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=_INSTALL_SECONDS,
        )
    if done.returncode != 0:
        last = " / ".join(done.stderr.strip().splitlines()[-2:])
        return Unavailable(f"pulumi-aws 6 could not be installed: {last}")
    (home / "complete").touch()
    return None
