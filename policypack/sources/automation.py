"""Previews the inline program of a script that uses Pulumi's Automation API, instead of deploying it; used by the
runner, in the program's own Python.

A script runs twice. The first time ends where it would update or preview a stack: then that stack's project, name and
configuration are known, which the monitor must know before a resource is registered. The second time runs the stack's
program there. What comes after, as it would have outputs of a real update, does not run.

Needs nothing but pulumi and the standard library, and must not import the rest of the pack.
"""

from __future__ import annotations

import contextlib
import inspect
import json
import os
import sys
from collections.abc import Callable
from typing import Any

Tree = dict[str, Any]
"""JSON data."""
_DEPLOYS_NOTHING = "an offline preview deploys nothing"


class Reached(BaseException):
    """The script has come to the update of a stack; no ``except Exception`` of its own hides it."""


class RefusedError(Exception):
    """The script asks for what an offline preview does not do."""


class Automation:
    """Takes the place of the CLI. ``stack`` is what the script updates or previews first, once it has come there;
    with ``runs`` its program is run."""

    def __init__(self, *, runs: bool) -> None:
        self.stack: Tree | None = None
        self._runs = runs
        self._values: dict[str, dict[str, Any]] = {}

    def install(self) -> None:
        """Puts itself between the script and the CLI; for the rest of the process. SDKs too old to have a command as
        an object run ``pulumi`` itself, which refuses."""
        from pulumi import automation  # noqa: PLC0415 - pulumi may be missing in the program's environment

        sys.addaudithook(_refuse_pulumi)
        command = getattr(automation, "PulumiCommand", None)
        if command is None:
            return
        changes: dict[Any, dict[str, Callable[..., Any]]] = {
            command: {"__init__": _no_command, "run": _refused, "install": _no_installation},
            automation.Stack: {"up": self._reach, "preview": self._reach, "refresh": _nothing},
            automation.LocalWorkspace: {
                **dict.fromkeys(("create_stack", "select_stack", "install_plugin", "refresh_config"), _nothing),
                **dict.fromkeys(("install_plugin_from_server", "set_tag", "add_environments"), _nothing),
                "install": _nothing,
                "set_config": self._set,
                "set_all_config": self._set_all,
                "get_config": self._get,
                "get_all_config": self._get_all,
            },
        }
        for changed, methods in changes.items():
            for name, method in methods.items():
                if hasattr(changed, name):
                    setattr(changed, name, _unbound(method))

    def run(self, script: Callable[[], Any]) -> None:
        """Runs the script to its end, or to where it would update or preview a stack."""
        with contextlib.suppress(Reached):
            script()

    def _set(self, _workspace: Any, stack: str, key: str, value: Any, **_options: Any) -> None:
        self._values.setdefault(stack, {})[key] = value

    def _set_all(self, _workspace: Any, stack: str, values: dict[str, Any], **_options: Any) -> None:
        self._values.setdefault(stack, {}).update(values)

    def _get(self, _workspace: Any, stack: str, key: str, **_options: Any) -> Any:
        if key not in self._values.get(stack, {}):
            raise RefusedError(f"stack '{stack}' has no configuration value {key} yet, and {_DEPLOYS_NOTHING}")
        return self._values[stack][key]

    def _get_all(self, _workspace: Any, stack: str, **_options: Any) -> dict[str, Any]:
        return dict(self._values.get(stack, {}))

    def _reach(self, stack: Any, *_args: Any, **options: Any) -> None:
        """Where a script updates or previews a stack."""
        workspace = stack.workspace
        program = options.get("program") or getattr(workspace, "program", None)
        if program is None:
            folder = os.path.relpath(workspace.work_dir) if getattr(workspace, "work_dir", None) else "another place"
            raise RefusedError(f"updates the project in {folder}, and {_DEPLOYS_NOTHING}: preview that project")
        values = self._values.get(stack.name, {})
        self.stack = {
            "project": workspace.project_settings().name,
            "stack": stack.name.rpartition("/")[2],
            "config": {key: _text(value) for key, value in values.items()},
            "secret": sorted(key for key, value in values.items() if getattr(value, "secret", False)),
        }
        if self._runs and inspect.iscoroutine(result := program()):
            result.close()
            raise RefusedError("the inline program is a coroutine, which does not run offline")
        raise Reached


def _unbound(method: Callable[..., Any]) -> Callable[..., Any]:
    """The function as an attribute of a class: a bound method would not be given the object that it is called on."""

    def called(*args: Any, **kwargs: Any) -> Any:
        return method(*args, **kwargs)

    return called


def _text(value: Any) -> str:
    text = getattr(value, "value", value)
    return text if isinstance(text, str) else json.dumps(text)


def _nothing(*_args: Any, **_kwargs: Any) -> None:
    """What needs no answer."""


def _no_command(command: Any, *_args: Any, **_kwargs: Any) -> None:
    command.command, command.version = "pulumi", None


def _no_installation(*_args: Any, **_kwargs: Any) -> Any:
    from pulumi import automation  # noqa: PLC0415 - as above

    return automation.PulumiCommand()


def _refused(_command: Any, args: list[str], *_args: Any, **_kwargs: Any) -> None:
    told = " ".join(part for part in args[:2] if not part.startswith("-"))
    raise RefusedError(f"runs `pulumi {told}`, and {_DEPLOYS_NOTHING}")


def _refuse_pulumi(event: str, args: tuple[Any, ...]) -> None:
    """Refuses the CLI at the line that calls it; a shell finds a command that refuses."""
    if event in ("subprocess.Popen", "os.exec", "os.posix_spawn") and args:
        name = os.path.basename(os.fsdecode(args[0])) if isinstance(args[0], (str, bytes, os.PathLike)) else ""
        if os.path.splitext(name)[0] == "pulumi":
            raise RefusedError(f"runs `pulumi`, and {_DEPLOYS_NOTHING}")
