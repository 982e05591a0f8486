"""Makes a release: ``python -m tools.release [FOLDER]``, in an environment with ``requirements/release.txt``.

Builds wheel and source distribution twice and compares them to the byte; installs the wheel in an environment of its
own and checks ``examples/flawed`` with it; writes the bill of materials of what came with it (CycloneDX) and the
licences. Ends with the hashes of all files. ``--pythons`` also tries the wheel with other Pythons.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.licences import LicenceError, licences_of, table

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "flawed"
_FINDINGS = 1
"""The exit status of a preview that finds something, which the example is made for."""


class ReleaseError(Exception):
    """What keeps a release from being made."""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: the folder has the release; 1: it was not made, and why is printed."""
    parser = argparse.ArgumentParser(prog="python -m tools.release", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "dist")
    parser.add_argument(
        "--pythons", nargs="*", default=[], metavar="PYTHON", help="further Pythons to try the wheel with"
    )
    options = parser.parse_args(arguments)
    try:
        make(options.folder, options.pythons)
    except (ReleaseError, LicenceError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def make(folder: Path, pythons: Sequence[str]) -> None:
    """Puts all files of the release into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        first, second = (build(Path(scratch) / name) for name in ("first", "second"))
        different = [name for name, one in first.items() if second.get(name) != one]
        if different or first.keys() != second.keys():
            raise ReleaseError(f"two builds differ: {', '.join(different) or 'their files'}")
        for name in first:
            shutil.copyfile(Path(scratch) / "first" / name, folder / name)
        (wheel,) = folder.glob("*.whl") if len(list(folder.glob("*.whl"))) == 1 else newest(folder)
        for number, python in enumerate([sys.executable, *pythons]):
            home = Path(scratch) / f"environment-{number}"
            print(f"{python}: {try_wheel(wheel, python, home)}")
        python = str(Path(scratch) / "environment-0" / "bin" / "python")
        (folder / "licences.md").write_text(table(licences_of(python)), encoding="utf-8")
        bill(python, folder / "sbom.cdx.json")
    for name, digest in sorted(hashes(folder).items()):
        print(f"{digest}  {name}")


def newest(folder: Path) -> Iterator[Path]:
    """Of several versions in a folder, the one that was written last."""
    yield max(folder.glob("*.whl"), key=lambda one: one.stat().st_mtime)


def build(folder: Path) -> dict[str, str]:
    """Builds both distributions; the hash of each. Times in them are those of the last commit."""
    stamp = os.environ.get("SOURCE_DATE_EPOCH") or said("git", "log", "-1", "--format=%ct")
    run(sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT), environment={"SOURCE_DATE_EPOCH": stamp})
    for archive in folder.glob("*.tar.gz"):
        settle(archive, int(stamp))
    return hashes(folder)


def settle(archive: Path, time: int) -> None:
    """Writes a source distribution anew with one time and owner, in a fixed order: setuptools has those of the day."""
    with tarfile.open(archive) as old:
        contents = [(one, old.extractfile(one)) for one in sorted(old.getmembers(), key=lambda one: one.name)]
        settled = io.BytesIO()
        with tarfile.open(fileobj=settled, mode="w", format=tarfile.PAX_FORMAT) as new:
            for one, content in contents:
                one.mtime, one.uid, one.gid, one.uname, one.gname, one.pax_headers = time, 0, 0, "", "", {}
                new.addfile(one, content)
    archive.write_bytes(gzip.compress(settled.getvalue(), mtime=time))


def try_wheel(wheel: Path, python: str, home: Path) -> str:
    """Installs the wheel with what previews need into an environment and uses it as its users would, away from here."""
    run(python, "-m", "venv", str(home))
    own = home / "bin"
    pins = str(ROOT / "requirements" / "constraints.txt")
    run(str(own / "python"), "-m", "pip", "install", "--quiet", "-c", pins, f"{wheel}[preview]")
    program = home / "program"
    shutil.copytree(EXAMPLE, program)
    version = said(str(own / "guardrails"), "--version", folder=home)
    report = said(str(own / "guardrails"), "preview", str(program), "--format", "json", folder=home, status=_FINDINGS)
    findings = json.loads(report)["findings"]
    if not any(one["kind"] == "rejection" for one in findings):
        raise ReleaseError(f"{python}: the example has no rejection")
    return f"{version}, {len(findings)} findings on {EXAMPLE.name}"


def bill(python: str, file: Path) -> None:
    """The bill of materials of the environment of this Python."""
    run(sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible", "-o", str(file), python)


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file in the folder, by its name."""
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir() if one.is_file()}


def run(*command: str, environment: dict[str, str] | None = None) -> None:
    """Runs it, and raises with what it printed where it fails."""
    done = subprocess.run(
        command, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ReleaseError(f"{' '.join(command[:4])} ...: {(done.stderr or done.stdout)[-2000:]}")


def said(*command: str, folder: Path = ROOT, status: int = 0) -> str:
    """What it prints on standard output."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GUARDRAILS_CONFIG")}
    done = subprocess.run(command, cwd=folder, env=clean, capture_output=True, text=True, check=False)
    if done.returncode != status:
        raise ReleaseError(f"{' '.join(command[:3])} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
