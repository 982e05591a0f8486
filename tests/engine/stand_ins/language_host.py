# ruff: noqa: N802 - the methods have the names of the protocol
"""A Python language host for a CLI that was built from source: no package registry carries the official one.

It runs programs with Pulumi's own ``pulumi-language-python-exec`` and policy packs as ``python -u -m pulumi.policy``.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import language_pb2, language_pb2_grpc, plugin_pb2

from tests.engine.stand_ins.server import serve

_ERROR_ALREADY_SHOWN = 32
"""The exit status by which the program runner says that the user has seen the error."""


class LanguageHost(language_pb2_grpc.LanguageRuntimeServicer):
    """Serves ``pulumirpc.LanguageRuntime``."""

    def __init__(self, program_runner: str, engine_address: str) -> None:
        self._program_runner = program_runner
        self._engine_address = engine_address

    def Handshake(
        self, request: language_pb2.LanguageHandshakeRequest, context: grpc.ServicerContext
    ) -> language_pb2.LanguageHandshakeResponse:
        self._engine_address = request.engine_address
        return language_pb2.LanguageHandshakeResponse()

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version="3.0.0")

    def GetRequiredPackages(
        self, request: language_pb2.GetRequiredPackagesRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPackagesResponse:
        return language_pb2.GetRequiredPackagesResponse()

    def GetRequiredPlugins(
        self, request: language_pb2.GetRequiredPluginsRequest, context: grpc.ServicerContext
    ) -> language_pb2.GetRequiredPluginsResponse:
        return language_pb2.GetRequiredPluginsResponse()

    def RuntimeOptionsPrompts(
        self, request: language_pb2.RuntimeOptionsRequest, context: grpc.ServicerContext
    ) -> language_pb2.RuntimeOptionsResponse:
        return language_pb2.RuntimeOptionsResponse()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def InstallDependencies(
        self, request: language_pb2.InstallDependenciesRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.InstallDependenciesResponse]:
        """Makes the virtualenv that the options name (``venv`` for a plugin) and installs ``requirements.txt``."""
        option = _virtualenv_option(request.info) or ("venv" if request.is_plugin else None)
        if option is None:
            return
        virtualenv = Path(request.info.root_directory) / option
        steps = [[sys.executable, "-m", "venv", str(virtualenv)]]
        if (Path(request.info.program_directory) / "requirements.txt").exists():
            steps.append([str(virtualenv / "bin" / "python"), "-m", "pip", "install", "-r", "requirements.txt"])
        for step in steps:
            done = subprocess.run(step, cwd=request.info.program_directory, capture_output=True, check=False)
            yield language_pb2.InstallDependenciesResponse(stdout=done.stdout, stderr=done.stderr)
            if done.returncode != 0:
                context.abort(grpc.StatusCode.UNKNOWN, f"{' '.join(step)} ended with {done.returncode}")

    def Run(self, request: language_pb2.RunRequest, context: grpc.ServicerContext) -> language_pb2.RunResponse:
        """Runs the program until it ends or the engine gives it up. What it prints becomes a message of the stack."""
        command = [interpreter(request.info), "-u", self._program_runner, *self._program_arguments(request)]
        environment = {
            **os.environ,
            "PULUMI_CONFIG": json.dumps(dict(request.config)),
            "PULUMI_CONFIG_SECRET_KEYS": json.dumps(list(request.configSecretKeys)),
        }
        process = subprocess.Popen(command, cwd=request.pwd, env=environment)
        context.add_callback(process.kill)
        status = process.wait()
        if status == _ERROR_ALREADY_SHOWN:
            return language_pb2.RunResponse(bail=True)
        return language_pb2.RunResponse(error=f"program exited with non-zero exit code: {status}" if status else "")

    def _program_arguments(self, request: language_pb2.RunRequest) -> list[str]:
        options = {
            "monitor": request.monitor_address,
            "engine": self._engine_address,
            "project": request.project,
            "root_directory": request.info.root_directory,
            "stack": request.stack,
            "pwd": request.pwd,
            "dry_run": "true" if request.dryRun else "false",
            "parallel": str(request.parallel),
            "organization": request.organization,
        }
        told = [word for name, value in options.items() if value for word in (f"--{name}", value)]
        return [*told, request.info.entry_point, *request.args]

    def RunPlugin(
        self, request: language_pb2.RunPluginRequest, context: grpc.ServicerContext
    ) -> Iterator[language_pb2.RunPluginResponse]:
        """Runs a policy pack, or a plugin in Python, and streams what it prints until it ends or is cancelled."""
        directory = request.info.program_directory
        if request.kind == "analyzer":
            arguments = ["-m", "pulumi.policy", *request.args, directory]
            working_directory = directory
        else:
            arguments = [directory, *request.args]
            working_directory = request.pwd
        process = subprocess.Popen(
            [interpreter(request.info), "-u", *arguments],
            cwd=working_directory,
            env={**os.environ, **dict(item.split("=", 1) for item in request.env)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        context.add_callback(process.kill)
        yield from _streamed(process)
        yield language_pb2.RunPluginResponse(exitcode=process.wait())


def interpreter(info: language_pb2.ProgramInfo) -> str:
    """The interpreter of the virtualenv that ``runtime.options`` names, if it exists, else the one of the tests."""
    option = _virtualenv_option(info)
    if option is not None:
        python = Path(info.root_directory) / option / "bin" / "python"
        if python.exists():
            return str(python)
    return sys.executable


def _virtualenv_option(info: language_pb2.ProgramInfo) -> str | None:
    option = info.options.fields["virtualenv"].string_value if "virtualenv" in info.options.fields else ""
    return option or None


def _streamed(process: subprocess.Popen[bytes]) -> Iterator[language_pb2.RunPluginResponse]:
    """What the process writes to both streams, as it comes, until both are closed."""
    messages: queue.Queue[language_pb2.RunPluginResponse | None] = queue.Queue()

    def pump(stream: IO[bytes], response: Callable[[bytes], language_pb2.RunPluginResponse]) -> None:
        while chunk := os.read(stream.fileno(), 65536):
            messages.put(response(chunk))
        messages.put(None)

    streams = (
        (process.stdout, lambda chunk: language_pb2.RunPluginResponse(stdout=chunk)),
        (process.stderr, lambda chunk: language_pb2.RunPluginResponse(stderr=chunk)),
    )
    for stream_and_response in streams:
        threading.Thread(target=pump, args=stream_and_response, daemon=True).start()
    ended = 0
    while ended < len(streams):
        message = messages.get()
        if message is None:
            ended += 1
        else:
            yield message


def main(program_runner: str) -> None:
    """Serves; the engine's address is the last word of the command line."""
    serve(LanguageHost(program_runner, sys.argv[-1]), language_pb2_grpc.add_LanguageRuntimeServicer_to_server)
