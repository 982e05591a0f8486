"""The pack's version."""

from __future__ import annotations

from pathlib import Path


def version() -> str:
    """What ``PulumiPolicy.yaml`` says, or the package as it is installed."""
    file = Path(__file__).parents[1] / "PulumiPolicy.yaml"
    if file.is_file():
        lines = (line.partition(": ") for line in file.read_text(encoding="utf-8").splitlines())
        return next(value for key, _, value in lines if key == "version")
    from importlib import metadata  # noqa: PLC0415 - takes longer than all the rest

    return metadata.version("aws-guardrails")
