"""The commands that tell of the rules, and those that write the pack's own files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policypack.engine.configuration.commands import PACK_FOLDER
from policypack.engine.index import FILE as INDEX
from policypack.engine.index import index_of, listed_rules
from policypack.engine.pack import PROJECT_FILE
from policypack.engine.registry import all_rules, find
from policypack.errors import ConfigurationError
from policypack.reports import changes, coverage, rejections, schemas
from policypack.reports.arguments_page import with_services_table
from policypack.reports.new_rule import write_new_rule
from policypack.reports.pages import page, rules_list, write_pages

FINE = 0


def add_rules(parser: argparse.ArgumentParser) -> None:
    """The command ``rules``."""
    parser.set_defaults(run=_rules)


def add_explain(parser: argparse.ArgumentParser) -> None:
    """The command ``explain``."""
    parser.add_argument("rule", metavar="ID", help="of a rule, a control (RDS.3), or a policy of another pack")
    parser.set_defaults(run=_explain)


def add_coverage(parser: argparse.ArgumentParser) -> None:
    """The command ``coverage``."""
    parser.add_argument("--framework", metavar="NAME", help="fsbp, cis-5.0, awsguard, ...; without it, a line for each")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=_coverage)


def add_rejections(parser: argparse.ArgumentParser) -> None:
    """The command ``rejections``."""
    parser.add_argument("words", nargs="*", metavar="WORD", help="of a service, an argument, or an error's text")
    parser.set_defaults(run=_rejections)


def add_changes(parser: argparse.ArgumentParser) -> None:
    """The command ``changes``."""
    parser.description = "List the rules that differ between two versions of the pack."
    told = "a folder, a wheel, or a revision of this checkout, as v0.1.0"
    parser.add_argument("old", metavar="OLD", help=told)
    parser.add_argument(
        "new", metavar="NEW", nargs="?", default=str(PACK_FOLDER), help="the same; default: this version"
    )
    parser.add_argument("--format", choices=changes.FORMATS, default="text")
    parser.set_defaults(run=_changes)


def add_schema(parser: argparse.ArgumentParser) -> None:
    """The command ``schema``."""
    parser.description = "Print the JSON schema of a file, for editors."
    parser.add_argument("name", choices=schemas.SCHEMAS, help="guardrails: guardrails.yaml; answers: a file of answers")
    parser.set_defaults(run=_schema)


def add_docs(parser: argparse.ArgumentParser) -> None:
    """The command ``docs``."""
    parser.add_argument("--to", type=Path, metavar="DIR", help="write them into another folder, and leave the checkout")
    parser.set_defaults(run=_docs)


def add_new_rule(parser: argparse.ArgumentParser) -> None:
    """The command ``new-rule``."""
    parser.add_argument("rule", metavar="ID", help="service-thing-quality")
    parser.add_argument("--service", required=True, metavar="NAME", help="its folder: s3, rds, vpc, ...")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--stack", dest="kind", action="store_const", const="stack", help="it needs other resources, too")
    form.add_argument("--rows", dest="kind", action="store_const", const="rows", help="a table of what AWS rejects")
    parser.set_defaults(run=_new_rule)


def checkout(command: str, otherwise: str = "", folder: Path = PACK_FOLDER) -> Path:
    """The checkout that this pack runs from. ConfigurationError where it is an installed package."""
    if not (folder / PROJECT_FILE).is_file():
        raise ConfigurationError(
            f"`{command}` writes into a checkout of the pack, and this one is installed in {folder}{otherwise}."
        )
    return folder


def _changes(options: argparse.Namespace) -> int:
    old, new = (changes.rules_of(one, PACK_FOLDER) for one in (options.old, options.new))
    sys.stdout.write(changes.FORMATS[options.format](changes.changes(old, new)))
    return FINE


def _schema(options: argparse.Namespace) -> int:
    sys.stdout.write(schemas.written(options.name, listed_rules()))
    return FINE


def _rules(_: argparse.Namespace) -> int:
    sys.stdout.write(rules_list(all_rules()))
    return FINE


def _explain(options: argparse.Namespace) -> int:
    rule = find(options.rule, all_rules())
    found = [rule] if rule is not None else coverage.answering(options.rule, all_rules())
    if not found:
        why = coverage.why_not(options.rule)
        raise ConfigurationError(why or f"{options.rule}: no such rule; see `python -m policypack rules`.")
    sys.stdout.write("\n".join(map(page, found)))
    return FINE


def _coverage(options: argparse.Namespace) -> int:
    if options.framework is None and options.format == "text":
        sys.stdout.write(coverage.summary(all_rules()))
        return FINE
    names = coverage.frameworks() if options.framework is None else (options.framework,)
    told = [coverage.coverage(name, all_rules()) for name in names]
    if options.format == "text":
        sys.stdout.write(coverage.as_text(told[0]))
    elif options.framework is None:
        sys.stdout.write(f"[{','.join(map(coverage.as_json, told))}]\n")
    else:
        sys.stdout.write(f"{coverage.as_json(told[0])}\n")
    return FINE


def _rejections(options: argparse.Namespace) -> int:
    found = rejections.search(all_rules(), options.words)
    sys.stdout.write(found or f"The pack knows no rejection with {' and '.join(options.words)}.\n")
    return FINE


def _docs(options: argparse.Namespace) -> int:
    folder: Path = options.to or checkout("docs", "; name a folder by --to") / "docs"
    count = write_pages(folder, all_rules())
    if options.to is None:
        INDEX.write_text(index_of(all_rules()), encoding="utf-8")
        for name in schemas.SCHEMAS:
            (folder / f"{name}.schema.json").write_text(schemas.written(name, listed_rules()), encoding="utf-8")
        arguments = folder / "arguments.md"
        arguments.write_text(with_services_table(arguments.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{count} pages written to {folder}.\n")
    return FINE


def _new_rule(options: argparse.Namespace) -> int:
    services = checkout("new-rule") / "policypack" / "aws"
    file = write_new_rule(options.rule, services / options.service, kind=options.kind or "resource")
    sys.stdout.write(f"{file} written: fill it in, then run ./guardrails test -k {options.rule}\n")
    return FINE
