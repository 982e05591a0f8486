"""``fix``: the findings' fixes, written into the program's source."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from policypack.commands import FINE, FOUND
from policypack.commands.configuration import Settings, configuration_options
from policypack.commands.options import FILE, at_most_one, command
from policypack.commands.programs import TARGET, Call, Program, Stack, program_options, stack_options, style_of
from policypack.errors import ConfigurationError
from policypack.reports.run import Run


@command("fix", examples=("fix .", "fix . --resource orders --write"))
@click.argument("target", type=FILE, metavar="TARGET", help=TARGET)
@click.option("--resource", default="", metavar="NAME", help="only findings on resources of this logical name")
@click.option("--diff", is_flag=True, help="print the patch (the default)")
@click.option("--write", is_flag=True, help="edit the files")
@stack_options
@program_options
@configuration_options
def fix(
    target: Path, resource: str, diff: bool, write: bool, stack: Stack, program: Program, settings: Settings
) -> int:
    """Check a program as `preview` does, and write the findings' fixes into its Python source: as a patch, or with
    --write into the files. What cannot be placed safely is listed with the reason.

    Exit status: 0 done, 1 the fix of a mandatory finding was not applied, 2 the program or the call is wrong."""
    at_most_one(diff=diff, write=write)
    try:
        from policypack.fixing.command import fix as fixed  # noqa: PLC0415 - without LibCST, --help works all the same
    except ModuleNotFoundError as error:
        if error.name != "libcst":
            raise
        raise ConfigurationError("`fix` needs LibCST: install requirements/fix.txt, or aws-guardrails[fix].") from error
    if target.suffix == ".json":
        raise ConfigurationError(f"{target}: is a state; name the program whose source is to be fixed.")
    call, configuration = Call(stack, program, settings), settings.configuration()

    def again(contents: Mapping[Path, bytes]) -> Run:
        return call.run(target, configuration, contents)

    report, declined = fixed(again({}), again, style_of(), resource=resource, writes=write)
    sys.stdout.write(report)
    return FOUND if declined else FINE
