"""The guides in ``docs/``: the files that they show and the commands that they give, for tests that run them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
GUIDES = ("configuration", "exemptions")
PROJECT = Path("path/to/project")
PROGRAM = """
import pulumi_aws as aws

aws.s3.Bucket("logs", bucket="acme-logs", tags={"team": "web"})
"""
DAYS = {
    "2027-01-31": (date.today() + timedelta(days=60)).isoformat(),
    "2027-06-30": (date.today() + timedelta(days=200)).isoformat(),
}
"""The days that the guides name, and those that stand for them in tests, so that they are always to come."""
_BLOCK = re.compile(r"^```(\w+)(?: title=\"(\S+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(guide: str, language: str) -> list[tuple[str, str]]:
    """File name and content of each block of a language; without a name, an empty one."""
    text = (ROOT / "docs" / f"{guide}.md").read_text(encoding="utf-8")
    for shown, day in DAYS.items():
        text = text.replace(shown, day)
    return [(name, content) for kind, name, content in _BLOCK.findall(text) if kind == language]


def commands(guide: str, program: str) -> list[str]:
    """The commands of a guide that run ``program``, in their order."""
    lines = [line for _, content in blocks(guide, "sh") for line in content.splitlines()]
    return [line for line in lines if re.match(rf"(\w+=\S+ )?{re.escape(program)} ", line)]


def write_files(guide: str, folder: Path) -> None:
    """A project, and the files that the guide shows: stacks' files in the project, others in ``folder``."""
    project = folder / PROJECT
    project.mkdir(parents=True)
    (project / "Pulumi.yaml").write_text("name: shop\nruntime: python\n", encoding="utf-8")
    (project / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    (project / "Pulumi.dev.yaml").write_text("config: {aws:region: eu-south-2}\n", encoding="utf-8")
    for language in ("yaml", "json", "python"):
        for name, content in blocks(guide, language):
            if not name:
                continue
            place = project if name.startswith("Pulumi.") or name == "__main__.py" else folder
            (place / name).write_text(content, encoding="utf-8")
