"""Runs one Pulumi program against a monitor and an engine given by address; run by path, in the program's own Python.

    python runner.py REPORT.json < REQUEST

The request is one line of JSON; where the standard input ends after it, this process and its group end as well.
Needs nothing but pulumi (3.100 or newer) and the standard library, and must not import the rest of the pack.
The report says what the wire does not: which resources each export is made of, which outputs of each resource
type are computed, and how the program failed.
"""

# ruff: noqa: N802, PLC0415 - one method is the service's, and pulumi may be missing in the program's environment

from __future__ import annotations

import sys

if __name__ == "__main__":
    sys.path.pop(0)  # This file's folder; nothing in it is to stand before the program's own modules.

import asyncio
import contextlib
import importlib
import importlib.util
import inspect
import json
import linecache
import logging
import os
import pathlib
import runpy
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, get_args

Tree = dict[str, Any]
"""JSON data."""
UNKNOWN_TEXT = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
KINDS = "guardrails-kinds"
"""The metadata of a request that tells the kinds of outputs."""
MARK = "GUARDRAILS_PREVIEW"
"""The variable that tells the processes of one run."""
LARGEST_MESSAGE = 400 * 1024 * 1024
"""The SDK's own limit."""
THREADS = 64
"""Calls to the monitor under way at once; a transform that calls a function needs one beside its resource's."""


def main() -> None:
    """Reads the request, runs the program, writes the report and leaves, whatever threads the program still has."""
    reported = sys.argv[1]
    parent = os.fdopen(os.dup(0), "rb")  # A copy that the program's own processes do not inherit.
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    request = json.loads(parent.readline())
    threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    report = run(request)
    with open(reported, "w", encoding="utf-8") as file:
        json.dump(report, file)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


def end_with(parent: Any) -> None:
    """Ends this process and its group when the parent is gone, however it went."""
    parent.read()
    end_marked()
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def end_marked() -> None:
    """Ends what left the group, where the system tells what is in the environment of processes."""
    variable = f"{MARK}={os.environ.get(MARK)}".encode()
    for place in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if place.name != str(os.getpid()) and variable in (place / "environ").read_bytes().split(b"\0"):
                os.kill(int(place.name), signal.SIGKILL)


def run(request: Tree) -> Tree:
    """The report of a run: ``exports`` and ``computed``, the stack that a script ``updates``, or ``error``."""
    try:
        importlib.import_module("pulumi")
    except ImportError as error:
        return {"error": {"kind": "pulumi", "library": "", "message": str(error), "frames": []}}
    automation = beside("automation").Automation(runs=request["inline"])

    def program() -> None:
        if request["contents"]:
            beside("contents").read_instead(request["contents"])
        sys.argv = [request["program"]]
        folder = request["program"] if os.path.isdir(request["program"]) else os.path.dirname(request["program"])
        sys.path.insert(0, folder)
        automation.install()
        automation.run(lambda: runpy.run_path(request["program"], run_name="__main__"))

    import grpc

    loop = asyncio.new_event_loop()
    try:
        report = report_of(program, request, grpc.insecure_channel, loop)
    except BaseException as error:  # noqa: BLE001 the parent tells it to the user
        return {"error": failure(error, request["root"])}
    if automation.stack is not None and not request["inline"]:
        return {"updates": automation.stack}
    return report


def report_of(
    program: Callable[[], Any], request: Tree, connect: Callable[..., Any], loop: asyncio.AbstractEventLoop
) -> Tree:
    """The report of a program that does not fail; ``connect`` makes a channel to an address. Raises what it raises."""
    import pulumi

    stacks: list[Any] = []

    def in_stack() -> Any:
        stacks.append(pulumi.runtime.get_root_resource())
        return program()

    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    asyncio.set_event_loop(loop)
    loop.set_default_executor(ThreadPoolExecutor(max_workers=THREADS))
    callbacks = foreseeing_callbacks(request["foresight"], request["root"])
    classes = remember_classes(callbacks)
    configure(request, classes, callbacks, connect)
    keep_secret_marks()
    references = remember_references()
    try:
        loop.run_until_complete(pulumi.runtime.run_in_stack(in_stack))
    except SystemExit as exit_:
        if exit_.code not in (None, 0):
            raise
    exports = loop.run_until_complete(dependencies_of_exports(stacks[0].outputs if stacks else {}))
    computed = {token: sorted(required_outputs(one)) for token, one in classes.items()}
    asked = {name: sorted(outputs) for name, outputs in references.items()}
    return {"exports": exports, "computed": computed, "references": asked, "unread": unread(callbacks, request["root"])}


