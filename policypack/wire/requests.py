"""The engine's requests as the model's resources. Each request is converted once and read lazily."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pulumi.runtime.proto import analyzer_pb2

from policypack.model.json_text import parsed_json
from policypack.model.languages import DEFAULT_LANGUAGE, language_of_runtime
from policypack.model.resources import REGION_VARIABLES, Deployment, Properties, Provider, Resource
from policypack.model.stack import Stack
from policypack.wire.project_files import folders_of_run, language_of_project
from policypack.wire.trees import LazyProperties, ReadText, as_it_is

_PLAIN_KEYS = ("aws:region", "aws:defaultTags", "aws:profile")
RUNTIME_TAG = "pulumi:runtime"
"""The tag of a stack that Pulumi Cloud sets; a stack in a bucket or a folder has none."""


def resource_of(request: analyzer_pb2.AnalyzeRequest, read: ReadText = as_it_is) -> Resource:
    """The resource of an ``Analyze`` request: inputs only, no dependencies. ``read`` finds placeholders in texts."""
    return Resource(
        urn=request.urn,
        type=request.type,
        name=request.name,
        inputs=LazyProperties(request.properties, read),
        parent=request.options.parent,
        provider=_provider_of(request, read),
        ignored_changes=tuple(request.options.ignoreChanges),
    )


def stack_of(
    request: analyzer_pb2.AnalyzeStackRequest, analysed: Mapping[str, Resource], read: ReadText = as_it_is
) -> Stack:
    """The stack of an ``AnalyzeStack`` request. Inputs come from ``analysed``, the resources that ``Analyze`` brought,
    by URN; where it brought none, the outputs serve as inputs."""
    return Stack(_stack_resource(resource, analysed.get(resource.urn), read) for resource in request.resources)


def deployment_of(
    request: analyzer_pb2.AnalyzerStackConfigureRequest,
    environment: Mapping[str, str],
    *,
    preview: bool | None = None,
    folders: Iterable[Path] = (),
) -> Deployment:
    """The run that a ``ConfigureStack`` request tells of. ``folders`` are where the project's file may be."""
    tagged = language_of_runtime(request.tags.get(RUNTIME_TAG, ""))
    return Deployment(
        project=request.project,
        stack=request.stack,
        organization=request.organization,
        preview=request.dry_run if preview is None else preview,
        config=dict(request.config),
        secret_keys=frozenset(request.config_secret_keys),
        tags=dict(request.tags),
        environment=_regions(environment),
        variables=frozenset(environment.values()),
        language=tagged or language_of_project(request.project, folders) or DEFAULT_LANGUAGE,
    )


def deployment_of_environment(environment: Mapping[str, str]) -> Deployment:
    """The run as the environment tells it, for engines that send no ``ConfigureStack``.

    It does not say which configuration values are secret, so all of them count as such but those that say where the
    provider makes things.
    """
    config = _json_object(environment.get("PULUMI_CONFIG", ""))
    project = environment.get("PULUMI_PROJECT", "")
    return Deployment(
        project=project,
        stack=environment.get("PULUMI_STACK", ""),
        organization=environment.get("PULUMI_ORGANIZATION", ""),
        preview=environment.get("PULUMI_DRY_RUN", "true") == "true",
        config=config,
        secret_keys=frozenset(config).difference(_PLAIN_KEYS),
        environment=_regions(environment),
        variables=frozenset(environment.values()),
        language=language_of_project(project, folders_of_run(environment)) or DEFAULT_LANGUAGE,
    )


def _json_object(text: str) -> dict[str, str]:
    try:
        found = parsed_json(text or "{}")
    except ValueError:
        return {}
    return {key: str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _regions(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: environment[name] for name in REGION_VARIABLES if environment.get(name)}


def _provider_of(
    request: analyzer_pb2.AnalyzeRequest | analyzer_pb2.AnalyzerResource, read: ReadText
) -> Provider | None:
    if not request.HasField("provider"):
        return None
    told = request.provider
    return Provider(told.urn, told.name, told.type, LazyProperties(told.properties, read))


def _stack_resource(told: analyzer_pb2.AnalyzerResource, analysed: Resource | None, read: ReadText) -> Resource:
    outputs: Properties = LazyProperties(told.properties, read)
    return Resource(
        urn=told.urn,
        type=told.type,
        name=told.name,
        inputs=outputs if analysed is None else analysed.inputs,
        outputs=outputs,
        parent=told.parent or (analysed.parent if analysed else ""),
        provider=_provider_of(told, read) or (analysed.provider if analysed else None),
        dependencies=tuple(told.dependencies),
        property_dependencies={key: tuple(found.urns) for key, found in told.propertyDependencies.items()},
        ignored_changes=tuple(told.options.ignoreChanges),
    )
