"""Whole stacks for a rule: resources of the types that it reads, linked by dependencies, equal names or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from policypack.model.resources import Deployment, Provider, Resource
from policypack.model.values import UNKNOWN, Plain, Secret
from tests.generation.reads import Reads
from tests.generation.values import Values
from tests.generation.written import Written

_REGIONS: tuple[Plain, ...] = (
    "us-east-1",
    "eu-south-2",
    "cn-north-1",
    "mars-1",
    "",
    UNKNOWN,
    None,
    Secret("us-east-1"),
)
_VERSIONS: tuple[Plain, ...] = ("7.51.1", "6.83.4", UNKNOWN, None)
_DEFAULT_TAGS: tuple[Plain, ...] = (None, '{"tags": {"Owner": "me"}}', "{", UNKNOWN, {"tags": {"a": UNKNOWN}})
_MOST_RESOURCES, _MOST_WRITTEN = 5, 7
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Generated:
    """A stack and its run; ``repr`` is what a failing test shows."""

    resources: tuple[Resource, ...]
    deployment: Deployment

    def __repr__(self) -> str:
        told = "\n".join(
            f"  {one.type} {one.name} inputs={one.inputs!r} outputs={one.outputs!r} provider={one.provider!r}"
            f" depends={dict(one.property_dependencies)!r}"
            for one in self.resources
        )
        return f"{self.deployment.config}\n{told}"


@st.composite
def stacks(draw: st.DrawFn, reads: Reads, shapes: list[list[str]], written: Written) -> Generated:
    """A stack of the types in one of ``shapes``, or of any types that the rule reads."""
    values = Values(draw, written)
    count = draw(st.integers(1, _MOST_RESOURCES))
    tokens = [values.one_of(reads.types) for _ in range(count)]
    if shapes and values.chance(70):
        tokens = [*values.one_of(shapes)[:_MOST_WRITTEN], *tokens[:1]]
    providers = [_provider(values) for _ in range(2)]
    resources: list[Resource] = []
    for index, token in enumerate(tokens):
        resources.append(_resource(values, reads, written, token, f"r{index}", resources, values.one_of(providers)))
    region = values.one_of(("us-east-1", "eu-south-2", ""))
    return Generated(tuple(resources), Deployment(preview=True, config={"aws:region": region} if region else {}))


def _provider(values: Values) -> Provider | None:
    if not values.chance(60):
        return None
    said = {
        "region": values.one_of(_REGIONS),
        "version": values.one_of(_VERSIONS),
        "defaultTags": values.one_of(_DEFAULT_TAGS),
    }
    inputs = {key: value for key, value in said.items() if value is not None}
    return Provider("urn:pulumi:dev::test::pulumi:providers:aws::p", "p", "pulumi:providers:aws", inputs)


def _resource(
    values: Values,
    reads: Reads,
    written: Written,
    token: str,
    name: str,
    earlier: list[Resource],
    provider: Provider | None,
) -> Resource:
    inputs = _inputs(values, reads, written, token)
    depends: dict[str, tuple[str, ...]] = {}
    for key in sorted(reads.links.get(token, set()) | {key for key, value in inputs.items() if value is UNKNOWN}):
        if earlier and values.chance(60):
            target = values.one_of(earlier)
            depends[key] = (target.urn,)
            inputs[key] = _reference(values, target, inputs.get(key))
            if values.chance(10):
                depends[key] = tuple(dict.fromkeys((target.urn, values.one_of(earlier).urn)))
            if inputs[key] is not UNKNOWN and values.chance(50):
                del depends[key]
    outputs = {"id": f"id-{name}", "arn": f"arn:aws:x:us-east-1:1:{name}", **inputs} if values.chance(15) else None
    dependencies = tuple(dict.fromkeys(urn for urns in depends.values() for urn in urns))
    return Resource(
        urn=f"urn:pulumi:dev::test::{token}::{name}",
        type=token,
        name=name,
        inputs=inputs,
        outputs=outputs,
        provider=provider,
        dependencies=dependencies,
        property_dependencies=depends,
    )


def _inputs(values: Values, reads: Reads, written: Written, token: str) -> dict[str, Any]:
    """As a program wrote them with a few values changed, or anything that the schema allows."""
    schema = reads.schema(token)
    programs = written.of_type(token)
    read = sorted(reads.properties.get(token, set()) & set(schema))
    if programs and values.chance(60):
        inputs = dict(values.one_of(programs))
        changed = [values.one_of(read or list(schema)) for _ in range(2) if schema]
    else:
        inputs = values.fields({key: schema[key] for key in schema if key not in read}, 1) if values.chance(30) else {}
        changed = [key for key in read if values.chance(65)]
    return {**inputs, **{key: values.of(schema[key]) for key in changed}}


def _reference(values: Values, target: Resource, said: Any) -> Any:
    """How a program names another resource: unknown in a first preview, else by a name or an ID."""
    names = [value for value in target.inputs.values() if isinstance(value, str) and value][:3]
    plain = values.one_of([UNKNOWN, *([target.outputs["id"]] if target.outputs else []), *names])
    return [plain] if isinstance(said, list) else plain


def places(tree: Plain, path: Path = ()) -> Iterator[Path]:
    """The path of each known value in a property tree, the outermost first. An empty text says as little as None: an
    output in its place is more, not less."""
    if tree is UNKNOWN or tree is None or tree == "":
        return
    if path:
        yield path
    inner = tree.value if isinstance(tree, Secret) else tree
    parts = inner.items() if isinstance(inner, dict) else enumerate(inner) if isinstance(inner, list) else ()
    for key, part in parts:
        yield from places(part, (*path, key))


def replaced(tree: Plain, path: Path, by: Plain) -> Plain:
    """The tree with another value at ``path``."""
    if not path:
        return by
    if isinstance(tree, Secret):
        return Secret(replaced(tree.value, path, by))
    if isinstance(tree, list):
        return [replaced(item, path[1:], by) if index == path[0] else item for index, item in enumerate(tree)]
    return {key: replaced(item, path[1:], by) if key == path[0] else item for key, item in tree.items()}


def forgetting(resource: Resource, path: Path) -> Resource:
    """The resource as it is before the value at ``path`` is known; the output of that name is not known then either."""
    outputs = None if resource.outputs is None else {**resource.outputs, str(path[0]): UNKNOWN}
    return dataclasses.replace(resource, inputs=replaced(dict(resource.inputs), path, UNKNOWN), outputs=outputs)
