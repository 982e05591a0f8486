"""Signals that ask a command to end: it leaves as after an exception, so nothing of it is left behind."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
"""Not every system has all of them."""


class Ended(BaseException):
    """A signal ended the command; ``status`` is the exit status that shells expect then."""

    def __init__(self, number: int) -> None:
        super().__init__(f"ended by {signal.Signals(number).name}")
        self.status = 128 + number


@contextmanager
def as_exceptions() -> Iterator[None]:
    """Raises :class:`Ended` at the first signal; later ones do not disturb the leaving. Ignored signals stay ignored.

    Only for the main thread, which alone may say what signals do.
    """
    numbers = [number for name in _NAMES if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in numbers}
    chosen = [number for number in numbers if before[number] is not signal.SIG_IGN]

    def end(number: int, _frame: FrameType | None) -> None:
        for one in chosen:
            signal.signal(one, signal.SIG_IGN)
        raise Ended(number)

    for number in chosen:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in chosen:
            signal.signal(number, before[number])
