# ruff: noqa: N802 - the methods have the names of the protocol
"""A host for TypeScript programs, which no package registry carries either: it starts Pulumi's own ``cmd/run``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import grpc
from pulumi.runtime.proto import language_pb2, language_pb2_grpc

from tests.engine.stand_ins.language_host import LanguageHost
from tests.engine.stand_ins.server import serve

_ERROR_ALREADY_SHOWN = 32


class NodeHost(LanguageHost):
    """Runs programs with the packages in ``node_modules``."""

    def __init__(self, node_modules: str, engine_address: str) -> None:
        super().__init__("", engine_address)
        self._runner = Path(node_modules) / "@pulumi" / "pulumi" / "cmd" / "run"

    def Run(self, request: language_pb2.RunRequest, context: grpc.ServicerContext) -> language_pb2.RunResponse:
        options = {
            "monitor": request.monitor_address,
            "engine": self._engine_address,
            "project": request.project,
            "root-directory": request.info.root_directory,
            "stack": request.stack,
            "pwd": request.pwd,
            "parallel": str(request.parallel),
            "organization": request.organization,
        }
        told = [word for name, value in options.items() if value for word in (f"--{name}", value)]
        dry_run = ["--dry-run"] if request.dryRun else []
        environment = {
            **os.environ,
            "PULUMI_CONFIG": json.dumps(dict(request.config)),
            "PULUMI_CONFIG_SECRET_KEYS": json.dumps(list(request.configSecretKeys)),
            "PULUMI_NODEJS_TYPESCRIPT": "true",
        }
        command = ["node", str(self._runner), *told, *dry_run, request.info.entry_point, *request.args]
        process = subprocess.Popen(command, cwd=request.pwd, env=environment)
        context.add_callback(process.kill)
        status = process.wait()
        if status == _ERROR_ALREADY_SHOWN:
            return language_pb2.RunResponse(bail=True)
        return language_pb2.RunResponse(error=f"program exited with non-zero exit code: {status}" if status else "")


def main(node_modules: str) -> None:
    """Serves; the engine's address is the last word of the command line."""
    serve(NodeHost(node_modules, sys.argv[-1]), language_pb2_grpc.add_LanguageRuntimeServicer_to_server)
