"""The settings that every command which judges takes, from the same places as the engine's pack."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import click

from policypack.commands.options import FILE, section, together
from policypack.commands.values import rule_ids
from policypack.engine.configuration.configuration import Configuration, with_organization_file
from policypack.engine.configuration.file_place import FILE_NAME, PACK_FOLDER, VARIABLE
from policypack.engine.configuration.selection import Only, Selection
from policypack.engine.index import listed_rules
from policypack.engine.presets import MEANINGS, PRESETS, Preset
from policypack.model.languages import LANGUAGES, Language
from policypack.model.records import record

_option = section("Rules and settings")


@record(frozen=True, slots=True)
class Settings:
    """What a call says of the configuration."""

    guardrails: Path | None
    preset: Preset | None
    language: Language | None
    rule: tuple[str, ...]
    skip: tuple[str, ...]
    only: Only | None
    policy_pack_config: Path | None

    def configuration(self) -> Configuration:
        """The configuration that the call asks for. Raises ConfigurationError where it is wrong."""
        configuration = configuration_of(self.guardrails)
        if self.preset is not None:
            configuration = configuration.with_preset(self.preset)
        if self.language is not None:
            configuration = configuration.with_language(self.language)
        configuration = configuration.selecting(Selection(self.rule, self.skip, self.only))
        given = self.policy_pack_config
        return configuration if given is None else configuration.with_policy_file(given)


def configuration_of(guardrails: Path | None) -> Configuration:
    """What the organization's file says, which the call may name. Raises ConfigurationError where it is wrong."""
    return with_organization_file(Configuration(listed_rules()), PACK_FOLDER, os.environ, guardrails)


organization_option = _option(
    "--guardrails",
    type=FILE,
    metavar="FILE",
    help=f"the organization's settings; default: the file that {VARIABLE} names, else the pack's {FILE_NAME}",
)
configuration_options = together(
    "settings",
    Settings,
    [
        organization_option,
        _option(
            "--preset",
            type=click.Choice(PRESETS),
            help="levels of the rules that no setting names: "
            + " ".join(f"{name}: {MEANINGS[name]}" for name in PRESETS),
        ),
        _option(
            "--language",
            type=click.Choice(LANGUAGES),
            help="the language of fixes and of names in messages; default: the program's",
        ),
        _option(
            "--rule",
            multiple=True,
            metavar="ID",
            shell_complete=rule_ids,
            help="ask only this rule, or a glob of rules; may be repeated",
        ),
        _option(
            "--skip",
            multiple=True,
            metavar="ID",
            shell_complete=rule_ids,
            help="leave out this rule, or a glob of rules; may be repeated",
        ),
        _option(
            "--only",
            type=click.Choice(get_args(Only)),
            help="ask only mandatory rules, or only those that know what AWS rejects",
        ),
        _option(
            "--policy-pack-config",
            type=FILE,
            metavar="FILE",
            help="policy configuration, as `pulumi preview` takes it",
        ),
    ],
)
"""The organization's file and the engine's policy configuration, as ``settings``."""
