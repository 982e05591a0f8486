"""The organization's file: ``guardrails.yaml`` in the pack, or the one that ``GUARDRAILS_CONFIG`` names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policypack.engine.configuration.document import OF_FILE, Names, read_document
from policypack.engine.configuration.layer import Layer
from policypack.engine.configuration.tree import read_file
from policypack.errors import ConfigurationError

FILE_NAME = "guardrails.yaml"
VARIABLE = "GUARDRAILS_CONFIG"
PACK_FOLDER = Path(__file__).resolve().parents[3]
"""The pack's own folder, where its ``guardrails.yaml`` stands."""


def find_guardrails_file(folder: Path, environment: Mapping[str, str]) -> Path | None:
    """The organization's file; None where there is none. ConfigurationError where the variable names no file."""
    named = environment.get(VARIABLE, "")
    if not named:
        own = folder / FILE_NAME
        return own if own.exists() else None
    path = Path(named).absolute()
    if not path.is_file():
        raise ConfigurationError(f"{VARIABLE}: {path}: no such file; name it by its whole path.")
    return path


def read_guardrails_file(path: Path, names: Names) -> Layer:
    """What the file says. Raises ConfigurationError with file, line and key where it is wrong."""
    return read_document(read_file(path), names, OF_FILE, "organization", path.parent)
