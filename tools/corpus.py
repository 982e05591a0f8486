"""Runs the example programs in pulumi-aws's own documentation, and shows what the pack would stop in them.

    python -m tools.corpus [--part N/M] [--services s3,rds] [--out FILE.json]

A rejection that fires on such a program is a wrong alarm, or an example that AWS really rejects: each is looked at by a
person. Programs that do not run (parts of larger ones, other languages' names) are counted and left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from policypack.catalog.catalog import load_catalog
from policypack.engine.findings import Outcome
from policypack.engine.judge import Judge
from policypack.engine.registry import all_rules
from policypack.engine.settings import default_settings
from policypack.errors import GuardrailsError
from tests.examples import FORESEEN, run
from tools.literals.python_programs import documented_programs

_CONFIG = (("aws:region", "us-east-1"),)


def main() -> int:
    """Print each finding that would stop a program, then how many ran."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", default="1/1", metavar="N/M", help="the N-th of M parts")
    parser.add_argument("--services", default="", metavar="NAMES", help="modules of pulumi_aws, with commas between")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the findings as JSON")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    settings = default_settings(all_rules())
    counts: Counter[str] = Counter()
    found: list[dict[str, str]] = []
    for number, (place, text) in enumerate(documented_programs(frozenset(filter(None, options.services.split(","))))):
        if number % parts != part - 1:
            continue
        try:
            stack, deployment = run(text, _CONFIG, FORESEEN)
        except (GuardrailsError, SyntaxError):
            counts["did not run"] += 1
            continue
        counts["ran"] += 1
        judge = Judge(settings, deployment, load_catalog())
        findings = [one for resource in stack.resources for one in judge.judge_resource(resource)]
        for one in (*findings, *judge.judge_stack(stack)):
            if one.outcome is Outcome.CRASHED or (one.outcome is Outcome.VIOLATED and one.rejects is not None):
                found.append(
                    {
                        "place": place,
                        "rule": one.rule,
                        "at": one.at,
                        "resource": one.resource_name,
                        "says": one.explained,
                    }
                )
                sys.stdout.write(f"{place} {one.rule} {one.resource_name}.{one.at}: {one.explained}\n")
                sys.stdout.flush()
    if options.out:
        options.out.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(f"{counts['ran']} programs ran, {counts['did not run']} did not; {len(found)} findings.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
