"""States of deployed stacks, as ``pulumi stack export`` writes them: IDs and ARNs are known, links lead by them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.stacks import mixed
from policypack.model.resources import ROOT_TYPE, Resource
from policypack.model.values import UNKNOWN, Secret

_PROJECT = "scale"
_PREFIXES = {"Vpc": "vpc", "Subnet": "subnet", "SecurityGroup": "sg", "SecurityGroupIngressRule": "sgr"}
_SECRET = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "v1:c2VjcmV0"}


def state(resources: Iterable[Resource], stack: str) -> dict[str, Any]:
    """The export of the stack of this name, which has these resources."""
    own = list(resources)
    ids = {one.urn: _identity(one, stack) for one in own}
    return {"version": 3, "deployment": {"resources": [_provider(stack), *(_entry(one, ids, stack) for one in own)]}}


def write_states(folder: Path, stacks: int, resources: int) -> None:
    """So many files in the folder, each of a stack with so many mixed resources."""
    folder.mkdir(parents=True, exist_ok=True)
    own = mixed(resources)[:resources]
    for number in range(stacks):
        name = f"stack-{number:05}"
        (folder / f"{name}.json").write_text(json.dumps(state(own, name)), encoding="utf-8")


def _identity(resource: Resource, stack: str) -> str:
    """An ID as AWS would give one: 17 hexadecimal digits after the kind."""
    digits = hashlib.sha256(f"{stack}{resource.urn}".encode()).hexdigest()[:17]
    return f"{_PREFIXES.get(resource.type.rpartition(':')[2], 'id')}-{digits}"


def _entry(one: Resource, ids: Mapping[str, str], stack: str) -> dict[str, Any]:
    inputs = {key: _value(value, one.property_dependencies.get(key, ()), ids) for key, value in one.inputs.items()}
    urn = _moved(one.urn, stack)
    entry = {"urn": urn, "custom": one.provider is not None, "type": one.type, "inputs": inputs}
    if one.type == ROOT_TYPE:
        return entry
    identity = ids[one.urn]
    return {
        **entry,
        "id": identity,
        "outputs": {**inputs, "id": identity, "arn": f"arn:aws:{one.module}:us-east-1:123456789012:{identity}"},
        "parent": _moved(one.parent, stack),
        "provider": f"{_provider(stack)['urn']}::default" if one.provider is not None else "",
        "dependencies": [_moved(urn, stack) for urn in one.dependencies],
        "propertyDependencies": {
            key: [_moved(urn, stack) for urn in urns] for key, urns in one.property_dependencies.items()
        },
    }


def _provider(stack: str) -> dict[str, Any]:
    return {
        "urn": f"urn:pulumi:{stack}::{_PROJECT}::pulumi:providers:aws::default_7_51_1",
        "custom": True,
        "type": "pulumi:providers:aws",
        "id": "default",
        "inputs": {"region": "us-east-1", "version": "7.51.1"},
    }


def _moved(urn: str, stack: str) -> str:
    """The URN in the stack of another name."""
    return urn.replace("urn:pulumi:dev::", f"urn:pulumi:{stack}::").replace("-dev", f"-{stack}")


def _value(value: Any, targets: tuple[str, ...], ids: Mapping[str, str]) -> Any:
    if value is UNKNOWN:
        return ids[targets[0]] if targets else "later"
    if isinstance(value, list):
        return [ids[targets[place % len(targets)]] if one is UNKNOWN else one for place, one in enumerate(value)]
    return _SECRET if isinstance(value, Secret) else value
