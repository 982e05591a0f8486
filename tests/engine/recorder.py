# ruff: noqa: N802 - the methods have the names of the protocol
"""A policy pack that judges nothing and writes down what the engine really sends, and the reader of such recordings.

A recording is a JSON list of ``{"call": "Analyze", "request": {...}}``. Requests are written with the field names of
the protocol, so that ``read_recording`` gives back the messages themselves. The engine asks in another order each time;
in a recording the order is that of the URNs, so that two recordings can be compared.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
from google.protobuf import empty_pb2, json_format, message
from pulumi.runtime.proto import analyzer_pb2, analyzer_pb2_grpc, plugin_pb2

RECORD_TO = "GUARDRAILS_RECORD_TO"
"""The environment variable that names the file: one JSON object a line, for the engine kills packs at the end."""

_REQUESTS: dict[str, type[message.Message]] = {
    "Handshake": analyzer_pb2.AnalyzerHandshakeRequest,
    "ConfigureStack": analyzer_pb2.AnalyzerStackConfigureRequest,
    "Configure": analyzer_pb2.ConfigureAnalyzerRequest,
    "Remediate": analyzer_pb2.AnalyzeRequest,
    "Analyze": analyzer_pb2.AnalyzeRequest,
    "AnalyzeStack": analyzer_pb2.AnalyzeStackRequest,
    "GetAnalyzerInfo": empty_pb2.Empty,
    "GetPluginInfo": empty_pb2.Empty,
    "Cancel": empty_pb2.Empty,
}
_PHASE = {"Remediate": 1, "Analyze": 1, "AnalyzeStack": 2, "Cancel": 3}
"""When a call comes, where it is not at the start."""

_OF_THIS_MACHINE = ("engine_address", "root_directory", "program_directory")


@dataclass(frozen=True, slots=True)
class RecordedCall:
    """One call of the engine: the method's name and its request."""

    call: str
    request: Any


def read_recording(path: Path) -> tuple[RecordedCall, ...]:
    """The calls in a recording, in their order, each request as the message that the engine sent."""
    return tuple(
        RecordedCall(entry["call"], json_format.ParseDict(entry["request"], _REQUESTS[entry["call"]]()))
        for entry in json.loads(path.read_text(encoding="utf-8"))
    )


def write_recording(lines: Iterable[str], path: Path) -> int:
    """Makes a recording of a Recorder's lines, less what differs between machines; answers the number of calls."""
    entries = [json.loads(line) for line in lines]
    for entry in entries:
        entry["request"] = {key: value for key, value in entry["request"].items() if key not in _OF_THIS_MACHINE}
        for resource in entry["request"].get("resources", []):
            _order_links(resource)
        entry["request"].get("resources", []).sort(key=lambda resource: resource["urn"])
    entries.sort(key=lambda entry: (_PHASE.get(entry["call"], 0), entry["request"].get("urn", "")))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(entries, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return len(entries)


def _order_links(resource: dict[str, Any]) -> None:
    resource.get("dependencies", []).sort()
    for of_property in resource.get("propertyDependencies", {}).values():
        of_property.get("urns", []).sort()


class Recorder(analyzer_pb2_grpc.AnalyzerServicer):
    """Serves ``pulumirpc.Analyzer``: a policy of each kind, so that the engine makes every kind of call."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def Handshake(self, request: Any, context: grpc.ServicerContext) -> analyzer_pb2.AnalyzerHandshakeResponse:
        self._note("Handshake", request)
        return analyzer_pb2.AnalyzerHandshakeResponse()

    def ConfigureStack(
        self, request: Any, context: grpc.ServicerContext
    ) -> analyzer_pb2.AnalyzerStackConfigureResponse:
        self._note("ConfigureStack", request)
        return analyzer_pb2.AnalyzerStackConfigureResponse()

    def Configure(self, request: Any, context: grpc.ServicerContext) -> empty_pb2.Empty:
        self._note("Configure", request)
        return empty_pb2.Empty()

    def Remediate(self, request: Any, context: grpc.ServicerContext) -> analyzer_pb2.RemediateResponse:
        self._note("Remediate", request)
        return analyzer_pb2.RemediateResponse()

    def Analyze(self, request: Any, context: grpc.ServicerContext) -> analyzer_pb2.AnalyzeResponse:
        self._note("Analyze", request)
        return analyzer_pb2.AnalyzeResponse()

    def AnalyzeStack(self, request: Any, context: grpc.ServicerContext) -> analyzer_pb2.AnalyzeResponse:
        self._note("AnalyzeStack", request)
        return analyzer_pb2.AnalyzeResponse()

    def GetAnalyzerInfo(self, request: Any, context: grpc.ServicerContext) -> analyzer_pb2.AnalyzerInfo:
        self._note("GetAnalyzerInfo", request)
        kinds = analyzer_pb2.PolicyType
        policies = [
            analyzer_pb2.PolicyInfo(
                name="resources", enforcementLevel=analyzer_pb2.REMEDIATE, policy_type=kinds.POLICY_TYPE_RESOURCE
            ),
            analyzer_pb2.PolicyInfo(
                name="stack", enforcementLevel=analyzer_pb2.ADVISORY, policy_type=kinds.POLICY_TYPE_STACK
            ),
        ]
        return analyzer_pb2.AnalyzerInfo(name="recorder", version="1.0.0", supportsConfig=True, policies=policies)

    def GetPluginInfo(self, request: Any, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        self._note("GetPluginInfo", request)
        return plugin_pb2.PluginInfo(version="1.0.0")

    def Cancel(self, request: Any, context: grpc.ServicerContext) -> empty_pb2.Empty:
        self._note("Cancel", request)
        return empty_pb2.Empty()

    def _note(self, call: str, request: message.Message) -> None:
        content = json_format.MessageToDict(request, preserving_proto_field_name=True)
        with self._lock, self._path.open("a", encoding="utf-8") as log:
            log.write(json.dumps({"call": call, "request": content}) + "\n")


def recorder_from_environment() -> Recorder:
    """The recorder that writes to the file of GUARDRAILS_RECORD_TO."""
    return Recorder(Path(os.environ[RECORD_TO]))
