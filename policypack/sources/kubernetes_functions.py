"""What the functions answer by which pulumi-kubernetes reads manifests: the objects in a text; none for charts and
kustomizations, which only its plugin can expand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from policypack.documents.files import UnreadableError
from policypack.documents.yaml_reader import manifests_of_yaml

DECODE = "kubernetes:yaml:decode"
_LEFT_OUT = ("kubernetes:helm:template", "kubernetes:kustomize:directory")


def is_left_out(token: str) -> bool:
    """Whether the resources that the function would name are not seen."""
    return token in _LEFT_OUT


def invoke(token: str, args: Mapping[str, Any]) -> dict[str, Any] | None:
    """The answer; None for any other function, and for a text that is not YAML."""
    if is_left_out(token):
        return {"result": []}
    if token != DECODE:
        return None
    try:
        documents = manifests_of_yaml(str(args.get("text", "")))
    except UnreadableError:
        return None
    return {"result": [one for one in documents if isinstance(one, dict)]}
