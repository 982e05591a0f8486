"""The pack itself: its name and version, and its rules as they are set."""

from __future__ import annotations

from pathlib import Path

from policypack.documents.files import UnreadableError, read_text
from policypack.documents.yaml_reader import LARGEST_YAML, of_yaml, plain
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
        told = of_yaml(read_text(path, LARGEST_YAML), plain)
    except UnreadableError as error:
        raise ConfigurationError(f"{path}: {error.problem}; restore the file.") from error
    if not isinstance(told, dict) or not told.get("name"):
        raise ConfigurationError(f"{path}: name: the pack has no name; add one.")
    return Pack(
        name=str(told["name"]),
        version=str(told.get("version", "0.0.0")),
        description=str(told.get("description", "")),
        repository=str(told.get("website", "")),
        settings=settings,
    )
