"""Finds the official Pulumi CLI, or builds it once from its Go module."""

from __future__ import annotations

import fcntl
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MODULE = Path(__file__).parent / "cli"
PROGRAM_RUNNER = "pulumi-language-python-exec"
LANGUAGE_HOST = "pulumi-language-python"
_CLI_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
_SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3"
_BUILD_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Cli:
    """A usable Pulumi CLI.

    ``program_runner`` is Pulumi's own script that runs a Python program; it is set exactly where the CLI has no Python
    language host of its own, so that the stand-in must serve.
    """

    executable: Path
    version: str
    program_runner: Path | None = None

    @property
    def has_language_host(self) -> bool:
        return self.program_runner is None


@dataclass(frozen=True, slots=True)
class Unavailable:
    """Why there is no CLI, and what to install."""

    reason: str


def find_or_build_cli() -> Cli | Unavailable:
    """The ``pulumi`` on PATH if it is at least as new as the pinned one, else the pinned one, built where ``go`` is."""
    installed = _installed_cli()
    if isinstance(installed, Cli):
        return installed
    home = cache_directory() / "pulumi" / _cache_key()
    go = shutil.which("go")
    if go is None and not (home / "pulumi").exists():
        return Unavailable(
            f"{installed.reason}: install the Pulumi CLI {pinned_version()} or newer "
            "(https://www.pulumi.com/docs/iac/download-install/), or Go to build it with (https://go.dev/dl/)"
        )
    return _built_cli(go or "go", home)


def pinned_version() -> str:
    """The CLI's version in ``cli/go.mod``, as ``3.259.0``."""
    match = re.search(r"github\.com/pulumi/pulumi/pkg/v3 v(\S+)", (MODULE / "go.mod").read_text())
    if match is None:
        raise ValueError(f"{MODULE / 'go.mod'} does not require github.com/pulumi/pulumi/pkg/v3")
    return match.group(1)


def cache_directory() -> Path:
    """``AWS_GUARDRAILS_CACHE``, else the user's cache directory."""
    chosen = os.environ.get("AWS_GUARDRAILS_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "aws-guardrails"


def _installed_cli() -> Cli | Unavailable:
    found = shutil.which("pulumi")
    if found is None:
        return Unavailable("no `pulumi` on PATH")
    answer = subprocess.run(
        [found, "version"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PULUMI_SKIP_UPDATE_CHECK": "true"},
    )
    version = answer.stdout.strip().removeprefix("v")
    if _ordinal(version) < _ordinal(pinned_version()):
        return Unavailable(f"`pulumi` on PATH is {version or 'not working'}, older than {pinned_version()}")
    beside = Path(found).resolve().parent / LANGUAGE_HOST
    if not beside.exists() and shutil.which(LANGUAGE_HOST) is None:
        return Unavailable(f"`pulumi` on PATH comes without its {LANGUAGE_HOST}")
    return Cli(Path(found), version)


def _ordinal(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _built_cli(go: str, home: Path) -> Cli | Unavailable:
    if not (home / "pulumi").exists():
        home.parent.mkdir(parents=True, exist_ok=True)
        with locked(home.with_suffix(".lock")):
            if not (home / "pulumi").exists():
                failure = _build(go, home)
                if failure is not None:
                    return failure
    return Cli(home / "pulumi", pinned_version(), home / PROGRAM_RUNNER)


def _cache_key() -> str:
    digest = hashlib.sha256()
    for name in ("go.mod", "go.sum"):
        digest.update((MODULE / name).read_bytes())
    return f"{pinned_version()}-{platform.system()}-{platform.machine()}-{digest.hexdigest()[:16]}".lower()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock file; another test process waits here until the build is done."""
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _build(go: str, home: Path) -> Unavailable | None:
    """Builds into a directory beside ``home`` and renames it: a build cut short leaves nothing behind that is used."""
    sys.stderr.write(f"building the Pulumi CLI {pinned_version()} into {home} (once; about 4 minutes)...\n")
    version_flag = f"-X {_SDK_MODULE}/go/common/version.Version=v{pinned_version()}"
    with tempfile.TemporaryDirectory(prefix="building-", dir=home.parent) as building:
        unfinished = Path(building) / "bin"
        unfinished.mkdir()
        build = [go, "build", "-mod=readonly", "-o", f"{unfinished}/pulumi", "-ldflags", version_flag, _CLI_PACKAGE]
        source = [go, "list", "-mod=readonly", "-m", "-f", "{{.Dir}}", _SDK_MODULE]
        for command in (build, source):
            done = subprocess.run(
                command, cwd=MODULE, capture_output=True, text=True, check=False, timeout=_BUILD_SECONDS
            )
            if done.returncode != 0:
                last = " / ".join(done.stderr.strip().splitlines()[-3:])
                return Unavailable(f"the Pulumi CLI could not be built with {go}: {last}")
        runner = Path(done.stdout.strip()) / "python" / "cmd" / PROGRAM_RUNNER
        shutil.copyfile(runner, unfinished / PROGRAM_RUNNER)
        unfinished.rename(home)
    return None
