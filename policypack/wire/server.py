"""Serves the pack to the engine: the port is the first and only line on standard output."""

from __future__ import annotations

import os
import signal
import sys
from concurrent import futures

import grpc
from pulumi.runtime.proto import analyzer_pb2_grpc

_MOST_BYTES = 400 * 1024 * 1024
MESSAGE_SIZES = [("grpc.max_receive_message_length", _MOST_BYTES), ("grpc.max_send_message_length", _MOST_BYTES)]
"""As large messages as the engine itself sends: a stack's resources come in one."""
_LOOK_EVERY = 1.0


def start(servicer: analyzer_pb2_grpc.AnalyzerServicer) -> tuple[grpc.Server, int]:
    """A running server on a free local port, and the port."""
    server = grpc.server(
        futures.ThreadPoolExecutor(max_workers=4),
        options=MESSAGE_SIZES,
    )
    analyzer_pb2_grpc.add_AnalyzerServicer_to_server(servicer, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return server, port


def serve(servicer: analyzer_pb2_grpc.AnalyzerServicer) -> None:
    """Serve until the engine ends the process, with an interrupt, for which it waits seconds, or by killing it, or
    until whoever started the process is gone: an engine that is killed ends nobody."""
    parent = os.getppid()
    server, port = start(servicer)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: server.stop(0))
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    while server.wait_for_termination(timeout=_LOOK_EVERY):
        if os.getppid() != parent:
            break
    sys.stderr.flush()
    os._exit(0)  # Taking the interpreter down takes longer than all that the engine asked of a small stack.