@cache
def beside(name: str) -> Any:
    """The module of this name beside this file, which no path of the program's leads to."""
    file = pathlib.Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"_guardrails_{name}", file)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def foreseeing_callbacks(marks: list[Any] | None, root: str) -> Any:
    """What lets callbacks run on placeholders: see ``callbacks.py`` beside this file; None in a plain preview."""
    if not marks:
        return None
    callbacks = beside("callbacks").Callbacks(*marks, lambda file: is_own(file, root))
    callbacks.install()
    return callbacks


def unread(callbacks: Any, root: str) -> list[str]:
    """The program's own callbacks whose results stay unknown, each with its place and why."""
    found = callbacks.unread.items() if callbacks is not None else ()
    own = [(place.rpartition(":"), why) for place, why in sorted(found)]
    return [f"{os.path.relpath(file, root)}:{line} ({why})" for (file, _, line), why in own if is_own(file, root)]


def configure(request: Tree, classes: dict[str, type[Any]], callbacks: Any, connect: Callable[..., Any]) -> None:
    """Points the SDK at the parent; leaves out what an older SDK does not take."""
    import pulumi
    from pulumi.runtime.proto import engine_pb2_grpc

    engine = QuietEngine(engine_pb2_grpc.EngineStub(connect(request["engine"])), callbacks)
    settings = {
        "project": request["project"],
        "stack": request["stack"],
        "monitor": monitor_of(request, classes, connect),
        "engine": engine,
        "parallel": THREADS,
        "dry_run": True,
        "organization": request["organization"],
        "root_directory": request["root"],
    }
    taken = inspect.signature(pulumi.runtime.Settings.__init__).parameters
    pulumi.runtime.configure(pulumi.runtime.Settings(**{key: settings[key] for key in settings if key in taken}))
    pulumi.runtime.set_all_config(request["config"], request["secret_keys"])
    forget_encrypted_values()
    say_positions(request["root"])


def monitor_of(request: Tree, classes: dict[str, type[Any]], connect: Callable[..., Any]) -> Any:
    """The monitor; in a run with foresight, with what it cannot know itself of the outputs that it is to foresee."""
    from pulumi.runtime.proto import resource_pb2_grpc

    channel = connect(request["monitor"], options=[("grpc.max_receive_message_length", LARGEST_MESSAGE)])
    stub = resource_pb2_grpc.ResourceMonitorStub(channel)
    return DescribingMonitor(stub, classes, remember_results()) if request["describes"] else stub


class DescribingMonitor:
    """The monitor, which is told of each resource and function what kinds of outputs the program's own SDK expects."""

    def __init__(self, stub: Any, classes: dict[str, type[Any]], results: dict[str, type[Any]]) -> None:
        self._stub = stub
        self._classes = classes
        self._results = results
        self._described: dict[str, str] = {}

    def RegisterResource(self, request: Any) -> Any:
        metadata = self._metadata(request.type, self._classes, kinds_of_outputs)
        return self._stub.RegisterResource(request, metadata=metadata)

    def Invoke(self, request: Any) -> Any:
        metadata = self._metadata(request.tok, self._results, kinds_of_fields)
        return self._stub.Invoke(request, metadata=metadata)

    def _metadata(self, token: str, types: dict[str, type[Any]], kinds: Callable[[type[Any]], Tree]) -> Any:
        if token not in self._described:
            self._described[token] = json.dumps(kinds(types[token]) if token in types else {})
        return ((KINDS, self._described[token]),)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stub, name)


def remember_results() -> dict[str, type[Any]]:
    """The class of each function's result, filled while the program runs."""
    import pulumi
    from pulumi.runtime import invoke

    results: dict[str, type[Any]] = {}

    def remembering(call: Callable[..., Any]) -> Callable[..., Any]:
        def ask(tok: str, props: Any, opts: Any = None, typ: Any = None, **kwargs: Any) -> Any:
            if typ is not None:
                results[tok] = typ
            return call(tok, props, opts, typ, **kwargs)

        return ask

    for name in ("invoke", "invoke_async", "invoke_output"):
        if hasattr(pulumi.runtime, name):
            remembered = remembering(getattr(pulumi.runtime, name))
            setattr(pulumi.runtime, name, remembered)
            if inspect.ismodule(invoke) and hasattr(invoke, name):
                setattr(invoke, name, remembered)
    return results


