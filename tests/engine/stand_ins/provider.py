# ruff: noqa: N802 - the methods have the names of the protocol
"""A resource provider without a cloud: what one answers to the engine, whatever the provider."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

import grpc
from google.protobuf import empty_pb2, json_format, struct_pb2
from pulumi.runtime.proto import plugin_pb2, provider_pb2, provider_pb2_grpc

from tests.engine.stand_ins.schema import output_properties

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""How a value that is not known yet is written on the wire (of any type: real providers send the string's too)."""

CREATED_TO = "GUARDRAILS_CREATED_TO"
"""The environment variable that names the file of all creations, a URN a line."""
_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"
_DEFAULTS = "__defaults"

Properties = dict[str, Any]


def secret(value: object) -> Properties:
    """A secret as it is written on the wire."""
    return {_SIGNATURE: _SECRET, "value": value}


class Behaviour(Protocol):
    """What one kind of provider knows: names, computed values, data sources."""

    name: str
    version: str
    in_schema: tuple[str, ...]
    """The types that programs in YAML may have."""
    replaced_on: frozenset[str]

    def configure(self, config: Properties) -> None:
        """Takes the provider's own inputs, once, before anything else."""

    def check(self, token: str, name: str, inputs: Properties) -> Properties:
        """The inputs with names and defaults filled in."""

    def planned(self, token: str, inputs: Properties) -> Properties:
        """The outputs as a preview of the creation has them: computed ones are UNKNOWN."""

    def created(self, token: str, name: str, inputs: Properties) -> tuple[str, Properties]:
        """The id and the outputs after the creation, the same for the same resource each time."""

    def invoke(self, token: str, args: Properties) -> Properties | None:
        """A data source's answer; None where the stand-in has none."""


