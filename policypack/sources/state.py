"""An exported state (``pulumi stack export``) as the requests that an update would have sent an analyzer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2

from policypack.documents.files import UnreadableError
from policypack.documents.json_reader import read_json
from policypack.documents.shapes import FLAG, OBJECT, TEXT, depth_is_over, list_of, map_of, mistake, object_of
from policypack.errors import ProgramError
from policypack.model.json_text import DEEPEST
from policypack.sources.program import ProgramRun
from policypack.sources.registrations import STACK_TYPE, urn_of_reference
from policypack.wire.trees import SECRET, SIGNATURE, UNDECRYPTED_SECRET, encode_properties

Told = Mapping[str, Any]
_REMEDY = "give what `pulumi stack export` wrote"
_RESOURCE = object_of(
    {
        "urn": TEXT,
        "type": TEXT,
        "id": TEXT,
        "parent": TEXT,
        "provider": TEXT,
        "delete": FLAG,
        "external": FLAG,
        "inputs": OBJECT,
        "outputs": OBJECT,
        "dependencies": list_of(TEXT),
        "propertyDependencies": map_of(list_of(TEXT)),
    },
    needed=("urn", "type"),
)
_STATE = object_of({"deployment": object_of({"resources": list_of(_RESOURCE)})}, needed=("deployment",))


def read_state(path: Path) -> ProgramRun:
    """The resources of an exported state; secrets stay secret and unknown. Raises ProgramError for any other file."""
    resources = tuple(_resources(path))
    by_urn = {one["urn"]: one for one in resources}
    root = next((one["urn"] for one in resources if one.get("type") == STACK_TYPE), "")
    stack, project = (root.split(":", 2)[2].split("::")[:2]) if root.count("::") > 2 else ("", "")
    return ProgramRun(
        configuration=analyzer_pb2.AnalyzerStackConfigureRequest(stack=stack, project=project, dry_run=False),
        analyses=tuple(_analyze(one, by_urn) for one in resources),
        stack=analyzer_pb2.AnalyzeStackRequest(resources=[_in_stack(one, by_urn) for one in resources]),
        positions={},
        root=path.parent,
        warnings=(),
        logs=(),
    )


def _resources(path: Path) -> Iterator[Told]:
    try:
        told = read_json(path)
    except UnreadableError as error:
        raise ProgramError(f"{path}: {error.problem}; {_REMEDY}") from error
    if wrong := mistake(told, _STATE):
        raise ProgramError(f"{path}: {wrong}; {_REMEDY}")
    for at, one in enumerate(told["deployment"].get("resources") or ()):
        for key in ("inputs", "outputs"):
            if depth_is_over(one.get(key), DEEPEST):
                raise ProgramError(f"{path}: deployment.resources[{at}].{key} is nested too deep; {_REMEDY}")
        # What waits for its deletion, or was only read, no analyzer is asked about.
        if not one.get("delete") and not one.get("external"):
            yield one


def _analyze(told: Told, by_urn: Mapping[str, Told]) -> analyzer_pb2.AnalyzeRequest:
    return analyzer_pb2.AnalyzeRequest(
        type=told["type"],
        urn=told["urn"],
        name=_name(told),
        properties=_struct(told.get("inputs")),
        options=analyzer_pb2.AnalyzerResourceOptions(parent=told.get("parent") or ""),
        provider=_provider(told, by_urn),
    )


def _in_stack(told: Told, by_urn: Mapping[str, Told]) -> analyzer_pb2.AnalyzerResource:
    dependencies = told.get("propertyDependencies") or {}
    return analyzer_pb2.AnalyzerResource(
        type=told["type"],
        urn=told["urn"],
        name=_name(told),
        properties=_struct({**(told.get("outputs") or {}), **({"id": told["id"]} if told.get("id") else {})}),
        options=analyzer_pb2.AnalyzerResourceOptions(parent=told.get("parent") or ""),
        provider=_provider(told, by_urn),
        parent=told.get("parent") or "",
        dependencies=told.get("dependencies") or (),
        propertyDependencies={
            key: analyzer_pb2.AnalyzerPropertyDependencies(urns=urns) for key, urns in dependencies.items() if urns
        },
    )


def _provider(told: Told, by_urn: Mapping[str, Told]) -> analyzer_pb2.AnalyzerProviderResource | None:
    provider = by_urn.get(urn_of_reference(told.get("provider") or ""))
    if provider is None:
        return None
    return analyzer_pb2.AnalyzerProviderResource(
        type=provider["type"], urn=provider["urn"], name=_name(provider), properties=_struct(provider.get("inputs"))
    )


def _name(told: Told) -> str:
    return str(told["urn"].split("::", 3)[-1])


def _struct(properties: Any) -> Struct:
    is_secret = properties is not None and properties.get(SIGNATURE) == SECRET
    shown = {} if is_secret else {key: value for key, value in (properties or {}).items() if not key.startswith("__")}
    return encode_properties(_without_secrets(shown))


def _without_secrets(tree: Any) -> Any:
    if isinstance(tree, dict):
        if tree.get(SIGNATURE) == SECRET:
            return UNDECRYPTED_SECRET
        return {key: _without_secrets(value) for key, value in tree.items()}
    return [_without_secrets(one) for one in tree] if isinstance(tree, list) else tree
