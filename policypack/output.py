"""Standard output as a command needs it: what cannot be written is an error, and never looks like a finding."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from typing import Any

from policypack.errors import GuardrailsError


class OutputError(GuardrailsError):
    """Standard output takes nothing more."""


class Output:
    """A stream whose failures are told from all others."""

    def __init__(self, stream: Any) -> None:
        if stream is None:
            raise OutputError("standard output is closed: nothing can be written")
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # Not every terminal can show every name.
        self._stream = stream

    def write(self, text: str) -> int:
        """As a stream's. Raises OutputError."""
        try:
            return int(self._stream.write(text))
        except (OSError, ValueError) as error:
            raise _failure(error) from error

    def flush(self) -> None:
        """As a stream's. Raises OutputError."""
        try:
            self._stream.flush()
        except (OSError, ValueError) as error:
            raise _failure(error) from error

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def keep_descriptors() -> None:
    """Opens those of the three standard ones that are closed, or the next files would be taken for them."""
    with suppress(OSError):
        number = os.open(os.devnull, os.O_RDWR)  # The lowest that is free.
        while number < 3:
            number = os.open(os.devnull, os.O_RDWR)
        os.close(number)


def forget(stream: Any) -> None:
    """Lets what a stream still holds go nowhere, so that leaving does not fail on it."""
    with suppress(OSError, ValueError, AttributeError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)


def _failure(error: Exception) -> OutputError:
    if isinstance(error, BrokenPipeError):
        return OutputError("standard output was closed before all was written")
    reason = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
    return OutputError(f"standard output: not all could be written ({reason})")
