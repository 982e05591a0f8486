"""``fix``: the findings' fixes, written into the program's source."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from policypack.commands import FINE, FOUND
from policypack.commands.programs import add_program, add_target, run_of, style_of
from policypack.engine.configuration.commands import configuration_of
from policypack.errors import ConfigurationError
from policypack.reports.run import Run


def add_fix(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parser.description = (
        "Check a program as `preview` does, and write the findings' fixes into its Python source: as a"
        " patch, or with --write into the files. What cannot be placed safely is listed with the reason."
        " Exit status: 0 done, 1 the fix of a mandatory finding was not applied, 2 the program or the call is wrong."
    )
    add_target(parser)
    add_program(parser)
    parser.add_argument(
        "--resource", default="", metavar="NAME", help="only findings on resources of this logical name"
    )
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--diff", action="store_true", help="print the patch (the default)")
    way.add_argument("--write", action="store_true", help="edit the files")
    parser.set_defaults(run=_fix)


def _fix(options: argparse.Namespace) -> int:
    try:
        from policypack.fixing.command import fix  # noqa: PLC0415 - without LibCST, --help works all the same
    except ModuleNotFoundError as error:
        if error.name != "libcst":
            raise
        raise ConfigurationError("`fix` needs LibCST: install requirements/fix.txt, or aws-guardrails[fix].") from error
    if options.target.suffix == ".json":
        raise ConfigurationError(f"{options.target}: is a state; name the program whose source is to be fixed.")
    configuration = configuration_of(options)

    def again(contents: Mapping[Path, bytes]) -> Run:
        return run_of(options, options.target, configuration, contents)

    report, declined = fix(again({}), again, style_of(), resource=options.resource, writes=options.write)
    sys.stdout.write(report)
    return FOUND if declined else FINE
