"""``./guardrails`` installs what a command needs, once; a fake ``uv`` on PATH stands for the package index."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tools import environment, lock

ROOT = Path(__file__).parents[1]
PACK, COMMANDS, PREVIEW, CATALOG, FIX, HTML, CLOUD, DASK, MCP, DEV, SITE, LOCKED = (
    "requirements.txt",
    *(
        f"requirements/{name}.txt"
        for name in ("commands", "preview", "catalog", "fix", "html", "cloud", "dask", "mcp", "dev", "site", "locked")
    ),
)
CONSTRAINTS = "requirements/constraints.txt"
ECHO = "import sys; print('ran', *sys.argv[1:], 'with', sys.executable)"
UV = f"""#!/bin/sh
[ ! -f "$BROKEN" ] || {{ echo "error: no route to the index" >&2; exit 1; }}
case "$1" in
    python) exit 1 ;;
    venv)
        for home in "$@"; do :; done
        "{sys.executable}" -m venv --without-pip "$home"
        ;;
    pip) sleep "${{SLOW:-0}}" ;;
esac
echo "$@" >> "$LOG"
"""


class Checkout:
    """A copy of the launcher with a pack that only says that it ran."""

    def __init__(self, root: Path) -> None:
        self.root = root / "checkout"
        self.venv = self.root / ".venv"
        self.log = root / "log"
        self.broken = root / "broken"
        shutil.copytree(ROOT / "requirements", self.root / "requirements")
        shutil.copytree(ROOT / "tools", self.root / "tools")
        for name in ("guardrails", PACK):
            shutil.copy(ROOT / name, self.root / name)
        (self.root / "policypack").mkdir()
        (self.root / "policypack" / "__main__.py").write_text(ECHO, encoding="utf-8")
        for name in ("pytest.py", "zensical.py"):
            (self.root / name).write_text(ECHO, encoding="utf-8")
        self.commands = root / "bin"
        self.commands.mkdir()
        self.command("uv", UV)
        self.command("python3", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')

    def command(self, name: str, text: str) -> Path:
        file = self.commands / name
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)
        return file

    def start(self, *arguments: str, **variables: str) -> subprocess.Popen[str]:
        environment = {key: value for key, value in os.environ.items() if key not in ("PYTHON", "PYTHONPATH")}
        environment |= {"PATH": f"{self.commands}:/usr/bin:/bin", "LOG": str(self.log), "BROKEN": str(self.broken)}
        return subprocess.Popen(
            [str(self.root / "guardrails"), *arguments],
            cwd=self.root.parent,
            env={**environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, **variables: str) -> tuple[int, str, str]:
        """The exit status, what was printed, and what was reported."""
        process = self.start(*arguments, **variables)
        printed, reported = process.communicate(timeout=60)
        return process.returncode, printed, reported

    def calls(self, command: str) -> list[str]:
        lines = self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []
        return [line for line in lines if line.startswith(command)]

    def installed(self) -> list[set[str]]:
        """The requirements files of each installation so far."""
        names = (PACK, COMMANDS, PREVIEW, CATALOG, FIX, HTML, CLOUD, DASK, MCP, DEV, SITE, LOCKED)
        return [{name for name in names if f"-r {self.root / name}" in call} for call in self.calls("pip")]

    def made(self) -> int:
        return len(self.calls("venv"))


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    (tmp_path / "checkout").mkdir()
    return Checkout(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (["preview", "app"], {PACK, COMMANDS, PREVIEW, HTML}),
        ([], {PACK, COMMANDS, PREVIEW, HTML}),
        (["audit", "states"], {PACK, COMMANDS, PREVIEW, HTML, CLOUD}),
        (["catalog", "status"], {PACK, COMMANDS, PREVIEW, HTML}),
        (["catalog", "refresh", "--from-aws"], {PACK, COMMANDS, PREVIEW, CATALOG}),
        (["fix", "app", "--write"], {PACK, COMMANDS, PREVIEW, FIX}),
        (["mcp", "--root", "app"], {PACK, COMMANDS, PREVIEW, FIX, MCP}),
        (["test", "--version"], {LOCKED}),
        (["site"], {SITE}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_installs_what_it_needs_and_only_once(
    checkout: Checkout, arguments: list[str], files: set[str]
) -> None:
    status, _, reported = checkout.run(*arguments)
    assert status == 0, reported
    assert checkout.installed() == [files]
    assert checkout.run(*arguments)[2].count("guardrails:") == 0
    assert checkout.installed() == [files]
    assert checkout.made() == 1


def test_arguments_reach_the_pack_as_they_are(checkout: Checkout) -> None:
    _, printed, _ = checkout.run("preview", "my app", "--config", "a=b *")
    assert printed == f"ran preview my app --config a=b * with {checkout.venv / 'bin' / 'python'}\n"


def test_the_set_up_of_a_server_says_nothing_where_its_protocol_is(checkout: Checkout) -> None:
    _, printed, reported = checkout.run("mcp")
    assert printed == f"ran mcp with {checkout.venv / 'bin' / 'python'}\n"
    assert "guardrails: ready after" in reported


def test_a_preview_after_the_tests_installs_nothing(checkout: Checkout) -> None:
    checkout.run("test", "--version")
    checkout.run("preview", "app")
    assert len(checkout.installed()) == 1


def test_other_pins_are_installed_for_all_that_is_there(checkout: Checkout) -> None:
    checkout.run("test", "--version")
    with (checkout.root / CONSTRAINTS).open("a", encoding="utf-8") as file:
        file.write("# later\n")
    checkout.run("preview", "app")
    checkout.run("test", "--version")
    assert checkout.installed() == [{LOCKED}, {LOCKED}]


def test_what_the_lock_does_not_have_is_installed_beside_it(checkout: Checkout) -> None:
    """The site's packages, where tests and the site were used before and the versions are other ones now."""
    assert environment.NOT_LOCKED == lock.OTHERS
    checkout.run("site", "--version")
    checkout.run("test", "--version")
    with (checkout.root / CONSTRAINTS).open("a", encoding="utf-8") as file:
        file.write("# later\n")
    checkout.run("site", "--version")
    assert checkout.installed() == [{SITE}, {LOCKED}, {LOCKED}, {SITE}]


