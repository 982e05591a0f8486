"""The commands that tell of the rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policypack.commands import FINE
from policypack.commands.configuration import configuration_of, organization_option
from policypack.commands.options import command
from policypack.commands.values import frameworks_and_packs, rule_ids
from policypack.engine.configuration.file_place import PACK_FOLDER
from policypack.engine.index import loaded
from policypack.reports import changes, coverage, rejections, schemas
from policypack.reports.lookup import explained
from policypack.reports.pages import page, rules_list
from policypack.rule import AnyRule

_TOLD = "a folder, a wheel, or a revision of this checkout, as v0.1.0"


@command("rules", examples=("rules",))
@organization_option
def list_rules(guardrails: Path | None) -> int:
    """List the rules, those of the organization among them."""
    sys.stdout.write(rules_list(_rules(guardrails)))
    return FINE


@command("explain", examples=("explain rds-storage-gp3", "explain RDS.3"))
@click.argument(
    "rule", metavar="ID", shell_complete=rule_ids, help="of a rule, a control (RDS.3), or a policy of another pack"
)
@organization_option
def explain(rule: str, guardrails: Path | None) -> int:
    """Show the page of a rule, or of those that answer a control."""
    sys.stdout.write("\n".join(map(page, explained(rule, _rules(guardrails)))))
    return FINE


@command("coverage", examples=("coverage", "coverage --framework cis-5.0"))
@click.option(
    "--framework",
    metavar="NAME",
    shell_complete=frameworks_and_packs,
    help="fsbp, cis-5.0, awsguard, ...; without it, a line for each",
)
@click.option("--format", type=click.Choice(("text", "json")), default="text", help="default: text")
@organization_option
def show_coverage(framework: str | None, format: str, guardrails: Path | None) -> int:
    """Show how much of a framework, or of another pack, the rules answer."""
    rules = _rules(guardrails)
    if framework is None and format == "text":
        sys.stdout.write(coverage.summary(rules))
        return FINE
    names = coverage.frameworks() if framework is None else (framework,)
    told = [coverage.coverage(name, rules) for name in names]
    if format == "text":
        sys.stdout.write(coverage.as_text(told[0]))
    elif framework is None:
        sys.stdout.write(f"[{','.join(map(coverage.as_json, told))}]\n")
    else:
        sys.stdout.write(f"{coverage.as_json(told[0])}\n")
    return FINE


@command("rejections", examples=("rejections sqs fifo_queue", "rejections 'Cannot find version'"))
@click.argument("words", nargs=-1, metavar="[WORD]...", help="of a service, an argument, or an error's text")
@organization_option
def list_rejections(words: tuple[str, ...], guardrails: Path | None) -> int:
    """List what AWS rejects and the pack stops first."""
    found = rejections.search(_rules(guardrails), words)
    sys.stdout.write(found or f"The pack knows no rejection with {' and '.join(words)}.\n")
    return FINE


@command("changes", examples=("changes v0.1.0 --format markdown",))
@click.argument("old", metavar="OLD", help=_TOLD)
@click.argument("new", metavar="[NEW]", default=str(PACK_FOLDER), help="the same; default: this version")
@click.option("--format", type=click.Choice(changes.FORMATS), default="text", help="default: text")
def list_changes(old: str, new: str, format: str) -> int:
    """List the rules that differ between two versions of the pack."""
    before, after = (changes.rules_of(one, PACK_FOLDER) for one in (old, new))
    sys.stdout.write(changes.FORMATS[format](changes.changes(before, after)))
    return FINE


@command("schema", examples=("schema guardrails",))
@click.argument(
    "name",
    type=click.Choice(schemas.SCHEMAS),
    help="guardrails: guardrails.yaml; rule: a rule of rows, in YAML; answers: a file of answers",
)
@organization_option
def schema(name: str, guardrails: Path | None) -> int:
    """Print the JSON schema of a file, for editors."""
    sys.stdout.write(schemas.written(name, configuration_of(guardrails).rules))
    return FINE


def _rules(guardrails: Path | None) -> tuple[AnyRule, ...]:
    """All rules, those of the organization among them."""
    return tuple(map(loaded, configuration_of(guardrails).rules))
