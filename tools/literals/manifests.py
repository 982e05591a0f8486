"""Resources that manifests for Kubernetes write: ``spec.forProvider`` has Terraform's arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from policypack.harvest.names import plain
from tools.literals.trees import COMPUTED, Written, token_of, tokens_by_name, written


def resources_in(text: str, place: str) -> Iterator[Written]:
    """The resources of the text whose type can be told."""
    try:
        documents = list(yaml.safe_load_all(text))
    except yaml.YAMLError:
        return
    for document in documents:
        if not isinstance(document, dict) or "upbound.io" not in str(document.get("apiVersion")):
            continue
        spec = document.get("spec")
        arguments = spec.get("forProvider") if isinstance(spec, dict) else None
        if not isinstance(arguments, dict):
            continue
        own = _references(arguments)
        group, kind = str(document["apiVersion"]).partition(".")[0], str(document.get("kind"))
        name = group + kind if plain(group + kind) in tokens_by_name() else kind
        token = token_of(name, own)
        if token is not None:
            yield written(token, own, place)


def _references(tree: Any) -> Any:
    """The tree in which an argument that refers to another resource or secret, ``roleArnRef``, is computed."""
    if isinstance(tree, list):
        return [_references(one) for one in tree]
    if not isinstance(tree, dict):
        return tree
    found: dict[str, Any] = {}
    for key, value in tree.items():
        name = re.sub(r"(?:Secret)?(?:Refs?|Selector)$", "", str(key))
        found[name] = _references(value) if name == key else COMPUTED
    return found
