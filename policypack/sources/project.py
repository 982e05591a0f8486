"""A Pulumi project on disk: what its ``Pulumi.yaml`` says of the program, and which stack is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from policypack.documents.files import is_file
from policypack.errors import ProgramError
from policypack.model.records import record
from policypack.sources.stack_config import StackConfig, read_stack_config
from policypack.sources.yaml_files import mapping_of, path_of, read_mapping, text_of
from policypack.wire.project_files import PROJECT_FILES

DEFAULT_STACK = "dev"
DEFAULT_ORGANIZATION = "organization"
LONGEST_SHOWN = 60
NAME_OF_FUNCTION = "project"
"""The project of a function: the name that the SDK itself has where nothing names one."""


@record(frozen=True, slots=True)
class Project:
    """One program with one stack. ``root`` is the folder of ``Pulumi.yaml`` (of the file, for a single file)."""

    name: str
    root: Path
    program: Path
    organization: str
    stack: str
    config: StackConfig
    runtime_options: Mapping[str, Any]
    warnings: tuple[str, ...] = ()


def load_project(
    target: Path,
    stack: str | None = None,
    config: Mapping[str, str] | None = None,
    secret_config: Mapping[str, str] | None = None,
) -> Project:
    """The project at ``target``: a folder, its ``Pulumi.yaml``, or one Python file.

    ``stack`` may carry its organization (``acme/prod``); left out, it is the only one that has a file, ``dev`` where
    none has. ``config`` and ``secret_config`` go over the stack's own. ProgramError says what is wrong with the files
    and what to do.
    """
    try:
        target = target.resolve()
        is_there = target.exists()
    except (OSError, ValueError, RuntimeError):  # Too long a name, links that lead to each other.
        is_there = False
    if not is_there:
        raise ProgramError(f"{target}: no such file or folder; give the folder of a Pulumi project or a FILE.py")
    folder = target if target.is_dir() else target.parent
    project_file = next((folder / name for name in PROJECT_FILES if is_file(folder / name)), None)
    single = target if target.is_file() and target.name not in PROJECT_FILES else None
    if single is not None and single.suffix != ".py":
        raise ProgramError(f"{target}: not a Python file; give the folder of a Pulumi project or a FILE.py")
    if single is None and project_file is None:
        raise ProgramError(f"{folder}: no Pulumi.yaml here; give the folder of a Pulumi project or a single FILE.py")
    tree = read_mapping(project_file) if project_file is not None else {}
    options = _python_options(tree, project_file) if project_file is not None else {}
    name = (project_file and text_of(tree, "name", project_file)) or (single or folder).stem
    organization, _, short = (stack or "").rpartition("/")
    stack_folder = _stack_folder(folder, tree, project_file)
    chosen = short or _only_stack(stack_folder, folder) or DEFAULT_STACK
    stack_file = _stack_file(stack_folder, chosen)
    return Project(
        name=name,
        root=folder,
        program=single or _program(folder, tree, project_file),
        organization=organization.partition("/")[0] or DEFAULT_ORGANIZATION,
        stack=chosen,
        config=read_stack_config(name, project_file, stack_file, config or {}, secret_config or {}),
        runtime_options=options,
        warnings=_stack_warnings(stack if project_file else None, chosen, stack_file),
    )


def project_of_function(
    file: Path,
    root: Path,
    stack: str | None = None,
    config: Mapping[str, str] | None = None,
    secret_config: Mapping[str, str] | None = None,
) -> Project:
    """The project of a program that is a function in ``file`` and has no Pulumi.yaml."""
    organization, _, short = (stack or "").rpartition("/")
    return Project(
        name=NAME_OF_FUNCTION,
        root=root,
        program=file,
        organization=organization.partition("/")[0] or DEFAULT_ORGANIZATION,
        stack=short or DEFAULT_STACK,
        config=read_stack_config(NAME_OF_FUNCTION, None, None, config or {}, secret_config or {}),
        runtime_options={},
    )


def updated_by(told: Mapping[str, Any], script: Project) -> Project:
    """The project that a script of the Automation API updates: its name, its stack and the configuration that the
    script sets are ``told``, and what the call gives stands."""
    name, stack = str(told["project"]), str(told["stack"])
    return replace(
        script,
        name=name,
        stack=stack,
        config=script.config.under(name, told["config"], told["secret"]),
        warnings=(
            *script.warnings,
            f"the program of stack '{stack}' was previewed where the script updates it, and the script ended there: "
            "nothing is deployed offline",
        ),
    )


def _python_options(tree: dict[str, Any], project_file: Path) -> dict[str, Any]:
    runtime = tree.get("runtime")
    holder, key = (runtime, "name") if isinstance(runtime, dict) else (tree, "runtime")
    name = text_of(holder, key, project_file)[:LONGEST_SHOWN]
    if name != "python":
        raise ProgramError(
            f"{project_file}: the runtime is '{name}', and only Python programs run without the Pulumi CLI; "
            "use `pulumi preview --policy-pack`"
        )
    return mapping_of(runtime, "options", project_file) if isinstance(runtime, dict) else {}


def _program(folder: Path, tree: dict[str, Any], project_file: Path | None) -> Path:
    """What ``main`` names, else the project's folder; a folder runs by its ``__main__.py``."""
    program = folder
    if project_file is not None and (named := text_of(tree, "main", project_file)):
        program = path_of(folder, named, "main", project_file)
    if not program.exists():
        raise ProgramError(f"{project_file}: `main` names {program}, which does not exist; correct it")
    if program.is_dir() and not (program / "__main__.py").is_file():
        raise ProgramError(f"{program}: no __main__.py here; add it, or name the program by `main` in Pulumi.yaml")
    return program


def _stack_folder(folder: Path, tree: dict[str, Any], project_file: Path | None) -> Path:
    if project_file is None:
        return folder
    for key in ("stackConfigDir", "config"):  # The second is the old form.
        if isinstance(tree.get(key), str) and tree[key]:
            return path_of(folder, tree[key], key, project_file)
    return folder


def _only_stack(folder: Path, project: Path) -> str:
    """The only stack that has a file; empty where none has. ProgramError where there are several to choose from."""
    names = {path.stem.partition(".")[2] for path in folder.glob("Pulumi.*.y*ml") if path.suffix in (".yaml", ".yml")}
    if len(names) > 1:
        raise ProgramError(f"{project}: which stack? Name one by --stack: {', '.join(sorted(names))}")
    return names.pop() if names else ""


def _stack_file(folder: Path, stack: str) -> Path | None:
    return next((path for suffix in ("yaml", "yml") if is_file(path := folder / f"Pulumi.{stack}.{suffix}")), None)


def _stack_warnings(asked: str | None, stack: str, stack_file: Path | None) -> tuple[str, ...]:
    if stack_file is None:
        return (
            (f"stack '{stack}' has no Pulumi.{stack}.yaml; it ran without configuration of its own",) if asked else ()
        )
    if read_mapping(stack_file).get("environment"):
        return (f"{stack_file.name} imports environments, which are not read offline; give their values by --config",)
    return ()
