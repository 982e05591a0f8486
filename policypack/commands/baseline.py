"""``baseline``: today's findings, so that only new ones stop."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policypack.commands import FINE
from policypack.commands.programs import add_program, add_target, run_of
from policypack.documents.files import write_text
from policypack.engine.configuration.commands import configuration_of
from policypack.engine.exemptions.baseline import Entry, read_baseline, render_baseline, violations
from policypack.engine.registry import all_rules
from policypack.errors import ConfigurationError


def add_baseline(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parser.description = (
        "Check a program as `preview` does and write down what is found and not exempted otherwise:"
        " rule, URN and property, no values. Name the file as `baseline` in guardrails.yaml."
    )
    add_target(parser, optional=True)
    parser.add_argument(
        "--from",
        dest="reports",
        action="append",
        type=Path,
        default=[],
        metavar="REPORT",
        help="record what a JSON report or SARIF of this pack has, of any number of stacks; may be repeated",
    )
    add_program(parser)
    parser.add_argument("--out", type=Path, default=Path("guardrails-baseline.json"), metavar="FILE")
    parser.set_defaults(run=_baseline)


def _baseline(options: argparse.Namespace) -> int:
    if (options.target is None) != bool(options.reports):
        raise ConfigurationError("baseline: name a program, or reports by --from REPORT.")
    recorded = {one for file in options.reports for one in read_baseline(file).entries}
    entries = recorded if options.reports else _of_program(options)
    try:
        write_text(options.out, render_baseline(entries))
    except OSError as error:
        raise ConfigurationError(f"--out {options.out}: cannot be written ({type(error).__name__}).") from error
    count = len(entries)
    sys.stdout.write(f"{count} finding{'' if count == 1 else 's'} recorded in {options.out}.\n")
    return FINE


def _of_program(options: argparse.Namespace) -> set[Entry]:
    run = run_of(options, options.target, configuration_of(options).without_baseline())
    return violations(run.findings, [rule.id for rule in all_rules()])
