"""Signals that ask a command to end: it leaves as after an exception, so nothing of it is left behind."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

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

    def end(number: int) -> NoReturn:
        raise Ended(number)

    with handled_by(end):
        yield


@contextmanager
def handled_by(handle: Callable[[int], None]) -> Iterator[None]:
    """Calls ``handle`` with the number of the first signal; as :func:`as_exceptions` otherwise."""
    numbers = [number for name in _NAMES if (number := getattr(signal, name, None)) is not None]
    before = {number: signal.getsignal(number) for number in numbers}
    chosen = [number for number in numbers if before[number] is not signal.SIG_IGN]

    def end(number: int, _frame: FrameType | None) -> None:
        for one in chosen:
            signal.signal(one, signal.SIG_IGN)
        handle(number)

    for number in chosen:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in chosen:
            signal.signal(number, before[number])
