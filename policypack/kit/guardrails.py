"""The fixture's object: previews of programs, with the settings of the command line."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from policypack.engine.configuration.configuration import Configuration, Policies, with_organization_file
from policypack.engine.configuration.file_place import PACK_FOLDER
from policypack.engine.configuration.selection import Only, Selection
from policypack.engine.index import listed_rules
from policypack.engine.presets import Preset
from policypack.errors import GuardrailsError, ProgramError
from policypack.kit.previewed import Previewed, PreviewError
from policypack.kit.snapshots import Snapshots
from policypack.offline import preview, preview_function
from policypack.sources import runner
from policypack.sources.answers import GivenAnswers, GivenOutputs
from policypack.sources.positions import LIBRARY_FOLDERS
from policypack.sources.project import Project, load_project, project_of_function
from policypack.sources.stack_config import config_text

Program = str | Path | Callable[[], Any]


class Guardrails:
    """``root`` is the folder that relative paths start from, ``file`` the organization's settings (None: those of the
    command line)."""

    def __init__(self, root: Path, snapshots: Snapshots, file: Path | None = None) -> None:
        self._root = root
        self._snapshots = snapshots
        self._file = file

    def preview(
        self,
        program: Program,
        *,
        project: str | Path | None = None,
        stack: str | None = None,
        config: Mapping[str, Any] | None = None,
        secret_config: Mapping[str, Any] | None = None,
        answers: str | Path | GivenAnswers | None = None,
        stack_outputs: Sequence[str] | GivenOutputs = (),
        guardrails: str | Path | None = None,
        preset: Preset | None = None,
        policies: Policies | None = None,
        rule: str | Sequence[str] = (),
        skip: str | Sequence[str] = (),
        only: Only | None = None,
        foresight: bool = True,
        strict: bool = False,
        allow_aws: bool = False,
        timeout: float = 300,
    ) -> Previewed:
        """Previews a program: a function, which runs in this process, or the path of a project or a file, which runs
        in a process of its own. What a function raises is raised; of a path, PreviewError says what failed.

        ``project`` is the folder whose Pulumi.yaml and stack files a function is configured by. ``answers`` and
        ``stack_outputs`` are files, as on the command line, or what would be in them. ``policies`` are levels and
        options by rule: ``{"vpc-three-zones": {"enforcementLevel": "advisory", "minZones": 2}}``. The other arguments
        are the options of ``guardrails preview``.
        """
        __tracebackhide__ = True
        given, given_secrets = _texts(config), _texts(secret_config)
        answered = self._path(answers) if isinstance(answers, str | Path) else answers
        try:
            configuration = self._configuration(guardrails, preset, policies, Selection(_all(rule), _all(skip), only))
            if isinstance(program, str | Path):
                if project is not None:
                    raise PreviewError("preview: project= is for a program that is a function; a path has its own")
                run = preview(
                    self._path(program),
                    configuration,
                    stack=stack,
                    config=given,
                    secret_config=given_secrets,
                    answers=answered,
                    timeout=timeout,
                    foresight=foresight,
                    strict=strict,
                    allow_aws=allow_aws,
                    stack_outputs=stack_outputs,
                )
            else:
                run = preview_function(
                    program,
                    self._project(program, project, stack, given, given_secrets),
                    configuration,
                    answers=answered,
                    foresight=foresight,
                    strict=strict,
                    allow_aws=allow_aws,
                    stack_outputs=stack_outputs,
                )
        except GuardrailsError as error:
            frames = error.frames if isinstance(error, ProgramError) else ""
            raise PreviewError("\n".join(filter(None, (str(error), frames)))) from None
        except Exception as error:  # noqa: BLE001 - the program's own
            raise error.with_traceback(_own_part(error.__traceback__)) from error.__cause__
        return Previewed(run, configuration, self._snapshots)

    def _configuration(
        self, file: str | Path | None, preset: Preset | None, policies: Policies | None, selection: Selection
    ) -> Configuration:
        """As the command line's, from the same places."""
        named = self._file if file is None else self._path(file)
        configuration = with_organization_file(Configuration(listed_rules()), PACK_FOLDER, os.environ, named)
        if preset is not None:
            configuration = configuration.with_preset(preset)
        configuration = configuration.selecting(selection)
        return configuration if policies is None else configuration.with_policies(policies, self._root)

    def _project(
        self,
        function: Callable[[], Any],
        project: str | Path | None,
        stack: str | None,
        config: Mapping[str, str],
        secret_config: Mapping[str, str],
    ) -> Project:
        if project is not None:
            return load_project(self._path(project), stack, config, secret_config)
        file = _file_of(function) or self._root
        is_own = file.is_relative_to(self._root) and not LIBRARY_FOLDERS & set(file.parts)
        return project_of_function(file, self._root if is_own else file.parent, stack, config, secret_config)

    def _path(self, path: str | Path) -> Path:
        return self._root / path


def _own_part(trace: TracebackType | None) -> TracebackType | None:
    """The traceback from the program's own function on, where it is in it."""
    own, one = trace, trace
    while one is not None:
        if one.tb_frame.f_code.co_filename == runner.__file__:
            own = one.tb_next
        one = one.tb_next
    return own


def _file_of(function: Callable[[], Any]) -> Path | None:
    """The file that a function is written in; None where nothing tells."""
    while isinstance(function, partial):
        function = function.func
    try:
        return Path(inspect.getfile(inspect.unwrap(function))).resolve()
    except TypeError:  # An object that is called.
        return None


def _texts(config: Mapping[str, Any] | None) -> dict[str, str]:
    """Values as Pulumi's configuration has them: a list or an object is JSON."""
    return {key: config_text(value) for key, value in (config or {}).items()}


def _all(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
