"""What the functions answer by which pulumi-kubernetes reads manifests: the objects in a text; none for charts and
kustomizations, which only its plugin can expand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

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
        documents = list(yaml.load_all(str(args.get("text", "")), _Loader))
    except (yaml.YAMLError, RecursionError):
        return None
    return {"result": [one for one in documents if isinstance(one, dict)]}


class _Loader(yaml.SafeLoader):
    """Dates stay texts, as in JSON."""

    yaml_implicit_resolvers = {
        letter: [one for one in resolvers if one[0] != "tag:yaml.org,2002:timestamp"]
        for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
