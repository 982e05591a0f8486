"""Lets a program's callbacks run on placeholders without harm; used by the runner, in the program's own Python.

A callback of ``apply`` whose value holds a placeholder runs three times, on three placeholders for the same output,
which differ in length and sort otherwise. Only where all results agree, apart from the placeholders in them, is the
result known to be a text around the output; a hash, a slice, a comparison or anything by chance shows in a difference
and stays unknown, as in a plain preview. So does what a callback makes that raises, registers a resource, writes a
file, opens a connection or starts a process.

Needs nothing but pulumi and the standard library, and must not import the rest of the pack.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
import inspect
import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextvars import ContextVar, copy_context
from functools import cache
from typing import Any

LENGTHS, STEP = 101, 80
"""So many lengths alternate placeholders have, apart by more than what stands around a mark in them."""
DEEPEST = 12
"""Nesting of a value beyond this is not looked into."""
_PURE = {
    "Output.from_input",
    "Output.from_input.<locals>.liftValues",
    "Output.from_input.<locals>.lift_values",
    "Output.from_input.<locals>.<lambda>",
}
"""Callbacks of the SDK that only take values apart and put them together again."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED_EVENTS = (
    *("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.kill", "os.killpg"),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.chown", "os.link", "os.symlink"),
    *("os.truncate", "os.utime", "os.putenv", "os.unsetenv", "subprocess.Popen", "pty.spawn"),
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg"),
    *("shutil.", "sqlite3.connect"),
)


class Refused(BaseException):
    """A callback did what a preview must not do; no ``except Exception`` of the program's hides it."""


class _Alternate:
    """Other placeholders for the same outputs. Where ``is_reversed``, what is longer or sorts later among them is
    shorter and sorts earlier than among those that are not."""

    def __init__(self, original: tuple[str, str], start: str, account: str, *, is_reversed: bool) -> None:
        self._original_start, self._original_account = original
        self._start, self._account, self._is_reversed = start, account, is_reversed
        mark = f"{self._original_start}([0-9a-f]{{11}})|{self._original_account}"
        self._mark = re.compile(mark, re.IGNORECASE)
        self._alternate = re.compile(f"{start}([0-9a-f]{{11}})0e*0|{account}", re.IGNORECASE)

    def of(self, text: str) -> str:
        """The text with these placeholders for the original ones."""

        def other(found: re.Match[str]) -> str:
            if not found[1]:
                return self._account
            number = int(found[1][:6], 16) % LENGTHS
            length = LENGTHS - number if self._is_reversed else number + 1
            return f"{self._start}{self._digits(found[1])}0{'e' * length * STEP}0"

        return self._mark.sub(other, text)

    def original(self, text: str) -> str:
        """The text with the original placeholders for these."""

        def other(found: re.Match[str]) -> str:
            original = self._original_start + self._digits(found[1]) if found[1] else self._original_account
            return original.upper() if found[0].isupper() else original

        return self._alternate.sub(other, text)

    def _digits(self, digits: str) -> str:
        return "".join(f"{15 - int(digit, 16):x}" for digit in digits) if self._is_reversed else digits.lower()


class _Trial:
    """One run of a callback. ``failure`` says why its result cannot be used, ``place`` at which line of the program's
    own what it did was refused."""

    def __init__(self, alternate: _Alternate | None, is_own: Callable[[str], bool]) -> None:
        self.alternate = alternate
        self.failure = self.place = ""
        self._is_own = is_own

    def refuse(self, what: str) -> Refused:
        if not self.failure:
            self.failure, self.place = what, self._own_place()
        return Refused(what)

    def _own_place(self) -> str:
        frame = inspect.currentframe()
        while frame is not None and not self._is_own(frame.f_code.co_filename):
            frame = frame.f_back
        return f"{frame.f_code.co_filename}:{frame.f_lineno}" if frame is not None else ""


_trial: ContextVar[_Trial | None] = ContextVar("trial", default=None)


