"""``baseline``: today's findings, so that only new ones stop."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policypack.commands import FINE
from policypack.commands.configuration import Settings, configuration_options
from policypack.commands.options import FILE, command
from policypack.commands.programs import TARGET, Call, Program, Stack, program_options, stack_options
from policypack.documents.files import write_text
from policypack.engine.exemptions.baseline import read_baseline, render_baseline, violations
from policypack.errors import ConfigurationError


@command("baseline", examples=("baseline . --stack prod", "baseline --from report.json --out guardrails-baseline.json"))
@click.argument("target", required=False, type=FILE, metavar="[TARGET]", help=TARGET)
@click.option(
    "--from",
    "reports",
    multiple=True,
    type=FILE,
    metavar="REPORT",
    help="record what a JSON report or SARIF of this pack has, of any number of stacks; may be repeated",
)
@click.option(
    "--out",
    type=FILE,
    default="guardrails-baseline.json",
    metavar="FILE",
    help="the file that is written; default: guardrails-baseline.json",
)
@stack_options
@program_options
@configuration_options
def baseline(
    target: Path | None, reports: tuple[Path, ...], out: Path, stack: Stack, program: Program, settings: Settings
) -> int:
    """Check a program as `preview` does and write down what is found and not exempted otherwise: rule, URN and
    property, no values. Name the file as `baseline` in guardrails.yaml."""
    if (target is None) != bool(reports):
        raise ConfigurationError("baseline: name a program, or reports by --from REPORT.")
    if target is None:
        entries = {one for file in reports for one in read_baseline(file).entries}
    else:
        configuration = settings.configuration().without_baseline()
        run = Call(stack, program, settings).run(target, configuration)
        entries = violations(run.findings, [rule.id for rule in configuration.rules])
    try:
        write_text(out, render_baseline(entries))
    except OSError as error:
        raise ConfigurationError(f"--out {out}: cannot be written ({type(error).__name__}).") from error
    count = len(entries)
    sys.stdout.write(f"{count} finding{'' if count == 1 else 's'} recorded in {out}.\n")
    return FINE
