"""What a program wants of one resource: its registration after the transforms, as the engine reads it."""

from __future__ import annotations

from collections.abc import Mapping

from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import alias_pb2, callback_pb2, resource_pb2

from policypack.model.records import record
from policypack.sources.registrations import PROVIDER_PREFIX, Registration
from policypack.sources.resources import Resources
from policypack.sources.transforms import Options, as_outputs, dependencies_in, transform_resource


@record(frozen=True, slots=True)
class Goal:
    """``transforms`` are the resource's own, which its children inherit."""

    type: str
    name: str
    custom: bool
    remote: bool
    parent: str
    package_reference: str
    properties: Struct
    options: Options
    transforms: tuple[callback_pb2.Callback, ...]
    dependencies: tuple[str, ...]
    property_dependencies: Mapping[str, tuple[str, ...]]

    @property
    def is_provider(self) -> bool:
        return self.type.startswith(PROVIDER_PREFIX)


def goal_of(
    request: resource_pb2.RegisterResourceRequest,
    resources: Resources,
    stack_transforms: tuple[callback_pb2.Callback, ...],
) -> Goal:
    """The goal of a registration. Transforms run in the engine's order: its own, its parents', the stack's."""
    parent = resources.get(request.parent)
    options = _options(request, parent)
    stated = {key: set(entry.urns) for key, entry in request.propertyDependencies.items()}
    if not stated and not request.remote:
        stated = {key: set(request.dependencies) for key in request.object.fields}
    transforms = (*request.transforms, *_inherited(parent, resources), *stack_transforms)
    properties = request.object
    if transforms:
        # Only a resource's own transforms are told what its properties depend on, and may change it.
        told = {key: sorted(urns) for key, urns in stated.items()} if request.transforms else {}
        properties = as_outputs(properties, told)
    for transform in transforms:
        response = transform_resource(transform, _transform_request(request, properties, options))
        properties, options = response.properties, response.options
    carried = {key: dependencies_in(value) for key, value in properties.fields.items()}
    if request.transforms:
        dependencies, by_property = set(options.depends_on).union(*carried.values()), carried
    else:
        dependencies = set(request.dependencies)
        by_property = {key: stated.get(key, set()) | carried.get(key, set()) for key in {*stated, *carried}}
    return Goal(
        type=request.type,
        name=request.name,
        custom=request.custom,
        remote=request.remote,
        parent=request.parent,
        package_reference=request.packageRef,
        properties=properties,
        options=options,
        transforms=tuple(request.transforms),
        dependencies=tuple(sorted(dependencies)),
        property_dependencies={key: tuple(sorted(urns)) for key, urns in by_property.items()},
    )


def _inherited(parent: Registration | None, resources: Resources) -> tuple[callback_pb2.Callback, ...]:
    found: tuple[callback_pb2.Callback, ...] = ()
    while parent is not None:
        found += parent.transforms
        parent = resources.get(parent.parent)
    return found


def _transform_request(
    request: resource_pb2.RegisterResourceRequest, properties: Struct, options: Options
) -> resource_pb2.TransformRequest:
    return resource_pb2.TransformRequest(
        type=request.type,
        name=request.name,
        custom=request.custom,
        parent=request.parent,
        properties=properties,
        options=options,
    )


def _options(request: resource_pb2.RegisterResourceRequest, parent: Registration | None) -> Options:
    """The options of a request in the form that transforms see; protection and provider come down from the parent."""
    options = Options(
        depends_on=request.dependencies,
        ignore_changes=request.ignoreChanges,
        replace_on_changes=request.replaceOnChanges,
        version=request.version,
        aliases=[*(alias_pb2.Alias(urn=urn) for urn in request.aliasURNs), *request.aliases],
        provider=request.provider,
        providers=request.providers,
        custom_timeouts=request.customTimeouts,
        plugin_download_url=request.pluginDownloadURL,
        deleted_with=request.deletedWith,
        additional_secret_outputs=request.additionalSecretOutputs,
        hooks=request.hooks,
    )
    setattr(options, "import", request.importId)
    if request.deleteBeforeReplaceDefined or request.deleteBeforeReplace:
        options.delete_before_replace = request.deleteBeforeReplace
    if request.HasField("protect"):
        options.protect = request.protect
    elif parent is not None and parent.options.HasField("protect"):
        options.protect = parent.options.protect
    if request.custom or request.remote:
        options.provider = _provider(request, parent)
    elif parent is not None and not parent.custom:
        for package, reference in parent.options.providers.items():
            options.providers.setdefault(package, reference)
    return options


def _provider(request: resource_pb2.RegisterResourceRequest, parent: Registration | None) -> str:
    package = request.type.partition(":")[0]
    if request.provider or package in request.providers:
        return request.provider or request.providers[package]
    if parent is None:
        return ""
    if parent.custom:
        return parent.provider if parent.package == package else ""
    return str(parent.options.providers.get(package, ""))
