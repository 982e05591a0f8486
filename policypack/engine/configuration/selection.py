"""Which rules a call asks for: by id or glob, without some, or only those that stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from policypack.engine.exemptions.exemption import matches_rule
from policypack.engine.settings import Setting, Settings
from policypack.model.records import record

Only: TypeAlias = Literal["mandatory", "rejections"]


@record(frozen=True, slots=True)
class Selection:
    """Ids or globs of the ``rules`` to ask (none: all) and of those ``skipped``; ``only`` those that stop a preview, or
    those that know what AWS rejects."""

    rules: Sequence[str] = ()
    skipped: Sequence[str] = ()
    only: Only | None = None

    def applied(self, settings: Settings) -> Settings:
        """The settings with every rule disabled that is not selected."""
        if self == EVERYTHING:
            return settings
        return replace(settings, rules=tuple(map(self._applied, settings.rules)))

    def _applied(self, setting: Setting) -> Setting:
        left_out = self._left_out(setting)
        return replace(setting, level="disabled", level_from=left_out) if left_out else setting

    def _left_out(self, setting: Setting) -> str:
        """The option that leaves the rule out; empty where none does."""
        names = (setting.rule.id, *setting.rule.aliases)

        def named(patterns: Sequence[str]) -> bool:
            return any(matches_rule(pattern, name) for pattern in patterns for name in names)

        if self.rules and not named(self.rules):
            return "--rule"
        if named(self.skipped):
            return "--skip"
        if self.only == "mandatory" and setting.level not in ("mandatory", "remediate"):
            return "--only mandatory"
        return "--only rejections" if self.only == "rejections" and not setting.rule.knows_rejections else ""


EVERYTHING = Selection()