def remember_references() -> dict[str, set[str]]:
    """Which outputs of each other stack the program asks for, filled while it runs."""
    import pulumi

    asked: dict[str, set[str]] = {}
    construct = pulumi.StackReference.__init__

    def remembering(get: Callable[..., Any]) -> Callable[..., Any]:
        def ask(self: Any, name: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(name, str):
                self.__dict__.setdefault("_guardrails_asked", set()).add(name)
            return get(self, name, *args, **kwargs)

        return ask

    def remember(self: Any, name: str, stack_name: Any = None, *args: Any, **kwargs: Any) -> None:
        stack = name if stack_name is None else stack_name
        if isinstance(stack, str):
            self.__dict__["_guardrails_asked"] = asked.setdefault(stack, set())
        construct(self, name, stack_name, *args, **kwargs)

    pulumi.StackReference.__init__ = remember  # type: ignore[method-assign]
    for getter in ("get_output", "require_output", "get_output_details"):
        if hasattr(pulumi.StackReference, getter):
            setattr(pulumi.StackReference, getter, remembering(getattr(pulumi.StackReference, getter)))
    return asked


def kinds_of_outputs(resource_class: type[Any]) -> Tree:
    """The kind (see :func:`kind_of`) of each output that is always there, by its wire name."""
    return {name: kind_of(get_args(annotation)) for name, annotation in output_annotations(resource_class)}


def kinds_of_fields(result_class: type[Any]) -> Tree:
    """The kind of each field of a function's result, by its wire name."""
    kinds = {}
    for name in dir(result_class):
        getter = getattr(getattr(result_class, name, None), "fget", None)
        annotation = getattr(getter, "__annotations__", {}).get("return")
        if annotation is not None:
            optional = [one for one in get_args(annotation) if one is not type(None)]
            is_optional = type(None) in get_args(annotation)
            kinds[getattr(getter, "_pulumi_name", name)] = kind_of(tuple(optional) if is_optional else (annotation,))
    return kinds


def kind_of(types: tuple[Any, ...]) -> str:
    """``text``, ``texts`` for a list of texts, ``number``, ``boolean``, ``map`` or ``other``."""
    (only,) = types if len(types) == 1 else (None,)
    if only in (str, bool, int, float):
        return {str: "text", bool: "boolean"}.get(only, "number")
    arguments = get_args(only)
    if getattr(only, "__name__", "") in ("Sequence", "List", "list") and arguments == (str,):
        return "texts"
    return "map" if getattr(only, "__name__", "") in ("Mapping", "Dict", "dict") else "other"


class QuietEngine:
    """The engine without the debug messages, of which the SDK sends several for each resource, and without those of
    callbacks that only foresight runs."""

    def __init__(self, stub: Any, callbacks: Any) -> None:
        self._stub = stub
        self._callbacks = callbacks

    def Log(self, request: Any) -> Any:
        is_foreseen = self._callbacks is not None and self._callbacks.are_foreseen()
        return self._stub.Log(request) if request.severity and not is_foreseen else None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stub, name)


def forget_encrypted_values() -> None:
    """Makes the secret getters of a configuration value that only its key could decrypt answer an unknown secret."""
    import pulumi
    from pulumi.output import Unknown
    from pulumi.runtime.config import get_config

    def forgetting(getter: Callable[..., Any]) -> Callable[..., Any]:
        def get(self: Any, key: str, *args: Any, **kwargs: Any) -> Any:
            if get_config(self.full_key(key)) == UNKNOWN_TEXT:
                return pulumi.Output.secret(Unknown())  # type: ignore[no-untyped-call]
            return getter(self, key, *args, **kwargs)

        return get

    for name, getter in list(vars(pulumi.Config).items()):
        if name.startswith(("get_secret", "require_secret")):
            setattr(pulumi.Config, name, forgetting(getter))


def keep_secret_marks() -> None:
    """Makes functions send their secret arguments with the mark, which the SDK takes off for the engine."""
    from pulumi.runtime import rpc

    take_off = getattr(rpc, "_unwrap_rpc_secret_struct_properties", None)
    if take_off is not None:
        setattr(rpc, take_off.__name__, lambda inputs: (inputs, take_off(inputs)[1]))


