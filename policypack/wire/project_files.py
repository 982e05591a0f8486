"""The project files near a run: which language the program is written in, where the engine does not tell."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from policypack.documents.files import UnreadableError, read_text
from policypack.documents.yaml_reader import LARGEST_YAML, of_yaml, plain
from policypack.model.languages import Language, language_of_runtime

PROJECT_FILES = ("Pulumi.yaml", "Pulumi.yml")


def language_of_project(name: str, folders: Iterable[Path]) -> Language | None:
    """The language of the project of this name whose file is in one of the folders, or nearest above it.

    None where there is no such file, or it cannot be read: how a message is written is nothing to fail for.
    """
    for folder in folders:
        for place in (folder, *folder.parents):
            runtime = _runtime(name, place)
            if runtime:
                return language_of_runtime(runtime)
    return None


def folders_of_run(environment: Mapping[str, str]) -> Iterator[Path]:
    """Where the engine was started, and, on Linux, where it runs the program: it starts the pack in the pack's own
    folder, and ``pulumi -C`` does not change what the shell calls the working directory."""
    shell = environment.get("PWD", "")
    if shell:
        yield Path(shell)
    try:
        yield Path(os.readlink(f"/proc/{os.getppid()}/cwd"))
    except OSError:
        return


def _runtime(name: str, folder: Path) -> str:
    """The runtime that the project's file in the folder names; empty where it is not there or another project's."""
    for file in (folder / one for one in PROJECT_FILES):
        try:
            tree = of_yaml(read_text(file, LARGEST_YAML), plain)
        except UnreadableError:
            continue
        if isinstance(tree, dict) and tree.get("name") == name:
            runtime = tree.get("runtime")
            return str(runtime.get("name", "") if isinstance(runtime, dict) else runtime or "")
    return ""
