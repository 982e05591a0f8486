"""What every plugin does for the engine: serve on a free port, print it, and end when interrupted."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from concurrent import futures
from typing import TypeVar

import grpc

Servicer = TypeVar("Servicer")

_ANY_SIZE = (("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1))


def serve(servicer: Servicer, add_to_server: Callable[[Servicer, grpc.Server], None]) -> None:
    """Prints the port and serves until the engine's interrupt, which it gives five seconds to take effect."""
    server = grpc.server(futures.ThreadPoolExecutor(32), options=_ANY_SIZE)
    add_to_server(servicer, server)
    # A handler, not SIG_IGN, which children would inherit: under the official host they have the default action.
    signal.signal(signal.SIGINT, lambda signum, frame: server.stop(None))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    server.wait_for_termination()