class Provider(provider_pb2_grpc.ResourceProviderServicer):
    """Serves ``pulumirpc.ResourceProvider``: echoes inputs as outputs and leaves the rest to its behaviour."""

    def __init__(self, behaviour: Behaviour) -> None:
        self._behaviour = behaviour

    def Handshake(
        self, request: provider_pb2.ProviderHandshakeRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ProviderHandshakeResponse:
        return provider_pb2.ProviderHandshakeResponse(accept_secrets=True, accept_resources=True, accept_outputs=True)

    def GetPluginInfo(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> plugin_pb2.PluginInfo:
        return plugin_pb2.PluginInfo(version=self._behaviour.version)

    def GetSchema(
        self, request: provider_pb2.GetSchemaRequest, context: grpc.ServicerContext
    ) -> provider_pb2.GetSchemaResponse:
        """What a host for YAML asks: the names of properties, each of any type."""
        resources = {}
        for token in self._behaviour.in_schema:
            properties = {output.name: {"$ref": "pulumi.json#/Any"} for output in output_properties(token)}
            resources[token] = {"inputProperties": properties, "properties": properties}
        schema = {
            "name": self._behaviour.name,
            "version": self._behaviour.version,
            "meta": {"moduleFormat": "(.*)(?:/[^/]*)"},
            "resources": resources,
        }
        return provider_pb2.GetSchemaResponse(schema=json.dumps(schema))

    def Attach(self, request: plugin_pb2.PluginAttach, context: grpc.ServicerContext) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def Cancel(self, request: empty_pb2.Empty, context: grpc.ServicerContext) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def CheckConfig(
        self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext
    ) -> provider_pb2.CheckResponse:
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        return _difference(plain(request.old_inputs), plain(request.news), frozenset())

    def Configure(
        self, request: provider_pb2.ConfigureRequest, context: grpc.ServicerContext
    ) -> provider_pb2.ConfigureResponse:
        self._behaviour.configure(plain(request.args))
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, acceptResources=True, acceptOutputs=True
        )

    def Check(self, request: provider_pb2.CheckRequest, context: grpc.ServicerContext) -> provider_pb2.CheckResponse:
        """Fills in what the program left out, and marks it as the real providers do."""
        said = plain(request.news)
        checked = self._behaviour.check(_token(request.urn), _name(request.urn), said)
        return provider_pb2.CheckResponse(inputs=struct({**checked, _DEFAULTS: sorted(set(checked) - set(said))}))

    def Diff(self, request: provider_pb2.DiffRequest, context: grpc.ServicerContext) -> provider_pb2.DiffResponse:
        old, new = _outputs(plain(request.old_inputs)), _outputs(plain(request.news))
        for ignored in request.ignoreChanges:
            if ignored in old:
                new[ignored] = old[ignored]
        return _difference(old, new, self._behaviour.replaced_on)

    def Create(self, request: provider_pb2.CreateRequest, context: grpc.ServicerContext) -> provider_pb2.CreateResponse:
        inputs = _outputs(plain(request.properties))
        token = _token(request.urn)
        if request.preview:
            return provider_pb2.CreateResponse(properties=struct(self._behaviour.planned(token, inputs)))
        identifier, outputs = self._behaviour.created(token, _name(request.urn), inputs)
        if CREATED_TO in os.environ:
            with Path(os.environ[CREATED_TO]).open("a", encoding="utf-8") as created:
                created.write(f"{request.urn}\n")
        return provider_pb2.CreateResponse(id=identifier, properties=struct(outputs))

    def Update(self, request: provider_pb2.UpdateRequest, context: grpc.ServicerContext) -> provider_pb2.UpdateResponse:
        """Keeps what the provider computed at the creation, in a preview too, and takes the new inputs."""
        old_inputs = plain(request.old_inputs)
        computed = {name: value for name, value in plain(request.olds).items() if name not in old_inputs}
        return provider_pb2.UpdateResponse(properties=struct({**computed, **_outputs(plain(request.news))}))

    def Read(self, request: provider_pb2.ReadRequest, context: grpc.ServicerContext) -> provider_pb2.ReadResponse:
        """A refresh changes nothing; a resource looked up by its id gets the outputs of one made without inputs."""
        properties = plain(request.properties)
        if not properties:
            _, properties = self._behaviour.created(_token(request.urn), _name(request.urn), {})
        return provider_pb2.ReadResponse(id=request.id, properties=struct(properties), inputs=request.inputs)

    def Delete(self, request: provider_pb2.DeleteRequest, context: grpc.ServicerContext) -> empty_pb2.Empty:
        return empty_pb2.Empty()

    def Invoke(self, request: provider_pb2.InvokeRequest, context: grpc.ServicerContext) -> provider_pb2.InvokeResponse:
        answer = self._behaviour.invoke(request.tok, plain(request.args))
        if answer is None:
            context.abort(grpc.StatusCode.NOT_FOUND, f"the stand-in provider has no answer for {request.tok}")
        response = provider_pb2.InvokeResponse()
        getattr(response, "return").CopyFrom(struct(answer or {}))
        return response


def _difference(old: Properties, new: Properties, replaced_on: frozenset[str]) -> provider_pb2.DiffResponse:
    changed = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    replaced = [name for name in changed if name in replaced_on]
    kinds = provider_pb2.PropertyDiff
    detail = {}
    for name in changed:
        kind = "ADD" if name not in old else "DELETE" if name not in new else "UPDATE"
        full_kind = f"{kind}_REPLACE" if name in replaced_on else kind
        detail[name] = kinds(kind=kinds.Kind.Value(full_kind), inputDiff=True)
    return provider_pb2.DiffResponse(
        changes=provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE,
        replaces=replaced,
        diffs=changed,
        detailedDiff=detail,
        hasDetailedDiff=True,
    )


def _outputs(value: Any) -> Any:
    """The same without the marks that a Check leaves in inputs."""
    if isinstance(value, dict):
        return {key: _outputs(inner) for key, inner in value.items() if key != _DEFAULTS}
    if isinstance(value, list):
        return [_outputs(inner) for inner in value]
    return value


def plain(message: struct_pb2.Struct) -> Properties:
    """A message as a dictionary; secrets and unknowns stay as they are on the wire."""
    return dict(json_format.MessageToDict(message))


def struct(properties: Mapping[str, Any]) -> struct_pb2.Struct:
    """The message of a dictionary."""
    return json_format.ParseDict(dict(properties), struct_pb2.Struct())


def _token(urn: str) -> str:
    return urn.split("::")[2].rsplit("$", 1)[-1]


def _name(urn: str) -> str:
    return urn.split("::", 3)[3]
