"""A user's answers to functions, ``.get`` reads and stack references that nothing else answers offline.

aws:ec2/getVpc:getVpc: {id: vpc-0a1b2c3d, cidrBlock: 10.0.0.0/16}     # whatever is asked
aws:ssm/getParameter:getParameter:                                    # by argument
  - args: {name: /shop/db-host}
    answer: {value: db.internal}
pulumi:pulumi:StackReference:
  - args: {name: acme/network/prod}
    answer: {vpcId: vpc-0a1b2c3d}

A field without a value is not answered, and a stack with such an output is not, either.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeAlias

from policypack.documents.files import is_file
from policypack.errors import ProgramError
from policypack.model.records import record
from policypack.sources.yaml_files import read_mapping

ANSWER_FILES = ("guardrails-answers.yaml", "guardrails-answers.yml", "guardrails-answers.json")
STACK_REFERENCE = "pulumi:pulumi:StackReference"
_SENSITIVE = re.compile("plaintext|password|secret(?!Id)|token|credential", re.IGNORECASE)
"""Names of arguments that no message repeats: a program may give a function a secret as a plain value."""

GivenAnswers: TypeAlias = Mapping[str, Any]
"""What a file of answers has in it: by function or type token, an answer or a list of them."""
GivenOutputs: TypeAlias = Mapping[str, Mapping[str, Any]]
"""The outputs of other stacks, by the stack's name."""


@record(frozen=True, slots=True)
class Answer:
    """``answer`` goes to a question that has at least these ``args``."""

    args: Mapping[str, Any]
    answer: Mapping[str, Any]


@record(frozen=True, slots=True)
class Question:
    """What nothing answered; ``fields`` says of each field of the result what it is."""

    token: str
    args: Mapping[str, Any]
    fields: Mapping[str, str]


@record(frozen=True, slots=True)
class Answers:
    """What a file answers, by function or type token; ``file`` is where to add what is missing."""

    file: Path
    by_token: Mapping[str, Sequence[Answer]] = field(default_factory=dict)

    def find(self, token: str, args: Mapping[str, Any]) -> dict[str, Any] | None:
        """The first answer whose arguments all agree; None where there is none."""
        for entry in self.by_token.get(token, ()):
            if entry.answer and all(key in args and args[key] == value for key, value in entry.args.items()):
                return dict(entry.answer)
        return None

    def with_outputs(self, given: Sequence[str] | GivenOutputs) -> Answers:
        """These answers, after the outputs of other stacks: by the stack's name, or in files, ``NAME=FILE`` for one
        stack, ``FILE`` for all."""
        if isinstance(given, Mapping):
            outputs = tuple(Answer({"name": name}, _outputs_in(told)) for name, told in given.items())
        else:
            outputs = tuple(map(_outputs, given))
        references = (*outputs, *self.by_token.get(STACK_REFERENCE, ()))
        return replace(self, by_token={**self.by_token, STACK_REFERENCE: references}) if outputs else self

    def wanted(self, token: str, args: Mapping[str, Any]) -> str:
        """The line that shows a user how to answer ``token``, by those of ``args`` that hold no secret."""
        entry = {"args": {key: value for key, value in args.items() if not _is_sensitive({key: value})}}
        example = json.dumps({token: [{**entry, "answer": {"id": "..."}}]}, default=str)
        return f"{token}: nothing answers this function offline; add it to {self.file}: {example}"


def load_answers(path: Path | GivenAnswers | None, root: Path) -> Answers:
    """The answers of ``path``, else of a ``guardrails-answers`` file beside Pulumi.yaml, else none; ``path`` may be
    what would be in the file."""
    if isinstance(path, Mapping):
        place = root / ANSWER_FILES[0]
        return Answers(place, {token: _entries(token, value, place) for token, value in path.items()})
    if path is not None and not is_file(path):
        raise ProgramError(f"{path}: no such file of answers")
    found = path or next((root / name for name in ANSWER_FILES if is_file(root / name)), None)
    if found is None:
        return Answers(root / ANSWER_FILES[0])
    entries = {token: _entries(token, value, found) for token, value in read_mapping(found).items()}
    return Answers(found, entries)


