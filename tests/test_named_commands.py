"""Commands that pages name exist, with the options that pages give them; and settings that pages show are accepted."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.guides import ROOT, blocks
from tests.outputs import pages

WRITTEN = [page for page in pages() if page.parent.name not in ("rules", "rejections")]
NAMED = re.compile(r"\./guardrails ([^`|\n]+)")
OF_THE_LAUNCHER = re.findall(r"^    (\w+)\)$", (ROOT / "guardrails").read_text(encoding="utf-8"), re.MULTILINE)


@cache
def help_of(*command: str) -> str:
    """The help of a command; empty where there is no such command."""
    done = subprocess.run(
        [sys.executable, "-m", "policypack", *command, "--help"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else ""


def wrong_options(words: list[str]) -> list[str]:
    """What of a command is not there: the command itself, or some of its options."""
    if not help_of(words[0]):
        return [words[0]]
    follows = words[1] if len(words) > 1 and re.search(rf"^ +{re.escape(words[1])}\b", help_of(words[0]), re.M) else ""
    told = help_of(*words[:2]) or help_of(words[0]) if follows else help_of(words[0])
    options = {word.partition("=")[0] for word in words if word.startswith("--")}
    return sorted(option for option in options if not re.search(rf"(?<!\S){option}\b", told))


@pytest.mark.parametrize("page", WRITTEN, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_that_a_page_names_exist(page: Path) -> None:
    wrong = {}
    for text in sorted(set(NAMED.findall(page.read_text(encoding="utf-8")))):
        words = shlex.split(text.rstrip(")."), comments=True)
        if words and words[0] not in OF_THE_LAUNCHER and re.fullmatch(r"[a-z][a-z-]*", words[0]):
            wrong |= {text: found} if (found := wrong_options(words)) else {}
    assert wrong == {}


def test_a_command_that_is_not_there_is_found() -> None:
    assert wrong_options(["preview", "app", "--stack", "dev"]) == []
    assert wrong_options(["preview", "app", "--stak", "dev"]) == ["--stak"]
    assert wrong_options(["previw", "app"]) == ["previw"]
    assert wrong_options(["catalog", "refresh", "--from-aws", "--form-aws"]) == ["--form-aws"]
    assert {"test", "bench", "site"} <= set(OF_THE_LAUNCHER)


@pytest.mark.parametrize("guide", [page.stem for page in (ROOT / "docs").glob("*.md")])
def test_the_organizations_settings_that_a_guide_shows_are_accepted(guide: str, tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()  # The folder that a guide names.
    for name, content in blocks(guide, "yaml"):
        if name != "guardrails.yaml":
            continue
        (tmp_path / name).write_text(content, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "policypack", "config", "show", "--guardrails", str(tmp_path / name)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
