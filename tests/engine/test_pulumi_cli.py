"""How the CLI is found or built, with a ``go`` and a ``pulumi`` that only pretend."""

from __future__ import annotations

from pathlib import Path

import pytest
from google.protobuf import struct_pb2
from pulumi.runtime.proto import language_pb2

from tests.engine import pulumi_cli
from tests.engine.conftest import required
from tests.engine.pulumi_cli import Cli, Unavailable, find_or_build_cli, pinned_version
from tests.engine.stand_ins.language_host import interpreter

FAKE_GO = """#!/bin/sh
echo "$1" >> {log}
if [ "$1" = list ]; then echo {sdk}; exit 0; fi
while [ "$1" != -o ]; do shift; done
echo built > "$2"
"""


@pytest.fixture
def bin_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only directory on PATH, with an empty cache."""
    directory = tmp_path / "bin"
    directory.mkdir()
    (directory / "sh").symlink_to("/bin/sh")
    monkeypatch.setenv("PATH", str(directory))
    monkeypatch.setenv("AWS_GUARDRAILS_CACHE", str(tmp_path / "cache"))
    return directory


def executable(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o755)
    return path


def test_with_neither_cli_nor_go_it_says_what_to_install(bin_directory: Path) -> None:
    found = find_or_build_cli()
    assert isinstance(found, Unavailable)
    assert "no `pulumi` on PATH" in found.reason
    assert "install the Pulumi CLI" in found.reason
    assert "or Go to build it with" in found.reason


def test_the_installed_cli_is_taken_with_its_language_host(bin_directory: Path) -> None:
    pulumi = executable(bin_directory / "pulumi", f"#!/bin/sh\necho v{pinned_version()}\n")
    executable(bin_directory / "pulumi-language-python", "#!/bin/sh\n")
    assert find_or_build_cli() == Cli(pulumi, pinned_version(), program_runner=None)


@pytest.mark.parametrize(("version", "reason"), [("v3.9.0", "older than"), ("v3.9999.0", "without its")])
def test_an_installed_cli_that_will_not_do_is_named(bin_directory: Path, version: str, reason: str) -> None:
    executable(bin_directory / "pulumi", f"#!/bin/sh\necho {version}\n")
    found = find_or_build_cli()
    assert isinstance(found, Unavailable)
    assert reason in found.reason


def test_it_is_built_once_and_then_needs_no_go(
    bin_directory: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    runner = tmp_path / "sdk" / "python" / "cmd" / pulumi_cli.PROGRAM_RUNNER
    runner.parent.mkdir(parents=True)
    runner.write_text("run")
    log = tmp_path / "go.log"
    executable(bin_directory / "go", FAKE_GO.format(log=log, sdk=tmp_path / "sdk"))
    first = find_or_build_cli()
    (bin_directory / "go").unlink()
    second = find_or_build_cli()
    assert first == second
    assert isinstance(first, Cli)
    assert first.executable.read_text() == "built\n"
    assert first.program_runner is not None
    assert first.program_runner.read_text() == "run"
    assert log.read_text().split() == ["build", "list"]
    assert capsys.readouterr().err.count("building the Pulumi CLI") == 1
    assert not list(first.executable.parents[1].glob("building-*"))


def test_a_failed_build_leaves_nothing_and_says_why(bin_directory: Path, tmp_path: Path) -> None:
    executable(bin_directory / "go", "#!/bin/sh\necho requires go 1.99 >&2\nexit 1\n")
    found = find_or_build_cli()
    assert isinstance(found, Unavailable)
    assert "requires go 1.99" in found.reason
    assert not list((tmp_path / "cache").rglob("pulumi-language-python-exec"))
    assert not list((tmp_path / "cache").rglob("building-*"))


def test_without_a_cli_a_test_is_skipped_or_where_promised_failed() -> None:
    with pytest.raises(pytest.skip.Exception, match="install it"):
        required(Unavailable("install it"), promised=False)
    with pytest.raises(pytest.fail.Exception, match="install it"):
        required(Unavailable("install it"), promised=True)


def test_the_virtualenv_of_the_options_is_used_if_it_exists(tmp_path: Path) -> None:
    options = struct_pb2.Struct()
    options["virtualenv"] = ".venv"
    info = language_pb2.ProgramInfo(root_directory=str(tmp_path), options=options)
    without = interpreter(info)
    python = tmp_path / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.touch()
    assert interpreter(info) == str(python)
    assert without != str(python)
