"""An environment's folder that has the package as an installer leaves it: its code and its entry points."""

from __future__ import annotations

import re
from pathlib import Path

from tests.guides import ROOT


def installed(folder: Path) -> Path:
    """``folder`` with the package in it."""
    (folder / "policypack").symlink_to(ROOT / "policypack")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    groups = re.findall(r"^\[project\.entry-points\.(\w+)\]\n((?:.+\n)+)", project, re.MULTILINE)
    told = folder / "aws_guardrails-0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: aws-guardrails\nVersion: 0\n", encoding="utf-8")
    points = "".join(f"[{group}]\n{lines.replace(chr(34), '')}\n" for group, lines in groups)
    (told / "entry_points.txt").write_text(points, encoding="utf-8")
    return folder
