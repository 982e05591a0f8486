"""``guardrails mcp`` as clients start it: a process, whose standard output has nothing but the protocol."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import TextContent

ROOT = Path(__file__).parents[2]
PRINTS = """
import os, sys
import pulumi_aws as aws

print("on stdout", flush=True)
os.write(1, b"{not the protocol}")
aws.s3.Bucket("logs", bucket="Not Valid")
"""
SLEEPS = "import os, time\nopen('started', 'w').write(str(os.getpid()))\ntime.sleep(250)\n"
INITIALIZE = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}


class Server:
    """The process, and messages to it, one a line."""

    def __init__(self, *arguments: str, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "policypack", "mcp", *arguments],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._count = 0

    def send(self, method: str, params: dict[str, Any] | None = None, **more: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(
            json.dumps({"jsonrpc": "2.0", "method": method, "params": params or {}, **more}) + "\n"
        )
        self.process.stdin.flush()

    def ask(self, method: str, params: dict[str, Any] | None = None) -> dict[str, Any]:
        assert self.process.stdout is not None
        self._count += 1
        self.send(method, params, id=self._count)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        assert answer["id"] == self._count
        result: dict[str, Any] = answer["result"]
        return result

    def initialize(self) -> dict[str, Any]:
        result = self.ask("initialize", INITIALIZE)
        self.send("notifications/initialized")
        return result

    def end(self) -> tuple[int, str, str]:
        """Exit status and the rest of both streams, once standard input has ended."""
        printed, reported = self.process.communicate(timeout=60)
        return self.process.returncode, printed, reported


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "prints.py").write_text(PRINTS, encoding="utf-8")
    (tmp_path / "sleeps.py").write_text(SLEEPS, encoding="utf-8")
    return tmp_path


def test_a_session_has_nothing_but_the_protocol_on_its_output(folder: Path) -> None:
    server = Server(folder=folder)
    told = server.initialize()
    assert told["serverInfo"]["name"] == "guardrails"
    assert "check_program" in told["instructions"]
    tools = server.ask("tools/list")["tools"]
    assert [one["name"] for one in tools if one["annotations"]["readOnlyHint"]] == [
        "explain_rule",
        "find_rules",
        "rejections",
        "versions",
    ]
    page = server.ask("tools/call", {"name": "explain_rule", "arguments": {"rule": "S3.1"}})
    assert "S3.1" in page["content"][0]["text"]
    checked = server.ask("tools/call", {"name": "check_program", "arguments": {"path": "prints.py"}})
    assert checked["structuredContent"]["counts"]["rejected"] == 1
    refused = server.ask("tools/call", {"name": "check_program", "arguments": {"path": str(ROOT)}})
    assert refused["isError"]
    assert server.end() == (0, "", "")


def test_the_librarys_client_asks_it(folder: Path) -> None:
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "policypack", "mcp", "--root", str(folder)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )

    async def session() -> tuple[int, str]:
        async with Client(parameters) as client:
            tools = await client.list_tools()
            result = await client.call_tool("check_program", {"path": "prints.py", "fail_on": "rejections"})
        (content,) = result.content
        assert isinstance(content, TextContent)
        return len(tools.tools), content.text

    count, text = anyio.run(session)
    assert count == 6
    assert "1 rejected by AWS" in text


@pytest.mark.parametrize("way", ["signal", "input ends"])
def test_a_server_that_leaves_ends_the_program_that_it_runs(folder: Path, way: str) -> None:
    server = Server(folder=folder)
    server.initialize()
    server.send("tools/call", {"name": "check_program", "arguments": {"path": "sleeps.py"}}, id=9)
    started = folder / "started"
    while not (started.exists() and started.read_text(encoding="utf-8")):
        assert server.process.poll() is None
        time.sleep(0.05)
    if way == "signal":
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 128 + signal.SIGTERM
        server.end()
    else:
        assert server.end()[0] == 0
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text(encoding="utf-8")), 0)


def test_a_wrong_call_says_so_and_serves_nothing(folder: Path) -> None:
    status, printed, reported = Server("--root", "nowhere", folder=folder).end()
    assert (status, printed) == (2, "")
    assert "--root" in reported
    assert "nowhere" in reported
    (folder / "bad.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    status, printed, reported = Server("--guardrails", "bad.yaml", folder=folder).end()
    assert (status, printed) == (2, "")
    assert "nonsense" in reported


def test_without_the_library_it_says_what_to_install(folder: Path) -> None:
    code = "import sys; sys.modules['mcp'] = None\nfrom policypack.__main__ import main\nsys.exit(main(['mcp']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "aws-guardrails[mcp]" in done.stderr
