"""Everything that one run of a program has told its monitor so far."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import RLock

from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2

from policypack.sources.positions import SourcePosition
from policypack.sources.registrations import (
    STACK_TYPE,
    Registration,
    analyze_request,
    analyzer_resource,
    outputs_of,
    urn_of_reference,
)


class DuplicateResourceError(Exception):
    """Two resources of one URN; the text is the engine's."""


class Resources:
    """The registered resources with their outputs and positions; calls may come from several threads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = RLock()
        self._registered: dict[str, Registration] = {}
        self._reads: dict[str, tuple[str, Struct]] = {}
        self._outputs: dict[str, Struct] = {}
        self._positions: dict[str, SourcePosition] = {}

    def add(self, registration: Registration, position: SourcePosition | None = None) -> Registration:
        """Keeps a new resource; DuplicateResourceError where its URN is taken."""
        with self._lock:
            if registration.urn in self._registered:
                raise DuplicateResourceError(
                    f"Duplicate resource URN '{registration.urn}'; try giving it a unique name"
                )
            self._registered[registration.urn] = registration
            if position is not None:
                self._positions[registration.urn] = position
        return registration

    def once(self, urn: str, make: Callable[[], Registration]) -> Registration:
        """The resource of this URN, made now if there is none yet: default providers come so."""
        with self._lock:
            return self._registered.get(urn) or self.add(make())

    def get(self, urn: str) -> Registration | None:
        return self._registered.get(urn)

    def provider_of(self, registration: Registration) -> Registration | None:
        """The provider that manages a resource; None for components and for providers themselves."""
        return self.get(urn_of_reference(registration.provider)) if registration.provider else None

    def add_read(self, urn: str, identity: str, outputs: Struct) -> None:
        """Keeps what a ``.get`` found. The engine shows such resources to no analyzer."""
        with self._lock:
            self._reads[urn] = (identity, outputs)

    def set_outputs(self, urn: str, outputs: Struct) -> None:
        """Keeps the outputs that a component (or the stack) declares."""
        with self._lock:
            self._outputs[urn] = outputs

    def state_of(self, urn: str) -> tuple[str, Struct] | None:
        """ID and known outputs of a registered or read resource; None for no such resource."""
        with self._lock:
            registration = self._registered.get(urn)
            if registration is None:
                return self._reads.get(urn)
            return registration.identity, self._outputs.get(
                urn, registration.inputs if registration.custom else Struct()
            )

    @property
    def positions(self) -> Mapping[str, SourcePosition]:
        """Where each resource is made, by URN."""
        return dict(self._positions)

    def analyses(self) -> tuple[analyzer_pb2.AnalyzeRequest, ...]:
        """One request for each resource, in an order that is the same in each run."""
        return tuple(analyze_request(one, self.provider_of(one)) for one in self._ordered())

    def stack_request(
        self, exports: Mapping[str, Sequence[str]], computed: Mapping[str, Sequence[str]]
    ) -> analyzer_pb2.AnalyzeStackRequest:
        """The request at the end of the run.

        ``exports`` names the resources behind each output of the stack, ``computed`` the outputs that resources of
        a type always have.
        """
        return analyzer_pb2.AnalyzeStackRequest(
            resources=[
                analyzer_resource(
                    one,
                    outputs_of(one, computed.get(one.type, ())) if one.custom else self._outputs.get(one.urn, Struct()),
                    self.provider_of(one),
                    exports if one.type == STACK_TYPE else one.property_dependencies,
                )
                for one in self._ordered()
            ]
        )

    def _ordered(self) -> list[Registration]:
        """What a resource needs stands before it, equals by URN: the program's own order varies with its threads."""
        depths: dict[str, int] = {}
        return sorted(self._registered.values(), key=lambda one: (self._depth(one.urn, depths), one.urn))

    def _depth(self, urn: str, depths: dict[str, int]) -> int:
        waiting = [urn]
        while waiting:
            needs = [need for need in self._needs(waiting[-1]) if need in self._registered and need not in waiting]
            missing = [need for need in needs if need not in depths]
            if missing:
                waiting.append(missing[0])
                continue
            depths[waiting.pop()] = 1 + max((depths[need] for need in needs), default=-1)
        return depths[urn]

    def _needs(self, urn: str) -> Iterable[str]:
        one = self._registered[urn]
        return (one.parent, urn_of_reference(one.provider), *one.dependencies)
