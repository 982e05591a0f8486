"""What the SDK hands to a policy, as the engine's own requests: its proxies raise at what is not known yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import analyzer_pb2
from pulumi_policy import PolicyResource, ResourceValidationArgs, StackValidationArgs
from pulumi_policy.deserialize import serialize_properties

from policypack.wire.trees import SECRET, SIGNATURE


def request_of(args: ResourceValidationArgs, secrets: frozenset[str]) -> analyzer_pb2.AnalyzeRequest:
    """The ``Analyze`` request behind ``args``. The SDK has taken the marks of secrets away before a validation, so
    texts that are in ``secrets``, and properties that the resource's class calls secret, are marked again."""
    request = analyzer_pb2.AnalyzeRequest(
        urn=args.urn,
        type=args.resource_type,
        name=args.name,
        properties=_properties(args.props, secrets, args.opts.additional_secret_outputs),
    )
    request.options.parent = args.opts.parent or ""
    if args.provider is not None:
        request.provider.CopyFrom(_provider(args.provider))
    return request


def stack_request_of(args: StackValidationArgs, secrets: frozenset[str]) -> analyzer_pb2.AnalyzeStackRequest:
    """The ``AnalyzeStack`` request behind ``args``."""
    return analyzer_pb2.AnalyzeStackRequest(resources=[_resource(one, secrets) for one in args.resources])


def _resource(told: PolicyResource, secrets: frozenset[str]) -> analyzer_pb2.AnalyzerResource:
    resource = analyzer_pb2.AnalyzerResource(
        urn=told.urn,
        type=told.resource_type,
        name=told.name,
        properties=_properties(told.props, secrets, told.opts.additional_secret_outputs),
        parent=told.parent.urn if told.parent is not None else "",
        dependencies=[one.urn for one in told.dependencies],
    )
    for key, others in told.property_dependencies.items():
        resource.propertyDependencies[key].urns.extend(one.urn for one in others)
    if told.provider is not None:
        resource.provider.CopyFrom(_provider(told.provider))
    return resource


def _provider(told: Any) -> analyzer_pb2.AnalyzerProviderResource:
    return analyzer_pb2.AnalyzerProviderResource(
        urn=told.urn, type=told.resource_type, name=told.name, properties=_properties(told.props, frozenset(), ())
    )


def _properties(props: Mapping[str, Any], secrets: frozenset[str], secret_names: Any) -> struct_pb2.Struct:
    tree = serialize_properties(props)
    marked = {key: _marked(value, secrets, is_secret=key in (secret_names or ())) for key, value in tree.items()}
    return json_format.ParseDict(marked, struct_pb2.Struct())


def _marked(tree: Any, secrets: frozenset[str], *, is_secret: bool = False) -> Any:
    if is_secret or (isinstance(tree, str) and tree in secrets):
        return {SIGNATURE: SECRET, "value": tree}
    if isinstance(tree, Mapping):
        return {key: _marked(value, secrets) for key, value in tree.items()}
    return [_marked(value, secrets) for value in tree] if isinstance(tree, list) else tree
