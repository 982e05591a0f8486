"""Where in the program a resource is made, as its registration says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pulumi.runtime.proto import resource_pb2, source_pb2

from policypack.model.records import record
from policypack.sources.registrations import STACK_TYPE

LIBRARY_FOLDERS = frozenset({"site-packages", "dist-packages"})


@record(frozen=True, slots=True)
class SourcePosition:
    """``file`` is relative to the project's folder where it lies inside; ``line`` counts from 1."""

    file: str
    line: int


def position_of(request: resource_pb2.RegisterResourceRequest, root: Path) -> SourcePosition | None:
    """The innermost place that is not in an installed library, else the registration's own; none for the stack."""
    if request.type == STACK_TYPE:
        return None
    places = [_place(position, root) for position in _candidates(request)]
    known = [place for place in places if place is not None]
    own = (place for place in known if not LIBRARY_FOLDERS & set(Path(place.file).parts))
    return next(own, known[0] if known else None)


def _candidates(request: resource_pb2.RegisterResourceRequest) -> Iterator[source_pb2.SourcePosition]:
    if request.HasField("sourcePosition"):
        yield request.sourcePosition
    frames: Iterable[source_pb2.StackFrame] = request.stackTrace.frames
    yield from (frame.pc for frame in frames)


def _place(position: source_pb2.SourcePosition, root: Path) -> SourcePosition | None:
    parts = urlsplit(position.uri)
    if parts.scheme != "file" or position.line <= 0:
        return None
    path = Path(unquote(parts.path))
    return SourcePosition(str(path.relative_to(root) if path.is_relative_to(root) else path), position.line)
