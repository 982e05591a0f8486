"""Makes and completes ``.venv`` for ``./guardrails``; the standard library is all it needs.

Usage: environment.py ROOT (named|"") REQUIREMENTS_FILE...

What is installed is recorded in the environment as copies of the requirements files, so that the launcher can compare
them without starting Python. Exit status 0: the files' requirements are installed; 2: they are not, and why is printed.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CONSTRAINTS = "requirements/constraints.txt"
LOCKED = "requirements/locked.txt"
"""All that development needs, with hashes: where it is wanted, only what it does not have is installed besides."""
NOT_LOCKED = ("requirements/site.txt", "requirements/release.txt")
"""What is no part of it."""
INSTALLED, NOT_INSTALLED = 0, 2


class SetupError(Exception):
    """What keeps the environment from being made, for the person at the terminal."""


@dataclass(frozen=True)
class Environment:
    """``.venv`` of the checkout ``root``."""

    root: Path

    @property
    def home(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.home / "bin" / "python"

    @property
    def record(self) -> Path:
        """The folder with copies of the files that are installed."""
        return self.home / ".guardrails.d"

    @property
    def making(self) -> Path:
        """There while the environment is being made: where it is left, the environment is not whole."""
        return self.record / "making"

    @property
    def made(self) -> Path:
        """There if this script made the environment, and so may remove it."""
        return self.record / "made"

    def has(self, name: str) -> bool:
        """Whether the file was installed as it is now."""
        copy = self.record / name
        return copy.is_file() and copy.read_bytes() == (self.root / name).read_bytes()

    def version(self) -> tuple[int, int] | None:
        """Of its Python; None if that is no working virtual environment."""
        return version_of(self.home)


def main(arguments: Sequence[str]) -> int:
    root, named, *files = arguments
    environment = Environment(Path(root))
    try:
        with lock(environment.root) as held:
            complete(environment, files, python_is_named=bool(named), held=held)
    except SetupError as fault:
        say(f"error: {fault}")
        return NOT_INSTALLED
    except KeyboardInterrupt:
        say("error: interrupted; the next run begins again")
        return NOT_INSTALLED
    except OSError as error:
        say(f"error: {environment.home} cannot be written: {error}")
        return NOT_INSTALLED
    return INSTALLED


@contextmanager
def lock(folder: Path) -> Iterator[int]:
    """The folder's lock, which the system frees when the last process that holds it ends, however it ends."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("guardrails: another run is installing; waiting for it ...")
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


def complete(environment: Environment, files: Sequence[str], *, python_is_named: bool, held: int) -> None:
    """Make the environment if there is none that can be used, and install the files that are not installed."""
    began = time.monotonic()
    if not is_usable(environment, python_is_named=python_is_named):
        make(environment, held)
    if environment.has(CONSTRAINTS):
        wanted = [name for name in files if not environment.has(name)]
    else:
        # Other versions, then: also of what an earlier command installed.
        wanted = [*files, *(name for name in recorded(environment) if name not in files)]
    if not wanted:
        return
    install(environment, wanted, held)
    environment.making.unlink(missing_ok=True)
    say(f"guardrails: ready after {time.monotonic() - began:.0f} s.")


def is_usable(environment: Environment, *, python_is_named: bool) -> bool:
    """Whether to install into what is there; what another hand made is never removed, only refused."""
    if not environment.home.is_symlink() and not environment.home.exists():
        return False
    version, own = environment.version(), environment.made.exists() and not environment.home.is_symlink()
    if environment.making.exists() and own:
        say("guardrails: .venv was left unfinished; making it again.")
        return False
    if version is None:
        fault = "does not start as a virtual environment"
    elif python_is_named and version != sys.version_info[:2]:
        fault = f"is Python {version[0]}.{version[1]}, not the {sys.version_info[0]}.{sys.version_info[1]} of PYTHON"
    else:
        return True
    if not own:
        raise SetupError(f"{environment.python} {fault}; remove {environment.home}, then run this again")
    say(f"guardrails: .venv's Python {fault}; making it again.")
    return False


