"""Resources that manifests for Kubernetes write: ``spec.forProvider`` has Terraform's arguments."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from policypack.harvest.names import plain
from tools.literals.trees import Written, inputs_of, token_of, tokens_by_name


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
        written = {key: value for key, value in arguments.items() if not key.endswith(("Ref", "Selector", "Refs"))}
        group, kind = str(document["apiVersion"]).partition(".")[0], str(document.get("kind"))
        name = group + kind if plain(group + kind) in tokens_by_name() else kind
        token = token_of(name, written)
        if token is not None:
            yield Written(token, inputs_of(token, written), place)
