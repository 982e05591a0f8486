"""What a state tells: ``pulumi stack export``, and the checkpoints that a backend in a folder or bucket keeps."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from policypack.documents.files import LARGEST, UnreadableError, read_bytes
from policypack.documents.json_reader import of_json
from policypack.documents.shapes import FLAG, NUMBER, OBJECT, TEXT, list_of, map_of, mistake, object_of
from policypack.errors import ProgramError
from policypack.model.languages import Language
from policypack.model.records import record
from policypack.model.resources import Provider, Resource
from policypack.model.values import plain
from policypack.sources.registrations import PROVIDER_PREFIX, STACK_TYPE, urn_of_reference
from policypack.wire.trees import StateProperties

Told = Mapping[str, Any]
NEWEST = 4
"""The newest version of the deployment's form that this reads; 1 and 2 are from before 2018, 4 came in 2025."""
_REMEDY = "give what `pulumi stack export` wrote, or a checkpoint of a backend"
_GZIP = b"\x1f\x8b"
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
        "ignoreChanges": list_of(TEXT),
        "sourcePosition": TEXT,
    },
    needed=("urn", "type"),
)
_DEPLOYMENT = object_of({"resources": list_of(_RESOURCE), "pending_operations": list_of(OBJECT)})
_STATE = object_of({"version": NUMBER, "deployment": _DEPLOYMENT}, needed=("deployment",))
_CHECKPOINT = object_of(
    {"version": NUMBER, "checkpoint": object_of({"stack": TEXT, "latest": _DEPLOYMENT})}, needed=("checkpoint",)
)
_SUFFIXES: Mapping[str, Language] = {
    ".py": "python",
    ".ts": "typescript",
    ".js": "typescript",
    ".mjs": "typescript",
    ".go": "go",
    ".cs": "csharp",
    ".java": "java",
}
_SCHEME = "project:///"


@record(frozen=True, slots=True)
class State:
    """The resources of one stack as they are deployed. Secrets are secret and unknown.

    ``positions`` are ``file:line`` by URN, as far as the state has them; ``language`` is the program's, as their files
    tell it; ``region`` is that of the default provider.
    """

    project: str
    stack: str
    resources: tuple[Resource, ...]
    region: str = ""
    language: Language | None = None
    positions: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def read_state(path: Path) -> State:
    """The state in a file. Raises ProgramError, which names it, for any other file."""
    try:
        return state_of(read_bytes(path))
    except UnreadableError as error:
        raise ProgramError(f"{path}: {error.problem}") from error


def state_of(content: bytes) -> State:
    """The state that a file of these bytes holds, compressed or not. Raises UnreadableError."""
    told = _deployment(_document(content))
    known = [one for one in told.get("resources") or () if not one.get("delete")]
    by_urn = {one["urn"]: one for one in known}
    root = next((one["urn"] for one in known if one["type"] == STACK_TYPE), known[0]["urn"] if known else "")
    stack, project = root.split(":", 2)[2].split("::")[:2] if root.count("::") > 2 else ("", "")
    # What was only read, no analyzer is asked about.
    own = [one for one in known if not one.get("external")]
    providers = {urn: _provider(one) for urn, one in by_urn.items() if one["type"].startswith(PROVIDER_PREFIX)}
    positions = {one["urn"]: place for one in own if (place := _position(one.get("sourcePosition") or ""))}
    return State(
        project=project,
        stack=stack,
        resources=tuple(_resource(one, providers) for one in own),
        region=_region(providers.values()),
        language=_language(positions.values()),
        positions=positions,
        warnings=tuple(_warnings(told)),
    )


def _document(content: bytes) -> Any:
    if content.startswith(_GZIP):
        content = _unpacked(content)
    try:
        return of_json(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8") from error


def _unpacked(content: bytes) -> bytes:
    """Up to the size that a plain file may have: a small file may unpack to one that fills the memory."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as file:
            unpacked = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError("is damaged: it cannot be unpacked") from error
    if len(unpacked) > LARGEST:
        raise UnreadableError(f"is larger than {LARGEST // (1024 * 1024)} MB unpacked")
    return unpacked


def _deployment(document: Any) -> Told:
    """The part that lists the resources, whatever wraps it."""
    is_checkpoint = isinstance(document, dict) and "checkpoint" in document and "deployment" not in document
    if wrong := mistake(document, _CHECKPOINT if is_checkpoint else _STATE):
        raise UnreadableError(f"{wrong}; {_REMEDY}")
    version = document.get("version")
    if version is not None and not 1 <= version <= NEWEST:
        raise UnreadableError(f"has version {version:g} of the form; versions up to {NEWEST} are known")
    found: Told = (document["checkpoint"].get("latest") or {}) if is_checkpoint else document["deployment"]
    return found


def _resource(told: Told, providers: Mapping[str, Provider]) -> Resource:
    outputs = {**(told.get("outputs") or {}), **({"id": told["id"]} if told.get("id") else {})}
    dependencies = told.get("propertyDependencies") or {}
    return Resource(
        urn=told["urn"],
        type=told["type"],
        name=_name(told),
        inputs=StateProperties(told.get("inputs") or {}),
        outputs=StateProperties(outputs),
        parent=told.get("parent") or "",
        provider=providers.get(urn_of_reference(told.get("provider") or "")),
        dependencies=tuple(told.get("dependencies") or ()),
        property_dependencies={key: tuple(urns) for key, urns in dependencies.items() if urns},
        ignored_changes=tuple(told.get("ignoreChanges") or ()),
    )


def _provider(told: Told) -> Provider:
    return Provider(told["urn"], _name(told), told["type"], StateProperties(told.get("inputs") or {}))


def _name(told: Told) -> str:
    return str(told["urn"].split("::", 3)[-1])


def _region(providers: Any) -> str:
    """The region of AWS's default provider; empty where there is none, or its region is not known."""
    for one in providers:
        if one.is_default and one.type == f"{PROVIDER_PREFIX}aws":
            region = plain(one["region"])
            return region if isinstance(region, str) else ""
    return ""


def _position(uri: str) -> str:
    """``file:line`` of ``project:///file#line,column``; empty for what lies elsewhere."""
    if not uri.startswith(_SCHEME):
        return ""
    file, _, place = uri[len(_SCHEME) :].partition("#")
    line = place.partition(",")[0]
    return f"{file}:{line}" if file and line.isascii() and line.isdigit() else ""


def _language(positions: Any) -> Language | None:
    """That of the first file; a program is written in one."""
    files = (Path(one.rpartition(":")[0]).suffix for one in positions)
    return next((_SUFFIXES[suffix] for suffix in files if suffix in _SUFFIXES), None)


def _warnings(told: Told) -> Iterator[str]:
    pending = len(told.get("pending_operations") or ())
    if pending:
        alone = pending == 1
        yield (
            f"{pending} operation{' was' if alone else 's were'} pending when the state was written:"
            f" {'its resource' if alone else 'their resources'} may be otherwise, or missing here"
        )
