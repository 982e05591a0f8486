"""The files of a new rule of an organization: it works as it is written, and is changed from there."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from policypack.authoring.properties import Demand
from policypack.documents.files import write_text
from policypack.engine.configuration.document import OF_FILE, RULES
from policypack.engine.configuration.tree import read_file
from policypack.engine.own.loading import ID
from policypack.engine.own.places import read_places
from policypack.errors import RuleError
from policypack.fix import Map
from policypack.fix.languages import DIALECTS
from policypack.model.resources import short_type

Form: TypeAlias = Literal["resource", "stack", "row"]

_RESOURCE = '''"""{id}: {summary}."""

from policypack.check import {words}
from policypack.fix import {imports}
from policypack.rule import Context, ResourceRule

SUBJECT = ("{type}",)


def check(subject: Resource, context: Context[None]) -> Verdict:
    """{property} {must}."""
    value = subject["{property}"]
    return require(
        {fact},
        at=value,
        problem=f"{property} is {{value}}: it {must}. SAY WHY THAT MATTERS.",
        fix=fix(Set("{property}", {fix})),
    )

'''
_STACK = '''"""{id}: {summary}."""

import operator

from policypack.check import Resource, Stack, Verdict, any_fact, is_not, require, together
from policypack.fix import Blank, Set, fix
from policypack.model.alike import Alike
from policypack.rule import StackContext, StackRule

SUBJECT = ("{type}",)


def by_value(stack: Stack) -> Alike[Resource]:
    """The resources of the stack, to be found by {property}: no rule compares each with each other one."""
    return Alike((one, one["{property}"]) for one in stack.of_type(SUBJECT))


def check(subject: Resource, context: StackContext[None]) -> Verdict:
    """No other one has the same {property}."""
    value = subject["{property}"]
    others = [one for one in context.stack.derived(by_value).like(value) if one.urn != subject.urn]
    is_shared = any_fact(together(operator.eq, value, one["{property}"]) for one in others)
    return require(
        is_not(is_shared),
        when=value.is_set(),
        at=value,
        problem=f"{property} is {{value}}, as on another one. SAY WHY THAT MATTERS.",
        fix=fix(Set("{property}", Blank("a value that no other one has"))),
    )

'''
_RULE = """
RULE = {kind}(
    id="{id}",
    summary="{summary}",
    rationale="SAY WHY, AND WHAT THE RULE DOES NOT SEE.",
    level="advisory",
    consequence="hygiene",
    since="1.0.0",
    applies_to=SUBJECT,
    references=(),
    check=check,
)
"""
_ROW = """\
summary: {summary}
why: SAY WHY THAT MATTERS.
level: advisory
consequence: hygiene
types: {type}
{base}rows:
{row}"""


def write_own_rule(rule_id: str, folder: Path, demand: Demand, form: Form) -> tuple[Path, ...]:
    """Writes a new rule and its examples into ``folder``; the files, the rule's first.

    Raises RuleError for an id that is not of the form ``service-thing-quality``, and where a file is there already.
    """
    if not ID.fullmatch(rule_id):
        raise RuleError(f"{rule_id}: name a rule as service-thing-quality, in lower case with hyphens.")
    name = rule_id.replace("-", "_")
    texts = dict(_texts(rule_id, name, demand, form))
    for file in texts:
        if (folder / file).exists():
            raise RuleError(f"{rule_id}: {folder / file} is there already; edit it, or choose another id.")
    try:
        for file, text in texts.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            write_text(folder / file, text)
    except OSError as error:
        raise RuleError(f"{folder}: cannot be written to ({type(error).__name__}).") from error
    return tuple(folder / file for file in texts)


def settings_for(folder: Path, file: Path) -> str:
    """Lets the settings in ``file`` name the rules of ``folder``, where there are no settings yet. What was done, or is
    to be done; empty where they name them. Raises ConfigurationError for settings that cannot be read."""
    named = _from(folder, file.parent)
    text = f"rules:\n  folders: [{json.dumps(named)}]\n"
    if not file.exists():
        try:
            write_text(file, text)
        except OSError as error:
            raise RuleError(f"{file}: cannot be written ({type(error).__name__}).") from error
        return f"{file} written: it names the folder.\n"
    told = read_file(file).known_fields(OF_FILE).get(RULES)
    places = () if told is None else read_places(told, file.parent)
    if folder.resolve() in [place.folder.resolve() for place in places]:
        return ""
    return f"Name the folder in {file}:\n\n{text}\n"


def _from(folder: Path, start: Path) -> str:
    folder, start = folder.resolve(), start.resolve()
    return folder.relative_to(start).as_posix() if folder.is_relative_to(start) else folder.as_posix()


def _texts(rule_id: str, name: str, demand: Demand, form: Form) -> Iterator[tuple[str, str]]:
    kind = demand.type.rpartition(":")[2]
    summary = f"{kind}.{demand.property} {demand.must}"
    if form == "stack":
        summary = f"{kind}.{demand.property} must be another one for each"
    fields = {
        "id": rule_id,
        "summary": summary,
        "type": demand.type,
        "property": demand.property,
        "must": demand.must,
        "fact": demand.fact,
        "fix": demand.fix,
        "words": ", ".join(("Resource", "Verdict", *demand.words, "require")),
        "imports": ", ".join(demand.imports),
    }
    if form == "row":
        base = f"base: {json.dumps(demand.base)}\n" if demand.base else ""
        told = {"property": demand.property, **demand.row}
        keys = [f"{key}: {json.dumps(value)}\n" for key, value in told.items()]
        row = f"  - {'    '.join(keys)}"
        yield f"{name}.yaml", _ROW.format(**fields, base=base, row=row)
        return
    check, kind = (_STACK, "StackRule") if form == "stack" else (_RESOURCE, "ResourceRule")
    yield f"{name}.py", (check + _RULE).format(**fields, kind=kind)
    examples = _of_stack(demand) if form == "stack" else _of_resource(demand)
    for stem, program in examples.items():
        yield f"examples/{name}/{stem}.py", f"import pulumi_aws as aws\n\n{program}"


_LATER = 'later = aws.cloudformation.Stack("later", template_url="https://example.com/later.yaml")\n'
_UNKNOWN = 'later.outputs["Value"]'


def _of_resource(demand: Demand) -> Mapping[str, str]:
    at = demand.property
    return {
        "bad": f"{_registered(demand, 'wrong', demand.wrong)}  # finds: {at}\n",
        "good": f"{_registered(demand, 'right', demand.right)}\n",
        "undecided": f"{_LATER}{_registered(demand, 'undecided', None, _UNKNOWN)}  # undetermined: {at}\n",
    }


def _of_stack(demand: Demand) -> Mapping[str, str]:
    at = demand.property
    return {
        "bad": f"{_registered(demand, 'first', demand.right)}  # finds: {at}\n"
        f"{_registered(demand, 'second', demand.right)}  # finds: {at}\n",
        "good": f"{_registered(demand, 'first', demand.right)}\n{_registered(demand, 'second', demand.wrong)}\n",
        "undecided": f"{_LATER}{_registered(demand, 'first', demand.right)}  # undetermined: {at}\n"
        f"{_registered(demand, 'second', None, _UNKNOWN)}  # undetermined: {at}\n",
    }


def _registered(demand: Demand, name: str, value: Any, code: str = "") -> str:
    """The registration of a resource of the type; ``code`` is an expression in place of the value."""
    python = DIALECTS["python"]
    arguments = [python.assign(python.field(key), python.value(one)) for key, one in demand.base.items()]
    if code or value is not None:
        own = code or python.value(Map(value) if isinstance(value, dict) else value)
        arguments.append(python.assign(python.field(demand.property), own))
    return f"{short_type(demand.type)}({', '.join([json.dumps(name), *arguments])})"
