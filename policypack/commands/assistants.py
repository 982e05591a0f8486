"""``mcp``: a server for coding assistants."""

from __future__ import annotations

from pathlib import Path

import click

from policypack.assistants.places import roots_of
from policypack.commands import FINE
from policypack.commands.configuration import Settings, configuration_options
from policypack.commands.options import FILE, command
from policypack.errors import ConfigurationError

_LIBRARIES = ("anyio", "libcst", "mcp", "mcp_types", "pydantic")


@command("mcp", examples=("mcp", "mcp --root infrastructure --preset strict"))
@click.option(
    "--root",
    "roots",
    type=FILE,
    multiple=True,
    metavar="DIR",
    help="a folder in which programs may be checked and fixed; may be repeated; default: this folder",
)
@configuration_options
def mcp(roots: tuple[Path, ...], settings: Settings) -> int:
    """Serve coding assistants by the Model Context Protocol, on standard input and output: a client starts this command
    and asks for rules, versions, and checks and fixes of programs."""
    folders = roots_of(roots, Path.cwd())
    settings.configuration()  # What is wrong with it is told before a client waits for the server.
    try:
        from policypack.assistants.server import serve  # noqa: PLC0415 - without the SDK, --help works all the same
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise ConfigurationError(
            "`mcp` needs the MCP SDK and LibCST: install requirements/mcp.txt and requirements/fix.txt, or"
            " aws-guardrails[mcp]."
        ) from error
    serve(folders, settings.configuration, warns=settings.guardrails is None)
    return FINE
