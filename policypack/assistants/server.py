"""The tools, and the server that offers them on standard input and output."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Annotated, Any, Literal, TypeAlias

import anyio
import anyio.to_thread
from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import Field, ValidationError

from policypack import signals
from policypack.assistants import lookups
from policypack.assistants.places import Roots
from policypack.assistants.programs import Program, Programs
from policypack.assistants.replies import Checked, Explained, Fixed, FoundRejections, FoundRules, Versions
from policypack.engine.configuration.configuration import Configuration
from policypack.errors import problem_of
from policypack.model.texts import printable
from policypack.sources.processes import Processes
from policypack.version import version

NAME = "guardrails"
INSTRUCTIONS = (
    "Checks Pulumi programs for AWS before they are deployed. While you write one: `find_rules`, `explain_rule`,"
    " `rejections` and `versions` say what AWS rejects and what production needs. After each change: `check_program`,"
    " then correct what it finds, by hand or by `fix_program`. Paths start from the server's folder."
)
_LOOKS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_RUNS = ToolAnnotations(read_only_hint=False, destructive_hint=True, idempotent_hint=False, open_world_hint=True)
"""A program is code: the server cannot promise what it leaves alone."""
_SECONDS_TO_END = 5.0

FailOn: TypeAlias = Literal["mandatory", "rejections", "advisory", "undetermined", "never"]
_Path: TypeAlias = Annotated[str, Field(description="The project's folder, or one file, in the server's folder.")]
_Words: TypeAlias = Annotated[list[str], Field(description="All of them have to be there; case does not count.")]
_Stack: TypeAlias = Annotated[
    str | None, Field(description="The stack whose configuration is read; may be left out where there is only one.")
]
_Config: TypeAlias = Annotated[
    dict[str, Any], Field(description="Configuration values over those of the stack, as {'aws:region': 'eu-west-1'}.")
]
_Answers: TypeAlias = Annotated[
    str | dict[str, Any] | None,
    Field(description="Answers of data sources: a YAML or JSON file, or what would be in it, by the function's token."),
]


class _Server(MCPServer[Any]):
    """Says in one line, without the values, which arguments of a call are wrong."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            wrong = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.__cause__.errors()]
            raise ToolError(printable(f"{name}: {'; '.join(wrong)}")) from None