def make(environment: Environment, held: int) -> None:
    version = ".".join(map(str, sys.version_info[:3]))
    say(f"guardrails: making .venv with Python {version} ({sys.executable}) ...")
    shutil.rmtree(environment.home, ignore_errors=True)
    environment.record.mkdir(parents=True)
    environment.made.touch()
    environment.making.touch()
    home = str(environment.home)
    # uv's needs pip as well: `pulumi install` uses it.
    with_uv = ["uv", "venv", "--quiet", "--seed", "--allow-existing", "--python", sys.executable, home]
    attempt_each([*([with_uv] if shutil.which("uv") else []), [sys.executable, "-m", "venv", home]], held)


def install(environment: Environment, files: Sequence[str], held: int) -> None:
    if not environment.has(CONSTRAINTS):
        # Versions change: what an interrupted installation leaves is not what any record says.
        for name in (*files, CONSTRAINTS):
            (environment.record / name).unlink(missing_ok=True)
    # With one hash, pip wants them of everything in the same call.
    parts = [[LOCKED], [name for name in files if name in NOT_LOCKED]] if LOCKED in files else [files]
    for part in parts:
        if part:
            install_together(environment, part, held)
    for name in (*files, CONSTRAINTS):
        copy = environment.record / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(environment.root / name, copy)


def install_together(environment: Environment, files: Sequence[str], held: int) -> None:
    say(f"guardrails: installing {', '.join(files)} ...")
    # Python compiles what it imports; all of it is compiled here only where Python is not allowed to keep that.
    compiles = bool(os.environ.get("PYTHONDONTWRITEBYTECODE"))
    python = str(environment.python)
    requirements = [part for name in files for part in ("-r", str(environment.root / name))]
    requirements += ["-c", str(environment.root / CONSTRAINTS)]
    with_uv = ["uv", "pip", "install", "--quiet", "--python", python, *requirements]
    with_uv += ["--compile-bytecode"] if compiles else []
    with_pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", *requirements]
    with_pip += [] if compiles else ["--no-compile"]
    try:
        attempt_each([*([with_uv] if shutil.which("uv") else []), with_pip], held)
    except SetupError as fault:
        raise SetupError(
            f"{', '.join(files)} could not be installed:\n{fault}\n"
            "Check the network, the proxy (HTTPS_PROXY) and the package index (PIP_INDEX_URL), then run this again."
        ) from None


def attempt_each(commands: Sequence[Sequence[str]], held: int) -> None:
    """Run the commands until one succeeds: uv reads neither pip's configuration nor its variables, so pip is next."""
    said = ""
    for command in commands:
        # A child that outlives this process keeps the lock.
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, pass_fds=(held,)
        )
        if done.returncode == 0:
            return
        said = done.stderr.strip() or done.stdout.strip()
    raise SetupError("\n".join(f"  {line}" for line in reasons(said)) or f"  {commands[-1][0]} failed")


def reasons(said: str) -> list[str]:
    """The last lines of uv or pip that say why; where pip got no answer, that is why, and not what it concludes."""
    lines = [line for line in said.splitlines() if line.strip() and not line.startswith("[notice]")]
    unanswered = [line for line in lines if line.startswith("WARNING: Retrying")]
    return unanswered[-1:] or [line for line in lines if not line.startswith("WARNING")][-4:]


def recorded(environment: Environment) -> list[str]:
    """The requirements files that were installed, as they were or otherwise."""
    copies = (path.relative_to(environment.record).as_posix() for path in environment.record.rglob("*.txt"))
    return sorted(name for name in copies if name != CONSTRAINTS and (environment.root / name).is_file())


def version_of(home: Path) -> tuple[int, int] | None:
    """Of the environment's Python; None if it does not start, or installs elsewhere."""
    code = "import sys; print(*sys.version_info[:2], sys.prefix)"
    try:
        done = subprocess.run([home / "bin" / "python", "-c", code], capture_output=True, text=True, check=True)
        major, minor, prefix = done.stdout.strip().split(" ", 2)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None
    return (int(major), int(minor)) if Path(prefix).resolve() == home.resolve() else None


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
