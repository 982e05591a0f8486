"""A gRPC channel to a service in the same process: no socket, and each message is a copy, as over a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import grpc

from policypack.sources.edge import guarded

Call = Callable[..., Any]


class LocalError(grpc.RpcError):  # type: ignore[misc]  # grpc has no types
    """How a call failed, as a stub's caller asks it."""

    def __init__(self, code: grpc.StatusCode, details: str) -> None:
        super().__init__(details)
        self._code, self._details = code, details

    def code(self) -> grpc.StatusCode:
        """The status."""
        return self._code

    def details(self) -> str:
        """What went wrong."""
        return self._details


class LocalChannel:
    """What stubs of ``services`` call; their methods are those of generated servicers, each named once."""

    def __init__(self, *services: object) -> None:
        self._services = services

    def unary_unary(self, path: str, request_serializer: Call, response_deserializer: Call, **_options: Any) -> Call:
        """The method at ``path`` as a stub has it."""
        name = path.rpartition("/")[2]
        method = next((getattr(one, name) for one in self._services if hasattr(one, name)), None)

        def call(request: Any, _timeout: Any = None, metadata: Iterable[Any] | None = None, **_more: Any) -> Any:
            context = _Context(metadata or ())
            if method is None:
                context.abort(grpc.StatusCode.UNIMPLEMENTED, f"{name} is not known here")
            copied = type(request).FromString(request_serializer(request))
            try:
                answer = guarded(method, path)(copied, context)
            except NotImplementedError:
                context.abort(grpc.StatusCode.UNIMPLEMENTED, f"{name} is not known here")
            return response_deserializer(answer.SerializeToString())

        return call

    unary_stream = stream_unary = stream_stream = unary_unary


class _Context:
    """What a method is told of a call, and where it says how it failed."""

    def __init__(self, metadata: Iterable[Any]) -> None:
        self._metadata = tuple(metadata)
        self._code: grpc.StatusCode | None = None

    def invocation_metadata(self) -> tuple[Any, ...]:
        return self._metadata

    def code(self) -> grpc.StatusCode | None:
        return self._code

    def set_code(self, code: grpc.StatusCode) -> None:
        self._code = code

    def set_details(self, details: str) -> None:
        """Generated servicers give them before they raise."""

    def abort(self, code: grpc.StatusCode, details: str) -> NoReturn:
        self._code = code
        raise LocalError(code, details)
