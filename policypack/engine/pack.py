"""The pack itself: its name and version, and its rules as they are set."""

from __future__ import annotations

from pathlib import Path

import yaml

from policypack.engine.settings import Settings
from policypack.errors import ConfigurationError
from policypack.model.records import record

PROJECT_FILE = "PulumiPolicy.yaml"


@record(frozen=True, slots=True)
class Pack:
    """What the engine is told of the pack."""

    name: str
    version: str
    description: str
    repository: str
    settings: Settings


def read_pack(folder: Path, settings: Settings) -> Pack:
    """The pack that ``PulumiPolicy.yaml`` in ``folder`` describes.

    Raises ConfigurationError where the file is missing, damaged or names no pack.
    """
    path = folder / PROJECT_FILE
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read ({type(error).__name__}); restore the file.") from error
    if not isinstance(told, dict) or not told.get("name"):
        raise ConfigurationError(f"{path}: name: the pack has no name; add one.")
    return Pack(
        name=str(told["name"]),
        version=str(told.get("version", "0.0.0")),
        description=str(told.get("description", "")),
        repository=str(told.get("website", "")),
        settings=settings,
    )