def test_what_fails_is_one_clear_error_and_is_tried_again(checkout: Checkout) -> None:
    checkout.run("preview", "app")
    checkout.broken.touch()
    status, printed, reported = checkout.run("test", "--version")
    assert (status, printed) == (2, "")
    assert f"error: {LOCKED} could not be installed:" in reported
    assert "Check the network" in reported
    assert "Traceback" not in reported
    checkout.broken.unlink()
    assert checkout.run("test", "--version")[0] == 0


def test_an_index_that_does_not_answer_is_the_reason(checkout: Checkout) -> None:
    (checkout.commands / "uv").unlink()
    said = [
        "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'ProxyError'",
        "ERROR: Cannot install boto3>=1.40 because these package versions have conflicting dependencies.",
    ]
    venv.create(checkout.venv)
    (checkout.root / "pip.py").write_text(f"raise SystemExit({chr(10).join(said)!r})", encoding="utf-8")
    status, _, reported = checkout.run("preview", "app", PYTHONPATH=str(checkout.root))
    assert status == 2
    assert said[0] in reported
    assert said[1] not in reported


def test_without_the_packages_of_the_tests_a_preview_still_runs(checkout: Checkout) -> None:
    checkout.run("preview", "app")
    checkout.broken.touch()
    assert checkout.run("test", "--version")[0] == 2
    status, printed, _ = checkout.run("preview", "app")
    assert (status, printed.startswith("ran preview app")) == (0, True)


def test_an_unfinished_environment_is_made_again(checkout: Checkout) -> None:
    process = checkout.start("preview", "app", SLOW="30")
    while not checkout.made():
        assert process.poll() is None
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    leftover = checkout.venv / "leftover"
    leftover.touch()
    status, _, reported = checkout.run("preview", "app")
    assert status == 0
    assert "left unfinished" in reported
    assert not leftover.exists()


def test_two_runs_at_once_install_once(checkout: Checkout) -> None:
    both = [checkout.start("preview", str(number), SLOW="1") for number in range(2)]
    reports = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], reports
    assert (checkout.made(), len(checkout.installed())) == (1, 1)
    assert sum("another run is installing" in report for report in reports) == 1


def test_what_another_hand_made_is_completed_not_removed(checkout: Checkout) -> None:
    venv.create(checkout.venv)
    (checkout.venv / "mine").touch()
    assert checkout.run("preview", "app")[0] == 0
    assert (checkout.venv / "mine").exists()
    assert (checkout.made(), checkout.installed()) == (0, [{PACK, COMMANDS, PREVIEW, HTML}])


def test_nothing_is_installed_outside_of_a_virtual_environment(checkout: Checkout) -> None:
    (checkout.venv / "bin").mkdir(parents=True)
    (checkout.venv / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    status, _, reported = checkout.run("preview", "app")
    assert (status, checkout.installed()) == (2, [])
    assert f"does not start as a virtual environment; remove {checkout.venv}" in reported


@pytest.mark.parametrize("by_hand", [True, False], ids=["by hand", "by the launcher"])
def test_a_python_that_is_gone(checkout: Checkout, by_hand: bool) -> None:
    if by_hand:
        venv.create(checkout.venv)
    else:
        checkout.run("preview", "app")
    python = checkout.venv / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python")
    status, _, reported = checkout.run("preview", "app")
    assert status == (2 if by_hand else 0)
    assert ("remove" in reported) == by_hand
    assert python.exists() != by_hand


@pytest.mark.parametrize("version", ["3.9.18", "3.15.0"])
def test_a_named_python_out_of_range_is_refused(checkout: Checkout, version: str) -> None:
    other = checkout.command("other", other_python(version))
    status, _, reported = checkout.run("preview", "app", PYTHON=str(other))
    assert status == 2
    assert reported == f"error: PYTHON={other} is Python {version}; Python 3.10 to 3.14 is needed\n"
    assert not checkout.venv.exists()


@pytest.mark.parametrize("version", ["3.9.18", "3.15.0"])
def test_pythons_out_of_range_are_skipped(checkout: Checkout, version: str) -> None:
    checkout.command("python3", other_python(version))
    checkout.command("python3.12", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    _, _, reported = checkout.run("preview", "app")
    running = ".".join(map(str, sys.version_info[:3]))
    assert f"making .venv with Python {running} " in reported


def test_the_chosen_python_replaces_the_environments_own(checkout: Checkout) -> None:
    checkout.run("preview", "app")
    python = checkout.venv / "bin" / "python"
    python.unlink()
    python.symlink_to(checkout.command("other", other_python("3.99.0", prefix=checkout.venv)))
    status, _, reported = checkout.run("preview", "app", PYTHON=sys.executable)
    assert (status, checkout.made()) == (0, 2)
    assert "is Python 3.99, not the" in reported


def other_python(version: str, prefix: Path = Path("/usr")) -> str:
    """An interpreter that can only say its version, and refuses what asks for another."""
    major, minor, _ = version.split(".")
    return (
        f'#!/bin/sh\n[ "$1" != --version ] || {{ echo "Python {version}"; exit 0; }}\n'
        f'case "$2" in *exit*) exit 1 ;; *) echo {major} {minor} {prefix} ;; esac\n'
    )
