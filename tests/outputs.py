"""What the guides say that commands print: blocks that begin with ``$ ./guardrails``; ``...`` is what is left out."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

from tests.guides import ROOT, blocks

GUIDES = tuple(sorted(file.stem for file in (ROOT / "docs").glob("*.md")))
_PROMPT = "$ ./guardrails "
_SECONDS = re.compile(r" in [\d.]+ s(?=\.$)")


def of(guide: str) -> list[tuple[str, list[str]]]:
    """Each command of a guide whose output it shows, and the lines that it shows."""
    shown = [content.splitlines() for _, content in blocks(guide, "text") if content.startswith(_PROMPT)]
    return [
        (lines[0].removeprefix("$ "), [one for one in lines[1:] if one.strip() not in ("", "...")]) for lines in shown
    ]


@cache
def printed(command: str) -> str:
    """What the command prints in the checkout."""
    arguments = shlex.split(command)[1:]
    done = subprocess.run(
        [sys.executable, "-m", "policypack", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def without_seconds(text: str) -> list[str]:
    """The lines, without the seconds that a run took."""
    return [_SECONDS.sub("", line) for line in text.splitlines()]


def pages() -> list[Path]:
    """All pages of the repository that people read."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*/README.md")])
