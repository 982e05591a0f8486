"""The engine's side that a program logs to."""

# ruff: noqa: N802, ARG002 - the names and arguments are the service's

from __future__ import annotations

import grpc
from google.protobuf.empty_pb2 import Empty
from pulumi.runtime.proto import engine_pb2, engine_pb2_grpc


class EngineLog(engine_pb2_grpc.EngineServicer):
    """``pulumirpc.Engine`` that keeps every message of the program but debugging ones."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self._root = ""

    def Log(self, request: engine_pb2.LogRequest, context: grpc.ServicerContext) -> Empty:
        if request.severity != engine_pb2.DEBUG and not request.ephemeral:
            level = engine_pb2.LogSeverity.Name(request.severity).lower()
            self.messages.append(f"{level}: {request.message.rstrip()}")
        return Empty()

    def GetRootResource(
        self, request: engine_pb2.GetRootResourceRequest, context: grpc.ServicerContext
    ) -> engine_pb2.GetRootResourceResponse:
        return engine_pb2.GetRootResourceResponse(urn=self._root)

    def SetRootResource(
        self, request: engine_pb2.SetRootResourceRequest, context: grpc.ServicerContext
    ) -> engine_pb2.SetRootResourceResponse:
        self._root = request.urn
        return engine_pb2.SetRootResourceResponse()

    def RequirePulumiVersion(
        self, request: engine_pb2.RequirePulumiVersionRequest, context: grpc.ServicerContext
    ) -> engine_pb2.RequirePulumiVersionResponse:
        return engine_pb2.RequirePulumiVersionResponse()