def say_positions(root: str) -> None:
    """Older SDKs look at a fixed depth of the stack, which is inside pulumi-aws: say the program's own line instead."""
    from pulumi.runtime import resource

    if hasattr(resource, "_get_stack_trace") or not hasattr(resource, "_get_source_position"):
        return
    from pulumi.runtime.proto import source_pb2

    def position(_skip: int) -> Any:
        made, frame = None, inspect.currentframe()
        while frame is not None:
            code = frame.f_code
            first = frame.f_locals.get(code.co_varnames[0]) if code.co_varnames else None
            if made is None and code.co_name == "__init__":
                made = first  # Every frame of the new resource's own construction has it as its first argument.
            elif made is not None and first is not made and is_own(code.co_filename, root):
                return source_pb2.SourcePosition(uri=pathlib.Path(code.co_filename).as_uri(), line=frame.f_lineno)
            frame = frame.f_back
        return None

    setattr(resource, "_get_source_position", position)  # noqa: B010 a newer SDK's has other arguments


async def dependencies_of_exports(outputs: Tree) -> Tree:
    """The URNs of the resources behind each export, nested values included."""
    return {str(name): sorted(await urns_of(value, [])) for name, value in outputs.items()}


async def urns_of(value: Any, seen: list[Any]) -> set[str]:
    import pulumi

    if any(value is one for one in seen):
        return set()
    seen.append(value)
    if isinstance(value, pulumi.Output):
        resources = await value.resources()
    elif isinstance(value, pulumi.Resource):
        resources = {value}
    else:
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple, set)) else ()
        nested = [await urns_of(part, seen) for part in parts]
        return set().union(*nested)
    urns = [await resource.urn.future() for resource in resources]
    return {urn for urn in urns if urn}


def remember_classes(callbacks: Any) -> dict[str, type[Any]]:
    """The class of each resource type, filled while the program runs."""
    import pulumi

    classes: dict[str, type[Any]] = {}
    construct = pulumi.Resource.__init__

    # Not called __init__: by counting those, the SDK finds the line that makes a resource.
    def remember(self: Any, type_token: str, *args: Any, **kwargs: Any) -> None:
        if callbacks is not None:
            callbacks.refuse_registration(type_token)
        classes.setdefault(type_token, type(self))
        construct(self, type_token, *args, **kwargs)

    pulumi.Resource.__init__ = remember  # type: ignore[assignment]
    return classes


def required_outputs(resource_class: type[Any]) -> set[str]:
    """The wire names of the outputs that the SDK calls ``Output[str]`` and not ``Output[Optional[str]]``."""
    return {name for name, _ in output_annotations(resource_class)}


def output_annotations(resource_class: type[Any]) -> list[tuple[str, Any]]:
    """Wire name and annotation of each output that is not optional."""
    found = []
    for name in dir(resource_class):
        getter = getattr(getattr(resource_class, name, None), "fget", None)
        wire_name = getattr(getter, "_pulumi_name", None)
        annotation = getattr(getter, "__annotations__", {}).get("return")
        if wire_name and annotation is not None and type(None) not in inner_types(annotation):
            found.append((wire_name, annotation))
    return found


def inner_types(annotation: Any) -> tuple[Any, ...]:
    arguments = get_args(annotation)
    return get_args(arguments[0]) if arguments else ()


def failure(error: BaseException, root: str) -> Tree:
    """How the program failed, with the frames of its own code only."""
    frames = [frame for one in chain(error) for frame in own_frames(one, root)]
    missing = error.name if isinstance(error, ModuleNotFoundError) else None
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    library = type(error).__module__.partition(".")[0]
    kind = type(error).__name__
    return {"kind": kind, "library": library, "message": message, "missing": missing, "frames": frames}


def chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the first cause first."""
    errors: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in errors:
        errors.insert(0, cause)
        cause = cause.__cause__ or cause.__context__
    return errors


def own_frames(error: BaseException, root: str) -> list[Tree]:
    found = [(frame.filename, frame.lineno or 0, frame.name) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError):
        found.append((error.filename or "", error.lineno or 0, ""))
    return [
        {
            "file": os.path.relpath(file, root),
            "line": line,
            "function": name,
            "text": linecache.getline(file, line).strip(),
        }
        for file, line, name in found
        if is_own(file, root)
    ]


def is_own(file: str, root: str) -> bool:
    """Whether a file is of the program, and not of a library in an environment inside its folder."""
    parts = os.path.relpath(os.path.abspath(file), root).split(os.sep) if os.path.exists(file) else [os.pardir]
    return os.pardir not in parts and "site-packages" not in parts


if __name__ == "__main__":
    main()
