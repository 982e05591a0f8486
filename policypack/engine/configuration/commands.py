"""The settings that every command which judges takes, from the same places as the engine's pack."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import get_args

from policypack.engine.configuration.configuration import Configuration, with_organization_file
from policypack.engine.configuration.file_place import FILE_NAME, VARIABLE
from policypack.engine.configuration.selection import Only, Selection
from policypack.engine.index import listed_rules
from policypack.engine.presets import MEANINGS, PRESETS
from policypack.model.languages import LANGUAGES

PACK_FOLDER = Path(__file__).resolve().parents[3]
"""The pack's own folder, where its ``guardrails.yaml`` stands."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Lets a command take the organization's file and the engine's policy configuration."""
    parser.add_argument(
        "--guardrails",
        type=Path,
        metavar="FILE",
        help=f"the organization's settings; default: the file that {VARIABLE} names, else the pack's {FILE_NAME}",
    )
    parser.add_argument(
        "--preset",
        choices=PRESETS,
        help="levels of the rules that no setting names: " + " ".join(f"{name}: {MEANINGS[name]}" for name in PRESETS),
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, help="the language of fixes and of names in messages; default: the program's"
    )
    parser.add_argument(
        "--rule", action="append", default=[], metavar="ID", help="ask only this rule, or a glob of rules"
    )
    parser.add_argument(
        "--skip", action="append", default=[], metavar="ID", help="leave out this rule, or a glob of rules"
    )
    parser.add_argument(
        "--only", choices=get_args(Only), help="ask only mandatory rules, or only those that know what AWS rejects"
    )
    parser.add_argument(
        "--policy-pack-config", type=Path, metavar="FILE", help="policy configuration, as `pulumi preview` takes it"
    )


def configuration_of(options: argparse.Namespace) -> Configuration:
    """The configuration that a call asks for. Raises ConfigurationError where it is wrong."""
    configuration = Configuration(listed_rules())
    if options.guardrails is not None:
        configuration = configuration.with_file(options.guardrails)
    else:
        configuration = with_organization_file(configuration, PACK_FOLDER, os.environ)
    if options.preset is not None:
        configuration = configuration.with_preset(options.preset)
    if options.language is not None:
        configuration = configuration.with_language(options.language)
    configuration = configuration.selecting(Selection(options.rule, options.skip, options.only))
    given: Path | None = options.policy_pack_config
    return configuration if given is None else configuration.with_policy_file(given)
