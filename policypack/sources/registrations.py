"""The resources of one run, and the requests that the engine would send an analyzer about them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field

from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2, callback_pb2, resource_pb2

from policypack.model.records import record
from policypack.sources.structs import secret, unknown

STACK_TYPE = "pulumi:pulumi:Stack"
PROVIDER_PREFIX = "pulumi:providers:"

_Timeouts = analyzer_pb2.AnalyzerResourceOptions.CustomTimeouts
_TIMEOUTS = tuple(
    set(_Timeouts.DESCRIPTOR.fields_by_name)
    & set(resource_pb2.RegisterResourceRequest.CustomTimeouts.DESCRIPTOR.fields_by_name)
)
"""Those that both messages have: one of reads came to them later."""
_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9}


@record(frozen=True, slots=True)
class Registration:
    """One resource as the program registered it, after its provider's check.

    ``provider`` is a reference (``URN::ID``), "" for components and providers.
    """

    urn: str
    type: str
    name: str
    custom: bool
    inputs: Struct
    parent: str = ""
    identity: str = ""
    provider: str = ""
    options: resource_pb2.TransformResourceOptions = field(default_factory=resource_pb2.TransformResourceOptions)
    transforms: tuple[callback_pb2.Callback, ...] = ()
    dependencies: tuple[str, ...] = ()
    property_dependencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_provider(self) -> bool:
        return self.type.startswith(PROVIDER_PREFIX)

    @property
    def package(self) -> str:
        """The package whose provider manages the resource."""
        return self.type.partition(":")[0]

    @property
    def reference(self) -> str:
        """What other resources name this provider by."""
        return f"{self.urn}::{self.identity}"


def urn_of(stack: str, project: str, parent: str, type_token: str, name: str) -> str:
    """The URN as the engine makes it: the types of all parents but the stack stand before the type."""
    parent_type = parent.split("::", 3)[2] if parent else ""
    qualified = f"{parent_type}${type_token}" if parent_type not in ("", STACK_TYPE) else type_token
    return f"urn:pulumi:{stack}::{project}::{qualified}::{name}"


def urn_of_reference(reference: str) -> str:
    """The URN in a provider reference; "" for none."""
    return reference.rpartition("::")[0]


def outputs_of(registration: Registration, computed: Sequence[str]) -> Struct:
    """The outputs that a preview's ``AnalyzeStack`` has for a custom resource: its inputs, its ID and what the
    provider computes, the latter two unknown until the resource exists."""
    outputs = Struct()
    outputs.CopyFrom(registration.inputs)
    if registration.is_provider:
        return outputs
    for name in ("id", *computed):
        if name not in outputs.fields:
            outputs.fields[name].CopyFrom(unknown())
    for name in registration.options.additional_secret_outputs:
        if name in outputs.fields:
            outputs.fields[name].CopyFrom(secret(outputs.fields[name]))
    return outputs


def answer_of(registration: Registration) -> Struct:
    """The outputs that a program is told of in a preview: what is known, and which of the unknown ones are secret."""
    outputs = Struct()
    if not registration.custom:
        return outputs
    outputs.CopyFrom(registration.inputs)
    for name in registration.options.additional_secret_outputs:
        value = secret(outputs.fields[name]) if name in outputs.fields else secret(unknown())
        outputs.fields[name].CopyFrom(value)
    return outputs


def analyze_request(registration: Registration, provider: Registration | None) -> analyzer_pb2.AnalyzeRequest:
    """What the engine sends of one resource before its step."""
    return analyzer_pb2.AnalyzeRequest(
        type=registration.type,
        urn=registration.urn,
        name=registration.name,
        properties=registration.inputs,
        options=_options(registration),
        provider=_provider(provider),
    )


def analyzer_resource(
    registration: Registration,
    outputs: Struct,
    provider: Registration | None,
    property_dependencies: Mapping[str, Sequence[str]],
) -> analyzer_pb2.AnalyzerResource:
    """What the engine sends of one resource at the end of the run; properties that depend on nothing are left out."""
    return analyzer_pb2.AnalyzerResource(
        type=registration.type,
        urn=registration.urn,
        name=registration.name,
        properties=outputs,
        options=_options(registration),
        provider=_provider(provider),
        parent=registration.parent,
        dependencies=registration.dependencies,
        propertyDependencies={
            key: analyzer_pb2.AnalyzerPropertyDependencies(urns=urns)
            for key, urns in sorted(property_dependencies.items())
            if urns
        },
    )


def _provider(provider: Registration | None) -> analyzer_pb2.AnalyzerProviderResource | None:
    if provider is None:
        return None
    return analyzer_pb2.AnalyzerProviderResource(
        type=provider.type, urn=provider.urn, name=provider.name, properties=provider.inputs
    )


def _options(registration: Registration) -> analyzer_pb2.AnalyzerResourceOptions:
    """The options that an analyzer sees. Aliases are among them only once a state holds the old URN."""
    options = registration.options
    timeouts = options.custom_timeouts
    return analyzer_pb2.AnalyzerResourceOptions(
        protect=options.protect,
        ignoreChanges=options.ignore_changes,
        deleteBeforeReplace=options.delete_before_replace,
        deleteBeforeReplaceDefined=options.HasField("delete_before_replace"),
        additionalSecretOutputs=options.additional_secret_outputs,
        customTimeouts=_Timeouts(**{name: seconds_of(getattr(timeouts, name)) for name in _TIMEOUTS}),
        parent=registration.parent,
    )


def seconds_of(duration: str) -> float:
    """Seconds of a duration as Pulumi writes it: ``1h30m``, ``90s``; 0 for none."""
    return sum(
        float(number) * _SECONDS[unit]
        for number, unit in re.findall(r"(\d{0,9}\.?\d{1,9})(ms|us|µs|ns|h|m|s)", duration)
    )
