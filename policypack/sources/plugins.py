"""Which provider versions a Python environment has installed, as the language host reports them to the engine."""

from __future__ import annotations

import sysconfig
from pathlib import Path

from policypack.documents.files import UnreadableError
from policypack.documents.json_reader import read_json
from policypack.sources.interpreter import Interpreter

PLUGIN_FILE = "pulumi-plugin.json"


def installed_versions(interpreter: Interpreter) -> dict[str, str]:
    """Version by package (``aws``: ``7.51.1``). A registration that names no version gets this one's provider."""
    versions: dict[str, str] = {}
    for folder in _library_folders(interpreter):
        for file in sorted(folder.glob(f"pulumi_*/{PLUGIN_FILE}")):
            name, version = _plugin(file)
            if version:
                versions.setdefault(name, version)
    return versions


def _library_folders(interpreter: Interpreter) -> list[Path]:
    if interpreter.environment is None:
        return [Path(sysconfig.get_path("purelib"))]
    found = interpreter.environment.glob("lib/python*/site-packages")
    return [*sorted(found), interpreter.environment / "Lib" / "site-packages"]


def _plugin(file: Path) -> tuple[str, str]:
    """Name and version in a plugin file; older ones leave the version to the distribution."""
    try:
        told = read_json(file)
    except UnreadableError:
        told = None
    plugin = told if isinstance(told, dict) else {}
    folder = file.parent
    distributions = sorted(folder.parent.glob(f"{folder.name}-*.dist-info"))
    version = distributions[-1].name.removesuffix(".dist-info").rpartition("-")[2] if distributions else ""
    name = str(plugin.get("name") or folder.name.removeprefix("pulumi_").replace("_", "-"))
    return name, str(plugin.get("version") or version).removeprefix("v")
