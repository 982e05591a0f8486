"""The edge of the services that a program talks to: whatever fails in them, no traceback is printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import grpc

from policypack.errors import fault
from policypack.model.texts import one_line


class Edge(grpc.ServerInterceptor):  # type: ignore[misc]  # grpc has no types
    """Ends a call that fails with the place of the failure; gRPC itself would log the traceback and send the error's
    text, and both may hold a secret."""

    def intercept_service(self, continuation: Callable[[Any], Any], handler_call_details: Any) -> Any:
        """The method's handler, guarded; all methods here are of one request and one reply."""
        handler = continuation(handler_call_details)
        if handler is None or handler.unary_unary is None:
            return handler
        return grpc.unary_unary_rpc_method_handler(
            guarded(handler.unary_unary, str(handler_call_details.method)),
            request_deserializer=handler.request_deserializer,
            response_serializer=handler.response_serializer,
        )


def guarded(answer: Callable[[Any, grpc.ServicerContext], Any], method: str) -> Callable[..., Any]:
    """The method, which ends a call with the place of its failure."""

    def call(request: Any, context: grpc.ServicerContext) -> Any:
        try:
            return answer(request, context)
        except Exception as error:
            if context.code() is None:
                problem = f"the pack failed with {fault(error)} on {method}; this is a fault of the pack: report it"
                context.abort(grpc.StatusCode.INTERNAL, one_line(problem))
            raise

    return call
