"""Programs that cannot be run: each ends in one line that says what to do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from policypack.errors import ProgramError
from policypack.sources.program import run_program
from tests.sources.runs import write

ROOT = Path(__file__).parents[2]
HEARS_SIGNALS = (
    "import os, signal, sys; [signal.signal(getattr(signal, one), signal.SIG_DFL) for one in ('SIGINT', 'SIGTERM', "
    "'SIGHUP')]; os.execv(sys.argv[1], sys.argv[1:])"
)
"""Runs a command that hears signals, also where they are ignored: of what a shell runs in the background."""


def failure(folder: Path, program: str, **options: Any) -> ProgramError:
    with pytest.raises(ProgramError) as raised:
        run_program(write(folder, {"__main__.py": program}), **options)
    assert "\n" not in str(raised.value)
    return raised.value


def test_an_exception_shows_the_programs_own_frames(tmp_path: Path) -> None:
    (tmp_path / "parts.py").write_text("def size(text):\n    return int(text)\n")
    error = failure(tmp_path, "import parts\nparts.size('big')\n")
    assert str(error) == "parts.py:2: ValueError: invalid literal for int() with base 10: 'big'"
    assert error.frames == (
        '  File "__main__.py", line 2, in <module>\n'
        "    parts.size('big')\n"
        '  File "parts.py", line 2, in size\n'
        "    return int(text)"
    )


def test_an_exception_in_an_apply(tmp_path: Path) -> None:
    error = failure(tmp_path, "import pulumi\npulumi.Output.from_input(1).apply(lambda one: one / 0)\n")
    assert str(error) == "__main__.py:2: ZeroDivisionError: division by zero"


def test_a_syntax_error(tmp_path: Path) -> None:
    error = failure(tmp_path, "import pulumi\n\npulumi.export('a' 3)\n")
    assert str(error).startswith("__main__.py:3: syntax error: ")
    assert 'File "__main__.py", line 3' in error.frames


@pytest.mark.parametrize("program", ["from parts import sizes\n", "def later():\n    import parts.sizes\nlater()\n"])
@pytest.mark.parametrize(("content", "line"), [("x = 1\ndef f(:\n", 2), ("if True:\nx = 1\n", 2), ("x = 'a\n", 1)])
def test_a_syntax_error_of_a_module_has_its_file_and_line(
    tmp_path: Path, program: str, content: str, line: int
) -> None:
    write(tmp_path, {"parts/__init__.py": "", "parts/sizes.py": content})
    error = failure(tmp_path, program)
    assert str(error).startswith(f"parts/sizes.py:{line}: syntax error: ")
    assert 'File "__main__.py", line' in error.frames


def test_a_missing_value_in_pulumis_own_words(tmp_path: Path) -> None:
    error = failure(tmp_path, "import pulumi\npulumi.Config().require_secret('password')\n")
    assert "Missing required configuration variable 'shop:password'" in str(error)
    assert "pulumi config set --secret" in str(error)
    assert str(error).endswith("or give it by --secret-config")


def test_an_encrypted_value_of_another_type_is_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "Pulumi.dev.yaml").write_text("config: {shop:count: {secure: v1:abc}}\n")
    error = failure(tmp_path, "import pulumi\npulumi.Config().require_int('count')\n")
    assert "[encrypted]" in str(error)


def test_a_missing_module(tmp_path: Path) -> None:
    error = failure(tmp_path, "import pulumi_gcp.storage\n")
    assert str(error) == (
        f"__main__.py:1: no module named 'pulumi_gcp' for {sys.executable}; "
        "install pulumi-gcp there, or run `pulumi install`; if it is a file of the program, it is missing"
    )


def test_a_function_that_nobody_answers(tmp_path: Path) -> None:
    program = "import pulumi_aws as aws\n\nvpc = aws.ec2.get_vpc(default=True)\n"
    error = failure(tmp_path, program)
    assert str(error) == (
        "__main__.py:3: aws:ec2/getVpc:getVpc: nothing answers this function offline; add it to "
        f"{tmp_path / 'guardrails-answers.yaml'}: "
        '{"aws:ec2/getVpc:getVpc": [{"args": {"default": true}, "answer": {"id": "..."}}]}'
    )
    assert "vpc = aws.ec2.get_vpc(default=True)" in error.frames


def test_two_resources_of_one_name(tmp_path: Path) -> None:
    program = "import pulumi_aws as aws\naws.s3.Bucket('a')\naws.s3.Bucket('a')\n"
    assert "Duplicate resource URN" in str(failure(tmp_path, program))


def test_a_transform_that_fails(tmp_path: Path) -> None:
    program = """
        import pulumi, pulumi_aws as aws
        aws.s3.Bucket("a", opts=pulumi.ResourceOptions(transforms=[lambda args: 1 / 0]))
    """
    assert "transform of aws:s3/bucket:Bucket 'a'" in str(failure(tmp_path, program))


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("import sys\nsys.exit(3)\n", "the program ended itself with exit status 3"),
        ("import os\nprint('last words', flush=True)\nos._exit(7)\n", "status 7 half-way; last line: last words"),
    ],
)
def test_a_program_that_ends_itself(tmp_path: Path, program: str, message: str) -> None:
    assert message in str(failure(tmp_path, program))


def test_an_exit_without_complaint_is_none(tmp_path: Path) -> None:
    program = "import sys, pulumi\npulumi.export('a', 1)\nsys.exit(0)\n"
    assert run_program(write(tmp_path, {"__main__.py": program})).stack.resources


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    program = f"""
        import subprocess, time
        child = subprocess.Popen(["sleep", "60"])
        open({str(tmp_path / "child")!r}, "w").write(str(child.pid))
        time.sleep(60)
    """
    started = time.monotonic()
    error = failure(tmp_path, program, timeout=2)
    assert time.monotonic() - started < 20
    assert "still running after 2 seconds" in str(error)
    child = int((tmp_path / "child").read_text())
    deadline = time.monotonic() + 10
    while _runs(child) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_an_environment_without_pulumi(tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin/python").symlink_to(Path(sys.base_prefix) / "bin/python3")
    (environment / "pyvenv.cfg").write_text(f"home = {sys.base_prefix}/bin\ninclude-system-site-packages = false\n")
    project = "name: shop\nruntime: {name: python, options: {virtualenv: venv}}\n"
    with pytest.raises(ProgramError) as raised:
        run_program(write(tmp_path, {"Pulumi.yaml": project, "__main__.py": "import pulumi\n"}))
    assert str(raised.value) == (
        f"{environment / 'bin/python'}: cannot import pulumi (No module named 'pulumi'); "
        f"run `pulumi install` in {tmp_path}"
    )


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="a system without POSIX signals")
@pytest.mark.parametrize(
    ("name", "programs"), [("SIGINT", 1), ("SIGTERM", 1), ("SIGTERM", 2), ("SIGHUP", 1), ("SIGKILL", 1)]
)
def test_a_signal_leaves_neither_processes_nor_configuration(tmp_path: Path, name: str, programs: int) -> None:
    folders, temporary = [tmp_path / f"program-{number}" for number in range(programs)], tmp_path / "temporary"
    temporary.mkdir()
    program = """
        import os, subprocess, time
        child = subprocess.Popen(["sleep", "60"], start_new_session=os.path.exists("/proc/self/environ"))
        with open("written", "w") as file:
            file.write(f"{child.pid} {os.getpid()}")
        os.rename("written", "pids")
        time.sleep(60)
    """
    for folder in folders:
        write(folder, {"__main__.py": program})
    command = ["-m", "policypack", "preview", *map(str, folders), "--config", "shop:key=c4n4ry-hunter2"]
    command = [sys.executable, "-c", HEARS_SIGNALS, sys.executable, *command]
    with subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "TMPDIR": str(temporary)}, stdout=-1, stderr=-1, text=True
    ) as preview:
        _until(lambda: all((folder / "pids").exists() for folder in folders))
        held = list(temporary.iterdir())
        assert all(one.stat().st_mode & 0o077 == 0 for one in held)
        files = [one for one in temporary.rglob("*") if one.is_file()]
        assert not any("c4n4ry-hunter2" in one.read_text("utf-8", errors="replace") for one in files)
        preview.send_signal(getattr(signal, name))
        out, err = preview.communicate(timeout=30)
    number = getattr(signal, name)
    assert preview.returncode == (-number if name == "SIGKILL" else 128 + number)
    assert (out, err) == ("", "" if name == "SIGKILL" else f"error: ended by {name}\n")
    pids = [int(one) for folder in folders for one in (folder / "pids").read_text().split()]
    _until(lambda: not any(map(_runs, pids)))
    # After SIGKILL the folder stays, with what the program printed and what keeps it from AWS: no configuration.
    assert {one.name for one in temporary.rglob("*") if one.is_file()} <= (
        {"output.txt", "pulumi", "aws-config"} if name == "SIGKILL" else set()
    )
    assert name == "SIGKILL" or list(temporary.iterdir()) == []


def _until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.05)
