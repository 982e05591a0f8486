"""How a program failed, as one line that says what to do and the frames of its own code."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from policypack.errors import ProgramError
from policypack.sources.project import Project
from policypack.wire.trees import UNKNOWN_STRING

MOST_FRAMES = 8
SHORTEST_SECRET = 4


def without_secrets(tree: Any, secrets: Collection[str]) -> Any:
    """JSON data with ``[secret]`` for each of ``secrets``; those too short to be told from other text stay."""
    if isinstance(tree, str):
        for secret in sorted(secrets, key=len, reverse=True):
            tree = tree.replace(secret, "[secret]") if len(secret) >= SHORTEST_SECRET else tree
        return tree
    if isinstance(tree, dict):
        return {key: without_secrets(value, secrets) for key, value in tree.items()}
    return [without_secrets(item, secrets) for item in tree] if isinstance(tree, list) else tree


def failure_of(
    report: Mapping[str, Any], executable: Path, project: Project, unanswered: Sequence[str]
) -> ProgramError:
    """The error for the runner's report of a failure. ``unanswered`` holds what nobody answered during the run."""
    frames = _frames(report["frames"])
    place = _place(report["frames"], project)
    kind, message = str(report["kind"]), _readable(str(report["message"]))
    missing = report.get("missing")
    if kind == "pulumi":
        return ProgramError(f"{executable}: cannot import pulumi ({message}); run `pulumi install` in {project.root}")
    answer = next((line for line in unanswered if line.partition(": ")[0] in message), None)
    if answer is not None:
        return ProgramError(f"{place}: {answer}", frames)
    if missing:
        package = str(missing).partition(".")[0]
        if _is_own(str(missing), project):
            return ProgramError(f"{place}: the program has no module '{missing}'; is the file there?", frames)
        return ProgramError(
            f"{place}: no module named '{missing}' for {executable}; install {package.replace('_', '-')} there, "
            "or run `pulumi install`; if it is a file of the program, it is missing",
            frames,
        )
    if report["library"] in ("boto3", "botocore"):
        return ProgramError(
            f"{place}: the program itself asks AWS ({kind}: {message}), and an offline preview has no credentials for "
            "that: use a data source of pulumi_aws instead, which a file of answers can answer, or give --allow-aws",
            frames,
        )
    if report["library"] == "_guardrails_automation":
        return ProgramError(f"{place}: {message}", frames)
    if kind == "SyntaxError" or kind == "IndentationError":
        return ProgramError(f"{place}: syntax error: {message}", frames)
    if kind == "ConfigMissingError":
        option = "--secret-config" if "--secret" in message else "--config"
        return ProgramError(f"{message}, or give it by {option}", frames)
    if kind == "SystemExit":
        return ProgramError(f"{project.program}: the program ended itself with exit status {message}", frames)
    return ProgramError(f"{place}: {kind}: {message}" if kind != "Exception" else f"{place}: {message}", frames)


def assumption(wanted: Sequence[str]) -> str:
    """What was assumed of data sources, and how to answer them exactly. ``wanted`` are lines on what to answer."""
    lines = sorted(set(wanted))
    tokens = ", ".join(dict.fromkeys(line.partition(": ")[0] for line in lines))
    count = f"{len(lines)} data source{'' if len(lines) == 1 else 's'}"
    return f"{count} answered with placeholders ({tokens}); `guardrails answers` writes a file to answer exactly"


def unanswered(wanted: Sequence[str]) -> ProgramError:
    """The error for data sources that nothing answers, all at once."""
    lines = sorted(set(wanted))
    count = f"{len(lines)} data source{' has' if len(lines) == 1 else 's have'} no answer"
    return ProgramError(f"{count}: {'; '.join(lines)}")


def wrong_answers(file: Path, mistakes: Collection[str]) -> ProgramError:
    """The error for answers that are not of the form of the provider's results."""
    return ProgramError(f"{file}: {'; '.join(sorted(mistakes))}; correct the answer")


def timed_out(project: Project, timeout: float) -> ProgramError:
    """The error for a program that does not end."""
    return ProgramError(
        f"{project.program}: still running after {timeout:g} seconds and was ended; look for a loop or a network call, "
        "or give it longer by --timeout"
    )


def cannot_start(executable: Path, error: OSError) -> ProgramError:
    """The error for a Python that the system does not start."""
    return ProgramError(f"{executable}: cannot be started ({error.strerror}); run `pulumi install`")


def no_report(project: Project, problem: str) -> ProgramError:
    """The error for a program that spoiled what is reported of it."""
    return ProgramError(f"{project.program}: its run left no report that can be read ({problem}); does it write there?")


def silent_end(project: Project, status: int, printed: Sequence[str]) -> ProgramError:
    """The error for a program whose process ended without any report."""
    last = next((line for line in reversed(printed) if line.strip()), "it printed nothing")
    return ProgramError(f"{project.program}: its process ended with status {status} half-way; last line: {last}")


def _readable(message: str) -> str:
    """On one line; an encrypted configuration value shows as such."""
    lines = [line.strip() for line in message.replace(UNKNOWN_STRING, "[encrypted]").splitlines()]
    return " ".join(filter(None, lines)) or "no message"


def _is_own(module: str, project: Project) -> bool:
    """The missing module belongs to a package of the program: nobody can install it."""
    package = module.partition(".")[0]
    folder = project.program if project.program.is_dir() else project.program.parent
    return "." in module and any((place / package).is_dir() for place in (folder, project.root))


def _place(frames: Sequence[Mapping[str, Any]], project: Project) -> str:
    if not frames:
        return str(project.program)
    return f"{frames[-1]['file']}:{frames[-1]['line']}"


def _frames(frames: Sequence[Mapping[str, Any]]) -> str:
    """The frames as Python prints them, the innermost last."""
    lines = []
    for frame in frames[-MOST_FRAMES:]:
        where = f", in {frame['function']}" if frame["function"] else ""
        lines.append(f'  File "{frame["file"]}", line {frame["line"]}{where}')
        if frame["text"]:
            lines.append(f"    {frame['text']}")
    return "\n".join(lines)
