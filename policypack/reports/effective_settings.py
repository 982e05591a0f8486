"""Every effective setting and the place that it came from, for people."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from policypack.engine.settings import DEFAULT, PackSetting, Setting, Settings
from policypack.model.texts import one_line


def render_settings(settings: Settings, today: date) -> str:
    """All rules and policies with level and options, then what concerns the pack as a whole; ends in a newline."""
    named: list[tuple[str, Setting | PackSetting]] = [(one.rule.id, one) for one in settings.rules]
    named += [(one.policy.id, one) for one in settings.policies]
    width = max((len(name) for name, _ in named), default=0)
    lines = [line for name, one in named for line in _setting(name, one, width)]
    return "\n".join(map(one_line, [*lines, "", *_whole(settings, today)])) + "\n"


def _setting(name: str, setting: Setting | PackSetting, width: int) -> Iterator[str]:
    yield f"{name:<{width}}  {setting.level:<9}  {setting.level_from}"
    yield from _options(setting.written, setting.options_from)


def _options(options: Mapping[str, Any], places: Mapping[str, str]) -> Iterator[str]:
    for key, value in options.items():
        yield f"    {key} = {json.dumps(value, ensure_ascii=False)}  ({places.get(key, DEFAULT)})"


def _whole(settings: Settings, today: date) -> Iterator[str]:
    exemptions = settings.exemptions
    yield f"language of fixes: {settings.language or 'that of the program'}"
    yield f"a rule that fails counts {'at its level' if settings.failures_count else 'as advisory'}"
    yield "stacks may set the levels of: " + (", ".join(exemptions.stacks_may_set_levels) or "nothing")
    yield "stacks may set the options of: " + (", ".join(exemptions.stacks_may_set_options) or "nothing")
    yield "stacks and programs may exempt: " + (", ".join(exemptions.stacks_may_exempt) or "nothing")
    yield f"exemptions end within: {f'{exemptions.max_days} days' if exemptions.max_days else 'no limit'}"
    if exemptions.baseline.file:
        yield f"baseline: {exemptions.baseline.file} ({len(exemptions.baseline.entries)} findings)"
    else:
        yield "baseline: none"
    for one in exemptions.listed:
        over = " [over]" if one.has_expired(today) else ""
        yield f"exempted{over}: {one} ({one.description})  {one.where}"
