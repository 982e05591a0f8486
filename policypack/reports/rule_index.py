"""The index of the rules' pages: by service, as the folders of the rules are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from policypack.engine.registry import all_rules, location
from policypack.reports import rejections
from policypack.rule import AnyRule

FILE: Final = "README.md"
"""The name of a folder's index, on GitHub and in the site."""
_SEVERAL: Final = "Several services"
_TITLES: Final[Mapping[str, str]] = {
    "arguments": "Every service",
    "passwords": "Passwords",
    "practices": _SEVERAL,
    "stacks": "Whole stacks",
    "vpc": "VPC",
}
"""Titles of the folders that are not named after the service that most of their rejections are of."""


def page(rules: Sequence[AnyRule], made: str) -> str:
    """``docs/rules/README.md``: a table of each service's rules; ``made`` is the first line."""
    by_service = _by_service(rules)
    rejected = {one.service for rule in rules for one in rule.rejections}
    levels = Counter(rule.level for rule in rules)
    parts = [
        made,
        "# Rules",
        f"{len(rules)} rules: {levels['mandatory']} are mandatory by default, {levels['advisory']} advisory,"
        f" {levels['disabled']} disabled. [Configuration](../configuration.md) says how to change levels and options.",
        "Each page says what the rule demands and why, AWS's own errors, the options, and programs that it reports,"
        " accepts, and cannot decide yet: a comment names the property. `./guardrails explain RULE` prints the same in"
        " a terminal.",
        " · ".join(f"[{service}](#{anchor(service)})" for service in by_service),
    ]
    for service, own in by_service.items():
        rows = [f"| [{rule.id}]({rule.id}.md) | {rule.level} | {rule.summary} |" for rule in own]
        parts.append(f"## {service}")
        if service in rejected:
            parts.append(f"[What AWS rejects](../{rejections.FOLDER}/{rejections.slug(service)}.md)")
        parts.append("\n".join(["| rule | level | demands |", "| --- | --- | --- |", *rows]))
    return "\n\n".join(parts) + "\n"


def way_to(rule: AnyRule) -> str:
    """The way from the index to the page of a rule, with links."""
    service = service_of(rule)
    return f"[Rules]({FILE}) / [{service}]({FILE}#{anchor(service)})"


def service_of(rule: AnyRule) -> str:
    """The heading under which the index has the rule."""
    file = location(rule.id)
    return _folders()[file.parent.parent.name] if file is not None else "Your own rules"


def anchor(heading: str) -> str:
    """The anchor of a heading, as GitHub and the site make it."""
    return re.sub(r"[^\w-]", "", heading.lower().replace(" ", "-"))


def _by_service(rules: Sequence[AnyRule]) -> Mapping[str, list[AnyRule]]:
    found: dict[str, list[AnyRule]] = {}
    for rule in rules:
        found.setdefault(service_of(rule), []).append(rule)
    return {service: found[service] for service in sorted(found, key=str.lower)}


@cache
def _folders() -> Mapping[str, str]:
    """Folder of rules -> its title: the service that most of its rejections are of."""
    services: dict[str, Counter[str]] = {}
    for rule in all_rules():
        file = location(rule.id)
        if file is not None:
            own = services.setdefault(file.parent.parent.name, Counter())
            own.update(one.service for one in rule.rejections)
    return {
        folder: _TITLES.get(folder) or (own.most_common(1)[0][0] if own else folder.rstrip("_").capitalize())
        for folder, own in services.items()
    }
