"""What ``docs/assistants.md`` shows is what clients read and the server offers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from policypack.__main__ import COMMANDS
from policypack.assistants.places import Roots
from policypack.assistants.programs import MOST_UNDETERMINED, TIMEOUT, Programs
from policypack.assistants.server import Tools
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.index import listed_rules
from tests.assistants.test_server import Session
from tests.guides import PROJECT, ROOT, blocks

TEXT = (ROOT / "docs" / "assistants.md").read_text(encoding="utf-8")
FILES = {".mcp.json": "mcpServers", ".cursor/mcp.json": "mcpServers", ".vscode/mcp.json": "servers"}
"""Where each client reads its servers, and under which key."""


def help_of(*command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "policypack", *command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def servers() -> list[tuple[str, dict[str, object]]]:
    return [(name, json.loads(content)) for name, content in blocks("assistants", "json")]


def test_each_client_has_its_file() -> None:
    assert {name: next(iter(document)) for name, document in servers()} == FILES


@pytest.mark.parametrize(("name", "document"), servers(), ids=FILES)
def test_a_clients_file_starts_the_real_command(name: str, document: dict[str, dict[str, dict[str, object]]]) -> None:
    (server,) = document[FILES[name]].values()
    assert server["command"] == "guardrails"
    command, *rest = server["args"]  # type: ignore[misc]
    assert command in [one.name for one in COMMANDS]
    assert rest in ([], ["--root", "${workspaceFolder}"])
    assert all(option in help_of(command) for option in rest[:1])
    assert set(server) <= {"type", "command", "args"}


def test_commands_end_with_the_servers_own() -> None:
    lines = [line for _, content in blocks("assistants", "sh") for line in content.splitlines()]
    clients = [line for line in lines if line.startswith("claude ")]
    assert clients
    assert all(line.endswith(" guardrails -- guardrails mcp") for line in clients)


def test_the_servers_command_runs(tmp_path: Path) -> None:
    lines = [line for _, content in blocks("assistants", "sh") for line in content.splitlines()]
    (command,) = [line.split() for line in lines if line.startswith("guardrails mcp")]
    (tmp_path / PROJECT).mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "policypack", *command[1:]],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_table_has_each_tool_with_its_arguments(tmp_path: Path) -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", TEXT, re.MULTILINE)
    told = {name: re.findall(r"`(\w+)`", arguments) for name, arguments in rows}
    tools = Session(tmp_path).tools()
    assert {name: set(arguments) for name, arguments in told.items()} == {
        name: set(tool.input_schema["properties"]) for name, tool in tools.items()
    }


def test_the_limits_are_those_of_the_server(tmp_path: Path) -> None:
    programs = Programs(Roots((tmp_path,)), lambda: Configuration(listed_rules()))
    assert f"at most {Tools(programs).check_program.__defaults__[-1]} findings" in TEXT  # type: ignore[index]
    assert f"and {MOST_UNDETERMINED} undetermined checks" in TEXT
    assert f"at most {TIMEOUT:.0f} seconds" in TEXT