class Tools:
    """What assistants call. Their names, arguments and descriptions are what the server tells."""

    def __init__(self, programs: Programs) -> None:
        self._programs = programs
        self._limiter = anyio.CapacityLimiter(1)

    def explain_rule(
        self,
        rule: Annotated[
            str, Field(description="The id of a rule, a control (RDS.3, S3.1), or a policy of another pack.")
        ],
    ) -> Annotated[CallToolResult, Explained]:
        """The page of a rule, or of the rules that answer a control: why, what AWS rejects with its own error, options,
        and programs that are reported and accepted."""
        return _told(lambda: lookups.explain(rule, self._programs.rules()))

    def find_rules(self, words: _Words) -> Annotated[CallToolResult, FoundRules]:
        """Ids and summaries of the rules with these words, as ["s3", "public"]."""
        return _told(lambda: lookups.find(words, self._programs.rules()))

    def rejections(self, words: _Words) -> Annotated[CallToolResult, FoundRejections]:
        """What AWS rejects minutes into an update: by service, argument, or the text of an error that was seen."""
        return _told(lambda: lookups.rejected(words, self._programs.rules()))

    def versions(
        self,
        engine: Annotated[str, Field(description="Such as postgres, mysql, redis, kafka.")],
        region: Annotated[str | None, Field(description="The region to judge for; us-east-1 without it.")] = None,
    ) -> Annotated[CallToolResult, Versions]:
        """The versions of an engine that can be created in a region, the ends of their support, and which to use."""
        return _told(partial(lookups.versions, engine, region or "us-east-1"))

    async def check_program(
        self,
        path: _Path,
        stack: _Stack = None,
        config: _Config = {},  # noqa: B006 - the schema tells it, nothing changes it
        answers: _Answers = None,
        fail_on: Annotated[
            FailOn, Field(description="Which findings set `fails`; it changes nothing about what is listed.")
        ] = "mandatory",
        limit: Annotated[int, Field(ge=1, le=500, description="The most findings that the data lists.")] = 30,
    ) -> Annotated[CallToolResult, Checked]:
        """Checks a Pulumi Python program: what AWS would reject, and what production should not run with, each with the
        resource, file and line, and the fix. THIS RUNS THE PROGRAM, as a preview does, in a process of its own without
        the Pulumi CLI and without AWS credentials: nothing is deployed and AWS is not reached, but what else its code
        does, it does. Also takes the JSON file of an exported state, and then runs nothing."""
        program = Program(path, stack, config, answers)
        return await self._ended_with_the_call(partial(self._programs.check, program, fail_on, limit))

    async def fix_program(
        self,
        path: _Path,
        write: Annotated[bool, Field(description="Edit the files; without it there is only the patch.")] = False,
        resource: Annotated[str | None, Field(description="Only findings on resources of this logical name.")] = None,
        stack: _Stack = None,
        config: _Config = {},  # noqa: B006 - as above
        answers: _Answers = None,
    ) -> Annotated[CallToolResult, Fixed]:
        """Writes the findings' fixes into the program's Python source: as a patch, or with `write` into the files. A
        fix with which the program does not run, or that brings another mandatory finding, is left out. THIS RUNS
        THE PROGRAM, several times, as `check_program` does."""
        program = Program(path, stack, config, answers)
        fix = partial(self._programs.fix, program, resource or "", writes=write)
        return await self._ended_with_the_call(lambda processes: fix(processes=processes))

    async def _ended_with_the_call(self, work: Callable[[Processes], CallToolResult]) -> CallToolResult:
        """Does the work in a thread. Where the call is cancelled, or the client leaves, its program ends."""
        processes = Processes()
        try:
            return await anyio.to_thread.run_sync(
                partial(_told, partial(work, processes)), abandon_on_cancel=True, limiter=self._limiter
            )
        except anyio.get_cancelled_exc_class():
            processes.end()
            raise


def server_of(programs: Programs) -> MCPServer[Any]:
    """The server with its tools."""
    tools = Tools(programs)
    server = _Server(NAME, title="aws-guardrails", instructions=INSTRUCTIONS, version=version(), log_level="ERROR")
    looking: Sequence[tuple[Callable[..., CallToolResult], str]] = (
        (tools.explain_rule, "Explain a rule"),
        (tools.find_rules, "Find rules"),
        (tools.rejections, "Find what AWS rejects"),
        (tools.versions, "List an engine's versions"),
    )
    running: Sequence[tuple[Callable[..., Awaitable[CallToolResult]], str]] = (
        (tools.check_program, "Run and check a program"),
        (tools.fix_program, "Run a program and fix its source"),
    )
    for hints, offered in ((_LOOKS, looking), (_RUNS, running)):
        for tool, title in offered:
            described = " ".join((tool.__doc__ or "").split())
            server.add_tool(tool, title=title, description=described, annotations=hints)
    return server


def serve(roots: Roots, configuration: Callable[[], Configuration], *, warns: bool) -> None:
    """Serves until standard input ends. A signal ends what runs, and the process, which may still wait for input."""
    programs = Programs(roots, configuration, warns=warns)

    def leave(number: int) -> None:
        programs.end(_SECONDS_TO_END)
        os._exit(128 + number)

    with signals.handled_by(leave):
        server_of(programs).run("stdio")


def _told(work: Callable[[], CallToolResult]) -> CallToolResult:
    """The result; an error is one line. A traceback may show a secret, and the server's log would have it."""
    try:
        return work()
    except Exception as error:  # noqa: BLE001 - as the command line
        raise ToolError(printable(problem_of(error)[0])) from None
