"""A Pulumi project in a temporary directory, so that running a program leaves no trace beside it."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

Program = Path | str
"""A directory with a ``Pulumi.yaml`` or at least a ``__main__.py``, one Python file, or the program's text."""

_NOT_COPIED = shutil.ignore_patterns(".venv", "venv", "__pycache__", ".git")


@dataclass(frozen=True, slots=True)
class SecretText:
    """A configuration value that is stored encrypted."""

    value: str


ConfigValue = SecretText | str | bool | int | float | list[object] | dict[str, object]
Config = Mapping[str, ConfigValue]


def copy_program(program: Program, project: Path) -> None:
    """Replaces what the project runs. A program without a ``Pulumi.yaml`` gets one of the name ``program``."""
    shutil.rmtree(project, ignore_errors=True)
    if isinstance(program, Path) and program.is_dir():
        shutil.copytree(program, project, ignore=_NOT_COPIED)
    else:
        project.mkdir()
        text = program.read_text(encoding="utf-8") if isinstance(program, Path) else textwrap.dedent(program)
        (project / "__main__.py").write_text(text, encoding="utf-8")
    settings = project / "Pulumi.yaml"
    if not settings.exists():
        settings.write_text("name: program\nruntime: python\n", encoding="utf-8")


def write_stack_file(project: Path, stack: str, config: Config, encryption_salt: str | None) -> None:
    """Adds plain configuration values and the salt of earlier secrets to the program's own stack file."""
    path = project / f"Pulumi.{stack}.yaml"
    content = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}
    plain = {key: value for key, value in config.items() if not isinstance(value, SecretText)}
    content["config"] = {**(content.get("config") or {}), **plain}
    if encryption_salt is not None:
        content["encryptionsalt"] = encryption_salt
    path.write_text(yaml.safe_dump(content), encoding="utf-8")


def read_encryption_salt(project: Path, stack: str) -> str | None:
    """The salt that the CLI wrote when it made the stack."""
    content = yaml.safe_load((project / f"Pulumi.{stack}.yaml").read_text(encoding="utf-8")) or {}
    salt = content.get("encryptionsalt")
    return salt if isinstance(salt, str) else None


def provide_virtualenv(directory: Path, option: str) -> None:
    """Where the virtualenv that an official language host demands is missing, stands the tests' own in for it."""
    virtualenv = directory / option
    if not virtualenv.exists():
        virtualenv.symlink_to(sys.prefix, target_is_directory=True)


def virtualenv_option(settings: Path) -> str | None:
    """``runtime.options.virtualenv`` of a ``Pulumi.yaml`` or ``PulumiPolicy.yaml``."""
    runtime = (yaml.safe_load(settings.read_text(encoding="utf-8")) or {}).get("runtime")
    options = (runtime.get("options") or {}) if isinstance(runtime, dict) else {}
    option = options.get("virtualenv")
    return option if isinstance(option, str) else None
