"""A pack as it travels: the files that git tracks, and an environment with ``requirements.txt`` alone."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.engine.pulumi_cli import Unavailable, cache_directory

ROOT = Path(__file__).parents[2]
_RUNNING = f"{sys.version_info.major}.{sys.version_info.minor}"
_OLDEST, _NEWEST_FIRST = "3.10", ("3.14", "3.13", "3.12", "3.11")


def tracked_copy(folder: Path) -> Path:
    """A copy of what git tracks, as `pulumi policy publish` would pack it: what git ignores stays behind."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def pythons() -> tuple[str, ...]:
    """The oldest Python that the pack promises, and the newest that is there."""
    return (_OLDEST, next((version for version in _NEWEST_FIRST if _python(version)), _RUNNING))


def environment(version: str, requirements: Path) -> Path | Unavailable:
    """A virtual environment with the requirements alone, made once for the same Python and text."""
    python = _python(version)
    if python is None:
        return Unavailable(f"no python{version} on PATH")
    key = hashlib.sha256(f"{version}\n{requirements.read_text(encoding='utf-8')}".encode()).hexdigest()[:16]
    home = cache_directory() / "published" / f"{version}-{key}"
    done = home / ".complete"
    if not done.exists():
        shutil.rmtree(home, ignore_errors=True)
        install = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", "-r", str(requirements)]
        for command in ([python, "-m", "venv", str(home)], install):
            made = subprocess.run(command, capture_output=True, text=True, check=False, env=_plain_environment())
            if made.returncode != 0:
                last = " / ".join((made.stderr or made.stdout).strip().splitlines()[-2:])
                return Unavailable(f"python{version} with requirements.txt could not be had: {last}")
        done.touch()
    return home


def _python(version: str) -> str | None:
    """The interpreter of that version: the running one, one on PATH, or the one behind pyenv's shim of that name."""
    if version == _RUNNING:
        return sys.executable
    found = shutil.which(f"python{version}")
    if found is None:
        return None
    versions = Path(found).parent.parent / "versions"
    behind_shim = versions.glob(f"{version}.*/bin/python{version}") if Path(found).parent.name == "shims" else ()
    return next((one for one in (found, *map(str, sorted(behind_shim))) if _works(one, version)), None)


def _works(python: str, version: str) -> bool:
    done = subprocess.run([python, "--version"], capture_output=True, text=True, check=False)
    return done.returncode == 0 and f" {version}." in done.stdout


def _plain_environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
