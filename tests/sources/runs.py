"""Writes small programs and looks at what their runs would send."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from google.protobuf.json_format import MessageToDict
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2

from policypack.sources.program import ProgramRun
from policypack.wire.trees import SECRET, SIGNATURE, UNKNOWN_STRING

UNKNOWN = UNKNOWN_STRING


def secret(value: Any) -> dict[str, Any]:
    """A secret as it stands on the wire."""
    return {SIGNATURE: SECRET, "value": value}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes the files of a project; those without a ``Pulumi.yaml`` get a plain one."""
    for name, text in {"Pulumi.yaml": "name: shop\nruntime: python\n", **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(textwrap.dedent(text), "utf-8")
    return folder


def plain(properties: Struct) -> dict[str, Any]:
    """Properties as JSON data, numbers as floats, secrets and unknowns as they stand on the wire."""
    data: dict[str, Any] = MessageToDict(properties)
    return data


def analysis(run: ProgramRun, name: str) -> analyzer_pb2.AnalyzeRequest:
    """The one request about a resource, by its logical name, ``Type::name`` or its URN."""
    (found,) = [one for one in run.analyses if _is_named(one.urn, name)]
    return found


def inputs(run: ProgramRun, name: str) -> dict[str, Any]:
    """The analysed properties of a resource."""
    return plain(analysis(run, name).properties)


def in_stack(run: ProgramRun, name: str) -> analyzer_pb2.AnalyzerResource:
    """The resource in the request about the whole stack."""
    (found,) = [one for one in run.stack.resources if _is_named(one.urn, name)]
    return found


def links(resource: analyzer_pb2.AnalyzerResource) -> dict[str, list[str]]:
    """Names of the resources that each property depends on."""
    properties = resource.propertyDependencies.items()
    return {key: sorted(urn.rsplit("::", 1)[1] for urn in one.urns) for key, one in properties}


def _is_named(urn: str, name: str) -> bool:
    return urn == name or urn.endswith(f":{name}" if "::" in name else f"::{name}")
