"""What AWS rejects, for people: a search in the terminal, and a page for each service."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from policypack.aws.arguments.judging import rejections as data_rejections
from policypack.aws.arguments.rows import each_type
from policypack.model.rejections import Rejection
from policypack.model.resources import short_type
from policypack.reports.references import as_link
from policypack.rule import AnyRule

INDEX = "rejections.md"
FOLDER = "rejections"


def search(rules: Iterable[AnyRule], words: Sequence[str]) -> str:
    """What :func:`matching` finds, for a terminal."""
    return "".join(
        f"{one.service}: {condition}\n  {one.error}\n  {rule}  {one.source}\n"
        for rule, condition, one in matching(rules, words)
    )


def matching(rules: Iterable[AnyRule], words: Sequence[str]) -> Iterator[tuple[str, str, Rejection]]:
    """The rejections in which each of the words is: in the service, in what is rejected, in AWS's error or in the rule;
    each after the rule's id and what is rejected.

    Words are compared without case, blanks and punctuation, so that ``fifo_queue`` finds ``fifoQueue``, and an error as
    it was copied finds the one of the page. Rows of data are found by words alone, not listed without.
    """
    wanted = [one for one in map(plain, words) if one]
    known = [(rule.id, one.condition, one) for rule in rules for one in rule.rejections]
    for rule, condition, one in (*known, *(_of_data() if wanted else ())):
        if all(word in plain(f"{one.service} {condition} {one.error} {rule}") for word in wanted):
            yield rule, condition, one


def _of_data() -> Iterator[tuple[str, str, Rejection]]:
    for rows in each_type():
        for one, certain in data_rejections(rows):
            rule = "aws-arguments-valid" if certain else "aws-arguments-documented"
            yield rule, f"{short_type(rows.type)} {one.condition}", one


def table(rules: Iterable[AnyRule], *, service: str = "", rules_folder: str = "") -> str:
    """Everything that AWS rejects and a rule stops first, or that one service does; with links to the rules' pages
    where the folder of these is given."""
    columns = ["what AWS rejects", "its error", "rule and source" if rules_folder else "source"]
    columns = [*([] if service else ["service"]), *columns]
    rows = [
        [
            *([] if service else [one.service]),
            one.condition,
            _code(one.error),
            f"[{rule.id}]({rules_folder}/{rule.id}.md), {as_link(one.source)}" if rules_folder else as_link(one.source),
        ]
        for rule, one in _all(rules)
        if service in ("", one.service)
    ]
    return _markdown([columns, ["---"] * len(columns), *sorted(rows)])


def pages(rules: Sequence[AnyRule], made: str) -> Mapping[str, str]:
    """The index and the page of each service, by their paths in ``docs``; ``made`` is the first line of each."""
    counts: dict[str, int] = {}
    for _, one in _all(rules):
        counts[one.service] = counts.get(one.service, 0) + 1
    services = sorted(counts)
    index = [["service", "rejections"], ["---", "---"]]
    index += [[f"[{service}]({FOLDER}/{slug(service)}.md)", str(counts[service])] for service in services]
    found = {
        INDEX: [
            "# What AWS rejects",
            f"{sum(counts.values())} mistakes that AWS rejects in an update, minutes after it began, and that the pack"
            " stops in the preview. `./guardrails rejections WORDS` searches them: by service, by argument, or by the"
            " text of an error.",
            _markdown(index),
        ]
    }
    for service in services:
        rows = table(rules, service=service, rules_folder="../rules")
        way = f"[What AWS rejects](../{INDEX}) / {service}"
        found[f"{FOLDER}/{slug(service)}.md"] = [way, f"# What {_with_article(service)} rejects", rows]
    return {path: "\n\n".join([made, *parts]) for path, parts in found.items()}


def slug(service: str) -> str:
    """The name of a service's page: ``elastic-load-balancing``."""
    return service.lower().replace(" ", "-")


def _with_article(service: str) -> str:
    return f"the {service}" if service == "AWS provider" else service


def _all(rules: Iterable[AnyRule]) -> Iterator[tuple[AnyRule, Rejection]]:
    return ((rule, one) for rule in rules for one in rule.rejections)


def _code(text: str) -> str:
    """Text as code in a cell, which a bar would end; the site shows the escape of one in backticks, too."""
    if "|" not in text:
        return f"`{text}`"
    escaped = re.sub(r"[^A-Za-z0-9 ,.:;()-]", lambda match: f"&#{ord(match[0])};", text)
    return f"<code>{escaped}</code>"


def _markdown(lines: Iterable[Sequence[str]]) -> str:
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def plain(text: str) -> str:
    """The text without case, blanks and punctuation."""
    return re.sub(r"[\W_]+", "", text.casefold())
