"""Runs the transforms that live in the program, through the callback service that it offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import grpc
from google.protobuf.struct_pb2 import ListValue, Struct, Value
from pulumi.runtime.proto import callback_pb2, callback_pb2_grpc, resource_pb2

from policypack.sources.structs import from_plain, is_unknown, revealed, signature_of
from policypack.wire.trees import OUTPUT_VALUE, SECRET, SIGNATURE

Options = resource_pb2.TransformResourceOptions


def transform_resource(
    callback: callback_pb2.Callback, request: resource_pb2.TransformRequest
) -> resource_pb2.TransformResponse:
    """One transform's answer on a resource; what it does not set stays as it was."""
    response: resource_pb2.TransformResponse = resource_pb2.TransformResponse.FromString(
        _call(callback, request.SerializeToString())
    )
    if not response.HasField("properties"):
        response.properties.CopyFrom(request.properties)
    if not response.HasField("options"):
        response.options.CopyFrom(request.options)
    return response


def transform_invoke(
    callback: callback_pb2.Callback, request: resource_pb2.TransformInvokeRequest
) -> resource_pb2.TransformInvokeResponse:
    """One transform's answer on the arguments of a function; what it does not set stays as it was."""
    response: resource_pb2.TransformInvokeResponse = resource_pb2.TransformInvokeResponse.FromString(
        _call(callback, request.SerializeToString())
    )
    if not response.HasField("args"):
        response.args.CopyFrom(request.args)
    if not response.HasField("options"):
        response.options.CopyFrom(request.options)
    return response


def as_outputs(properties: Struct, dependencies: Mapping[str, Sequence[str]]) -> Struct:
    """Properties as a transform sees them: unknowns, secrets and whatever depends on a resource are output values."""
    fields = {}
    for key, value in properties.fields.items():
        output = _as_output(value)
        if dependencies.get(key):
            if signature_of(output) != OUTPUT_VALUE:
                output = _output({"value": output})
            output.struct_value.fields["dependencies"].CopyFrom(from_plain(sorted(dependencies[key])))
        fields[key] = output
    return Struct(fields=fields)


def dependencies_in(value: Value) -> set[str]:
    """The URNs that the output values in a value carry."""
    found: set[str] = set()
    kind = value.WhichOneof("kind")
    if kind == "list_value":
        return found.union(*map(dependencies_in, value.list_value.values))
    if kind != "struct_value":
        return found
    fields = value.struct_value.fields
    if signature_of(value) == OUTPUT_VALUE and "dependencies" in fields:
        found.update(item.string_value for item in fields["dependencies"].list_value.values)
    return found.union(*map(dependencies_in, _inner(fields.items())))


def _inner(items: Iterable[tuple[str, Value]]) -> list[Value]:
    return [value for key, value in items if key not in (SIGNATURE, "dependencies")]


def _as_output(value: Value) -> Value:
    if signature_of(value) == SECRET:
        inner = revealed(value)
        known = {} if is_unknown(inner) else {"value": _as_output(inner)}
        return _output({**known, "secret": Value(bool_value=True)})
    if is_unknown(value):
        return _output({})
    kind = value.WhichOneof("kind")
    if kind == "list_value":
        return Value(list_value=ListValue(values=[_as_output(item) for item in value.list_value.values]))
    if kind == "struct_value" and not signature_of(value):
        fields = {key: _as_output(item) for key, item in value.struct_value.fields.items()}
        return Value(struct_value=Struct(fields=fields))
    return value


def _output(fields: Mapping[str, Value]) -> Value:
    mark = Value(string_value=OUTPUT_VALUE)
    return Value(struct_value=Struct(fields={SIGNATURE: mark, **fields}))


def _call(callback: callback_pb2.Callback, request: bytes) -> bytes:
    """One call, on a connection of its own: none is to be open when the program ends its side."""
    message = callback_pb2.CallbackInvokeRequest(token=callback.token, request=request)
    with grpc.insecure_channel(callback.target) as channel:
        answer: callback_pb2.CallbackInvokeResponse = callback_pb2_grpc.CallbacksStub(channel).Invoke(message)
    return answer.response
