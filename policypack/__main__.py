"""The commands of the pack: ``python -m policypack``, ``aws-guardrails``, ``./guardrails``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TextIO, cast

import click

from policypack import signals
from policypack.commands import FINE, WRONG
from policypack.commands.complaints import complain, write_error
from policypack.commands.completion import answer, asked
from policypack.commands.helps import colour
from policypack.commands.lazy import Command, LazyGroup
from policypack.errors import problem_of
from policypack.output import Output, OutputError, forget, keep_descriptors
from policypack.version import version

NAMES = ("guardrails", "aws-guardrails")
"""What an installed pack is called by."""
CHECK, RULES, SETTINGS, REPORTS = "Check", "Rules", "Settings", "Reports"
KNOWLEDGE, CONTRIBUTE = "What is known of AWS", "Contribute"
_HOME = "policypack.commands"
COMMANDS = (
    Command("preview", "check programs without the CLI, credentials or network", f"{_HOME}.preview:preview", CHECK),
    Command("audit", "check the states of deployed stacks", f"{_HOME}.audit:audit", CHECK),
    Command("fix", "apply the findings' fixes to the program's source", f"{_HOME}.fix:fix", CHECK),
    Command("mcp", "serve coding assistants, by the Model Context Protocol", f"{_HOME}.assistants:mcp", CHECK),
    Command("rules", "list the rules", f"{_HOME}.rules:list_rules", RULES),
    Command("explain", "show the page of a rule, or of those that answer a control", f"{_HOME}.rules:explain", RULES),
    Command(
        "coverage",
        "show how much of a framework, or of another pack, is answered",
        f"{_HOME}.rules:show_coverage",
        RULES,
    ),
    Command("rejections", "list what AWS rejects and the pack stops first", f"{_HOME}.rules:list_rejections", RULES),
    Command("rejects", None, f"{_HOME}.rules:list_rejections"),  # The name that it had.
    Command("changes", "list the rules that differ between two versions", f"{_HOME}.rules:list_changes", RULES),
    Command("config", "show the effective configuration", f"{_HOME}.config:config", SETTINGS),
    Command("baseline", "record today's findings, so that only new ones stop", f"{_HOME}.baseline:baseline", SETTINGS),
    Command("answers", "list what nothing answers offline, as a file to fill in", f"{_HOME}.answers:answers", SETTINGS),
    Command("schema", "print the JSON schema of a file, for editors", f"{_HOME}.rules:schema", SETTINGS),
    Command("completion", "let the shell complete what is typed", f"{_HOME}.completion:completion", SETTINGS),
    Command("report", "show reports again, together and in any format", f"{_HOME}.report:report", REPORTS),
    Command("trend", "show how findings change from run to run", f"{_HOME}.trend:trend", REPORTS),
    Command("catalog", "show what is known of regions, and refresh it", f"{_HOME}.catalog:catalog", KNOWLEDGE),
    Command(
        "versions", "list an engine's versions, and how long AWS supports them", f"{_HOME}.versions:versions", KNOWLEDGE
    ),
    Command("constraints", "rows of what AWS's models say of arguments", f"{_HOME}.constraints:constraints", KNOWLEDGE),
    Command(
        "docs",
        "write the pages of rules and commands into a checkout",
        f"{_HOME}.contributing:docs",
        CONTRIBUTE,
    ),
    Command(
        "new-rule",
        "write the file of a new rule into a checkout of the pack",
        f"{_HOME}.contributing:new_rule",
        CONTRIBUTE,
    ),