def skeleton(questions: Iterable[Question]) -> str:
    """A file of answers in which only the values are missing."""
    entries: dict[str, dict[str, Mapping[str, str]]] = {}
    for one in questions:
        said = {key: value for key, value in one.args.items() if not _is_sensitive({key: value})}
        entries.setdefault(one.token, {})[json.dumps(said, sort_keys=True, default=str)] = one.fields
    return "".join(
        f"{token}:\n" + "".join(_entry(args, fields) for args, fields in sorted(by_args.items()))
        for token, by_args in sorted(entries.items())
    )


def _entry(args: str, fields: Mapping[str, str]) -> str:
    lines = [f"      {name}:  # {_WORDS.get(kind, 'any')}\n" for name, kind in sorted(fields.items())]
    return f"  - args: {args}\n    answer:{'' if lines else ' {}'}\n{''.join(lines)}"


def mistakes(answer: Mapping[str, Any], fields: Mapping[str, str]) -> Iterator[str]:
    """What in an answer is not of the form that the provider's own SDK gives the result."""
    for name, value in answer.items():
        if name not in fields:
            near = get_close_matches(name, fields, 1)
            yield f"it has no field {name}" + (f", but {near[0]}" if near else f"; its fields are {', '.join(fields)}")
        elif not _FORMS.get(fields[name], _any)(value):
            yield f"{name} must be {_WORDS[fields[name]]}, as {_example(fields[name], value)}"


def _any(_value: Any) -> bool:
    return True


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_FORMS: Mapping[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "texts": lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    "number": _is_number,
    "boolean": lambda value: isinstance(value, bool),
    "map": lambda value: isinstance(value, dict),
}
_WORDS = {
    "text": "a text",
    "texts": "a list of texts",
    "number": "a number",
    "boolean": "true or false",
    "map": "a map",
}


def _example(kind: str, value: Any) -> str:
    scalar = value if isinstance(value, str | int | float) else "..."
    text = json.dumps(str(scalar))
    return {"text": text, "texts": f"[{text}]", "number": "1", "boolean": "true", "map": f"{{key: {text}}}"}[kind]


def _outputs(given: str) -> Answer:
    name, named, file = given.rpartition("=")
    path = Path(file)
    if not is_file(path):
        raise ProgramError(f"--stack-outputs {given}: no such file; give what `pulumi stack output --json` wrote")
    return Answer({"name": name} if named else {}, read_mapping(path))


def _entries(token: str, value: Any, path: Path) -> tuple[Answer, ...]:
    named = _outputs_in if token == STACK_REFERENCE else _camel_case
    if isinstance(value, dict):
        return (Answer({}, named(value)),)
    if not isinstance(value, list) or not all(_is_entry(entry) for entry in value):
        raise ProgramError(
            f"{path}: {token} must be an answer, or a list of {{args: {{...}}, answer: {{...}}}}; correct it"
        )
    return tuple(Answer(_camel_case(entry.get("args") or {}), named(entry["answer"])) for entry in value)


def _is_sensitive(tree: Any) -> bool:
    if isinstance(tree, Mapping):
        return any(_SENSITIVE.search(str(key)) or _is_sensitive(value) for key, value in tree.items())
    return isinstance(tree, list) and any(map(_is_sensitive, tree))


def _is_entry(entry: Any) -> bool:
    return (
        isinstance(entry, dict)
        and isinstance(entry.get("answer"), dict)
        and isinstance(entry.get("args") or {}, dict)
        and set(entry) <= {"args", "answer"}
    )


def _outputs_in(tree: Mapping[Any, Any]) -> dict[str, Any]:
    """The outputs of another stack; none where one is blank, since the program gets them as one value."""
    return {} if None in tree.values() else {str(key): value for key, value in tree.items()}


def _camel_case(tree: Mapping[Any, Any]) -> dict[str, Any]:
    """Names as the provider's schema has them, also where the user wrote them as in Python; without blanks."""
    return {
        re.sub(r"(?<=[a-z0-9])_([a-z])", lambda found: found[1].upper(), str(key)): value
        for key, value in tree.items()
        if value is not None
    }
