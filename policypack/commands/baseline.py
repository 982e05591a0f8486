"""``baseline``: today's findings, so that only new ones stop."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policypack.commands import FINE
from policypack.commands.programs import add_program, add_target, run_of
from policypack.documents.files import write_text
from policypack.engine.configuration.commands import configuration_of
from policypack.engine.exemptions.baseline import read_baseline, render_baseline
from policypack.engine.registry import all_rules
from policypack.errors import ConfigurationError


def add_baseline(parser: argparse.ArgumentParser) -> None:
    """Adds what it takes."""
    parser.description = (
        "Check a program as `preview` does and write down what is found and not exempted otherwise:"
        " rule, URN and property, no values. Name the file as `baseline` in guardrails.yaml."
    )
    add_target(parser)
    add_program(parser)
    parser.add_argument("--out", type=Path, default=Path("guardrails-baseline.json"), metavar="FILE")
    parser.set_defaults(run=_baseline)


def _baseline(options: argparse.Namespace) -> int:
    run = run_of(options, options.target, configuration_of(options).without_baseline())
    recorded = render_baseline(run.findings, [rule.id for rule in all_rules()])
    try:
        write_text(options.out, recorded)
    except OSError as error:
        raise ConfigurationError(f"--out {options.out}: cannot be written ({type(error).__name__}).") from error
    count = len(read_baseline(options.out).entries)
    sys.stdout.write(f"{count} finding{'' if count == 1 else 's'} recorded in {options.out}.\n")
    return FINE