class Callbacks:
    """``original`` is how marks start and the account in placeholders; the alternate ones are those of further runs.
    ``is_own`` tells the program's own files. ``unread`` says of each callback whose result stays unknown why."""

    def __init__(
        self,
        original: tuple[str, str],
        first: tuple[str, str],
        second: tuple[str, str],
        is_own: Callable[[str], bool],
    ) -> None:
        self.unread: dict[str, str] = {}
        self._is_own = is_own
        start, account = original
        self._mark = re.compile(f"{start}[0-9a-f]{{11}}|{account}", re.IGNORECASE)
        self._alternates = (
            _Alternate((start, account), *first, is_reversed=False),
            _Alternate((start, account), *second, is_reversed=True),
        )

    def install(self) -> None:
        """Puts itself between the SDK and the program's callbacks."""
        import pulumi  # noqa: PLC0415 - may be missing in the program's environment
        from pulumi import output  # noqa: PLC0415
        from pulumi.runtime.stack import Stack  # noqa: PLC0415

        apply = pulumi.Output.apply

        def foreseeing_apply(this: Any, func: Callable[..., Any], run_with_unknowns: bool = False) -> Any:
            return apply(this, self.wrapped(func), run_with_unknowns)

        setattr(pulumi.Output, "apply", foreseeing_apply)  # noqa: B010 it is typed otherwise
        for name in ("_map_output", "_map2_output", "_map3_output"):
            if hasattr(output, name):
                setattr(output, name, self._mapping(getattr(output, name)))
        declare = Stack.output

        def output_of_stack(this: Any, name: str, value: Any) -> None:
            self.refuse_registration(f"the stack's output {name}")
            declare(this, name, value)

        setattr(Stack, "output", output_of_stack)  # noqa: B010 as above
        # The results of functions take an unknown number for one of the wrong type unless it is false.
        output.Unknown.__bool__ = lambda _: False  # type: ignore[attr-defined]
        _watch()

    @staticmethod
    def are_foreseen() -> bool:
        """Whether the code runs in a callback that a plain preview would not run."""
        return _trial.get() is not None

    @staticmethod
    def refuse_registration(what: str) -> None:
        """Ends a callback on placeholders that registers a resource: a plain preview would not have registered it."""
        trial = _trial.get()
        if trial is not None:
            raise trial.refuse(f"registers {what}")

    def _mapping(self, map_outputs: Callable[..., Any]) -> Callable[..., Any]:
        def mapping(*args: Any) -> Any:
            return map_outputs(*args[:-1], self.wrapped(args[-1]))

        return mapping

    def wrapped(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The callback as it may run on placeholders, too."""
        if func is tuple or getattr(func, "__qualname__", "") in _PURE:
            return func

        def callback(*values: Any) -> Any:
            trial = _trial.get()
            if trial is not None:
                return self._nested(func, values, trial)
            if not self._is_marked(values):
                return func(*values)
            return self._tried(func, values)

        return callback

    def _nested(self, func: Callable[..., Any], values: tuple[Any, ...], trial: _Trial) -> Any:
        """A callback made within one that runs on placeholders: its failure is the outer one's."""
        if trial.alternate is not None:
            values = self._rewritten(values, trial.alternate.of)
        try:
            result = func(*values)
        except (Exception, Refused) as error:  # noqa: BLE001 - an unhandled one would end the program
            trial.failure = trial.failure or type(error).__name__
            return _unknown()
        return self._guarded(result, trial) if inspect.iscoroutine(result) else result

    async def _guarded(self, result: Any, trial: _Trial) -> Any:
        try:
            return await result
        except (Exception, Refused) as error:  # noqa: BLE001 - as above
            trial.failure = trial.failure or type(error).__name__
            return _unknown()

    def _tried(self, func: Callable[..., Any], values: tuple[Any, ...]) -> Any:
        trials = tuple(_Trial(alternate, self._is_own) for alternate in (None, *self._alternates))
        results = []
        with _unchanged_surroundings(func) as changed:
            for trial in trials:
                given = values if trial.alternate is None else self._rewritten(values, trial.alternate.of)
                results.append(self._run(func, given, trial))
        if changed:
            trials[0].failure = trials[0].failure or "changes a value outside"
        if any(trial.failure for trial in trials):
            return self._unread(func, trials)
        if any(_is_awaited(result) for result in results):
            return self._awaited(func, results, trials)
        return self._settled(func, results, trials)

    def _run(self, func: Callable[..., Any], values: tuple[Any, ...], trial: _Trial) -> Any:
        token = _trial.set(trial)
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                result = func(*values)
            if inspect.isawaitable(result) and not _is_output(result):
                return copy_context().run(asyncio.ensure_future, self._guarded(result, trial))
        except (Exception, Refused) as error:  # noqa: BLE001 - the plain preview would not have run it
            trial.failure = trial.failure or type(error).__name__
            return None
        else:
            return result
        finally:
            _trial.reset(token)

    def _settled(self, func: Callable[..., Any], results: list[Any], trials: tuple[_Trial, ...]) -> Any:
        """The result of the first run where all agree; unknown otherwise, and where no placeholder is in it."""
        first = results[0]
        alternates = zip(results[1:], self._alternates, strict=True)
        if not all(self._agree(first, result, alternate.original) for result, alternate in alternates):
            trials[0].failure = "result cannot be read"
        if any(trial.failure for trial in trials):
            return self._unread(func, trials)
        # What has no placeholder in it may have been found by looking at one.
        return first if self._is_marked(first) else _unknown()

    def _awaited(self, func: Callable[..., Any], results: list[Any], trials: tuple[_Trial, ...]) -> Any:
        """The same for results that are, or hold, outputs or futures."""
        import pulumi  # noqa: PLC0415

        # Unwrapping runs within the trials, as the callbacks of outputs that were made there do.
        outputs = []
        for result, trial in zip(results, trials, strict=True):
            token = _trial.set(trial)
            try:
                outputs.append(pulumi.Output.from_input(result))
            finally:
                _trial.reset(token)

        async def value() -> Any:
            values = [await one.future(with_unknowns=True) for one in outputs]
            known = [await one.is_known() for one in outputs]
            if not all(known) or any(trial.failure for trial in trials):
                return self._unread(func, trials) if any(trial.failure for trial in trials) else _unknown()
            return self._settled(func, values, trials)

        async def resources() -> Any:
            return await outputs[0].resources()

        async def is_known() -> bool:
            return not isinstance(await settled, type(_unknown()))

        async def is_secret() -> bool:
            return bool(await outputs[0].is_secret())

        settled = asyncio.ensure_future(value())
        return pulumi.Output(resources(), settled, is_known(), is_secret())

    def _unread(self, func: Callable[..., Any], trials: tuple[_Trial, ...]) -> Any:
        failed = next(trial for trial in trials if trial.failure)
        code = getattr(func, "__code__", None)
        place = failed.place or ("" if code is None else f"{code.co_filename}:{code.co_firstlineno}")
        if place:
            self.unread[place] = failed.failure
        return _unknown()

    # -- placeholders in values -----------------------------------------------------------------

    def _is_marked(self, value: Any, depth: int = 0) -> bool:
        if isinstance(value, str):
            return self._mark.search(value) is not None
        return depth < DEEPEST and any(self._is_marked(part, depth + 1) for part in _parts(value))

    def _rewritten(self, value: Any, change: Callable[[str], str], depth: int = 0) -> Any:
        """The value with every text in it changed; what holds none stays the same object."""
        if isinstance(value, str):
            return change(value) if type(value) is str else value
        if depth >= DEEPEST or not self._is_marked(value):
            return value
        if isinstance(value, dict):
            changed = copy.copy(value)
            changed.clear()
            for key, part in value.items():
                changed[self._rewritten(key, change, depth + 1)] = self._rewritten(part, change, depth + 1)
            return changed
        if isinstance(value, (list, tuple, set, frozenset)):
            return type(value)(self._rewritten(part, change, depth + 1) for part in value)
        changed = copy.copy(value)
        for key, part in vars(value).items():
            changed.__dict__[key] = self._rewritten(part, change, depth + 1)
        return changed

    def _agree(self, first: Any, second: Any, original: Callable[[str], str], depth: int = 0) -> bool:
        """Whether two results are the same but for the placeholders; ``original`` changes those in the second."""
        if isinstance(first, str) and isinstance(second, str):
            return first == original(second)
        if first is second:
            return True
        if type(first) is not type(second) or depth >= DEEPEST:
            return False
        if isinstance(first, dict):
            first, second = list(first.items()), list(second.items())
        if isinstance(first, (list, tuple)):
            pairs = zip(first, second, strict=False)
            return len(first) == len(second) and all(
                self._agree(one, other, original, depth + 1) for one, other in pairs
            )
        if isinstance(first, (bool, int, float, type(None))):
            return bool(first == second)
        parts = getattr(first, "__dict__", None)
        return parts is not None and self._agree(parts, second.__dict__, original, depth + 1)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from value
    elif not isinstance(value, type) and not callable(value) and not _is_live(value):
        yield from getattr(value, "__dict__", {}).values()


def _is_live(value: Any) -> bool:
    """Outputs and resources, which are not looked into."""
    import pulumi  # noqa: PLC0415

    return isinstance(value, (pulumi.Output, pulumi.Resource))


def _is_output(value: Any) -> bool:
    import pulumi  # noqa: PLC0415

    return isinstance(value, pulumi.Output)


def _is_awaited(value: Any, depth: int = 0) -> bool:
    """Whether the value is, or holds, an output or a future."""
    if _is_output(value) or inspect.isawaitable(value):
        return True
    return depth < DEEPEST and any(_is_awaited(part, depth + 1) for part in _parts(value))


def _unknown() -> Any:
    from pulumi.output import Unknown  # noqa: PLC0415

    return Unknown()  # type: ignore[no-untyped-call]


@contextlib.contextmanager
def _unchanged_surroundings(func: Callable[..., Any]) -> Iterator[list[str]]:
    """Keeps lists, sets and mappings that a function reaches from outside as they are; names those that it changed."""
    before = [(name, held, copy.copy(held)) for name, held in _reached(func)]
    changed: list[str] = []
    yield changed
    for name, held, kept in before:
        if len(held) != len(kept) or any(one is not other for one, other in zip(_flat(held), _flat(kept), strict=True)):
            changed.append(name)
            held.clear()
            held.extend(kept) if isinstance(held, list) else held.update(kept)


def _flat(held: Any) -> list[Any]:
    return [part for item in held.items() for part in item] if isinstance(held, dict) else list(held)


def _reached(func: Callable[..., Any]) -> Iterator[tuple[str, Any]]:
    code = getattr(func, "__code__", None)
    if code is None:
        return
    kinds = (list, set, dict)
    for name, cell in zip(code.co_freevars, getattr(func, "__closure__", None) or (), strict=False):
        with contextlib.suppress(ValueError):  # An empty cell.
            if type(cell.cell_contents) in kinds:
                yield name, cell.cell_contents
    spaces = getattr(func, "__globals__", {})
    for name in code.co_names:
        if type(spaces.get(name)) in kinds:
            yield name, spaces[name]


@cache
def _watch() -> None:
    """Once in a process: a hook stays as long as that."""
    sys.addaudithook(_audit)


def _audit(event: str, args: tuple[Any, ...]) -> None:
    trial = _trial.get()
    if trial is None:
        return
    if event == "open":
        path, mode, flags = (*args, None, None, None)[:3]
        writes = bool(set(str(mode or "")) & set("wax+")) or (isinstance(flags, int) and bool(flags & _WRITING))
        # Python caches what it compiles of a module that a callback imports.
        if writes and "__pycache__" not in str(path):
            raise trial.refuse("writes a file")
    elif event.startswith(_REFUSED_EVENTS):
        raise trial.refuse(f"does {event}")
