"""A user's answers to functions, ``.get`` reads and stack references that nothing else answers offline.

aws:ec2/getVpc:getVpc: {id: vpc-0a1b2c3d, cidrBlock: 10.0.0.0/16}     # whatever is asked
aws:ssm/getParameter:getParameter:                                    # by argument
  - args: {name: /shop/db-host}
    answer: {value: db.internal}
pulumi:pulumi:StackReference:
  - args: {name: acme/network/prod}
    answer: {vpcId: vpc-0a1b2c3d}
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policypack.errors import ProgramError
from policypack.sources.yaml_files import read_mapping

ANSWER_FILES = ("guardrails-answers.yaml", "guardrails-answers.yml", "guardrails-answers.json")
STACK_REFERENCE = "pulumi:pulumi:StackReference"
_SENSITIVE = re.compile("plaintext|password|secret(?!Id)|token|credential", re.IGNORECASE)
"""Names of arguments that no message repeats: a program may give a function a secret as a plain value."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``answer`` goes to a question that has at least these ``args``."""

    args: Mapping[str, Any]
    answer: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file answers, by function or type token; ``file`` is where to add what is missing."""

    file: Path
    by_token: Mapping[str, Sequence[Answer]] = field(default_factory=dict)

    def find(self, token: str, args: Mapping[str, Any]) -> dict[str, Any] | None:
        """The first answer whose arguments all agree; None where there is none."""
        for entry in self.by_token.get(token, ()):
            if all(key in args and args[key] == value for key, value in entry.args.items()):
                return dict(entry.answer)
        return None

    def wanted(self, token: str, args: Mapping[str, Any]) -> str:
        """The line that shows a user how to answer ``token``, by those of ``args`` that hold no secret."""
        entry = {"args": {key: value for key, value in args.items() if not _is_sensitive({key: value})}}
        example = json.dumps({token: [{**entry, "answer": {"id": "..."}}]}, default=str)
        return f"{token}: nothing answers this function offline; add it to {self.file}: {example}"


def load_answers(path: Path | None, root: Path) -> Answers:
    """The answers of ``path``, else of a ``guardrails-answers`` file beside Pulumi.yaml, else none."""
    if path is not None and not path.is_file():
        raise ProgramError(f"{path}: no such file of answers")
    found = path or next((root / name for name in ANSWER_FILES if (root / name).is_file()), None)
    if found is None:
        return Answers(root / ANSWER_FILES[0])
    entries = {token: _entries(token, value, found) for token, value in read_mapping(found).items()}
    return Answers(found, entries)


def _entries(token: str, value: Any, path: Path) -> tuple[Answer, ...]:
    named = dict if token == STACK_REFERENCE else _camel_case
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


def _camel_case(tree: Mapping[Any, Any]) -> dict[str, Any]:
    """Names as the provider's schema has them, also where the user wrote them as in Python."""
    return {
        re.sub(r"(?<=[a-z0-9])_([a-z])", lambda found: found[1].upper(), str(key)): value for key, value in tree.items()
    }
