"""Tries the pack with versions of what it needs: ``python -m tools.supported pulumi==3.204.0 pulumi-aws==6.83.0``.

Each call makes an environment of its own with these versions, replays what a real engine sent for the examples, and
previews ``examples/flawed``. Without versions it tries the oldest that the requirements name, by ``--oldest``.
``--python`` is the interpreter.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILES = ("requirements.txt", "requirements/commands.txt", "requirements/preview.txt")
_RECORDED = ROOT / "tests" / "recorded" / "flawed-preview.json"
_REPLAY = """
from tests.engine.recorder import read_recording
from policypack.pack import make_servicer
from pathlib import Path
import sys
servicer = make_servicer(Path(sys.argv[1]))
found = 0
for call in read_recording(Path(sys.argv[2])):
    if call.call in ("ConfigureStack", "Analyze", "AnalyzeStack"):
        found += len(getattr(getattr(servicer, call.call)(call.request, None), "diagnostics", ()))
print(found)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """0: it works with them; 1: it does not, and what was printed."""
    parser = argparse.ArgumentParser(prog="python -m tools.supported", description=__doc__)
    parser.add_argument("versions", nargs="*", metavar="PACKAGE==VERSION")
    parser.add_argument("--oldest", action="store_true", help="the lowest versions that the requirements allow")
    parser.add_argument("--python", default=sys.executable)
    options = parser.parse_args(arguments)
    versions = [*(oldest() if options.oldest else ()), *options.versions]
    with tempfile.TemporaryDirectory() as folder:
        problem, told = tried(Path(folder), options.python, versions)
    print(f"{' '.join(versions) or 'newest'}: {told}" if not problem else f"{' '.join(versions)}: {problem}")
    return 1 if problem else 0


def oldest() -> list[str]:
    """The lower bounds in the requirements' files."""
    lines = [line for name in FILES for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    found = (re.match(r"([\w-]+)>=([\d.]+)", line) for line in lines)
    return [f"{match[1]}=={match[2]}" for match in found if match]


def tried(folder: Path, python: str, versions: Sequence[str]) -> tuple[str, str]:
    """What is wrong, or what was seen."""
    home = folder / "environment"
    own = str(home / "bin" / "python")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    wanted = [part for name in FILES for part in ("-r", str(ROOT / name))]
    steps = (
        [python, "-m", "venv", str(home)],
        [own, "-m", "pip", "install", "--quiet", *wanted, *versions],
        [own, "-c", _REPLAY, str(ROOT), str(_RECORDED)],
        [own, "-m", "policypack", "preview", str(ROOT / "examples" / "flawed"), "--format", "json"],
    )
    printed = []
    for step, expected in zip(steps, (0, 0, 0, 1), strict=True):
        done = subprocess.run(step, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != expected:
            return f"{' '.join(step[1:4])} ended with {done.returncode}: {(done.stderr or done.stdout)[-1500:]}", ""
        printed.append(done.stdout)
    return (
        "",
        f"{printed[2].strip()} diagnostics replayed, {len(json.loads(printed[3])['findings'])} findings previewed",
    )


if __name__ == "__main__":
    sys.exit(main())
