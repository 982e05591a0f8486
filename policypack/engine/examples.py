"""The examples of rules: files beside the rule, and programs made of a table's rows.

A file is a whole Pulumi program in ``aws/SERVICE/examples/RULE/``. Its name says what it shows: ``bad.py``,
``good.py``, ``undecided.py``, and further ones as ``bad_replicas.py``. Its docstring is the example's title. Comments
say what the rule answers, on the line of the resource, or with the resource's name where a loop or a function makes it:

    aws.sqs.Queue("created", name="orders.created")  # finds: name
    aws.sqs.Queue("copied", name=old.outputs["Name"])  # undetermined: name
    # finds queue-0: name, fifoQueue
    # config: aws:region=eu-south-2
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policypack.constraint import BoundRow, Inputs, Table, several, tree_of, witness_name
from policypack.engine.registry import location
from policypack.errors import RuleError
from policypack.fix.languages import DIALECTS, holds_reference, quoted
from policypack.model.fixes import Ref
from policypack.model.paths import top
from policypack.model.resources import short_type
from policypack.model.values import UNKNOWN, Value
from policypack.rule import AnyRule, Bad, Example, Good, Undecided

_COMMA = re.compile(r",(?=\s*[^\s,]+\s*(?:,|$))")
"""Before a path, which has no spaces: the reason of an undetermined answer may have a comma, too."""
_COMMENT = re.compile(r"#\s*(finds|undetermined|config)(?:\s+([^:]+))?:\s*(.+)")


@cache
def examples_of(rule: AnyRule) -> tuple[Bad | Good | Undecided, ...]:
    """All examples of a rule: its own, those of its table, and those in its files, in this order.

    Raises RuleError for a file that cannot be read as an example.
    """
    made = examples_of_table(rule.table) if rule.table is not None else ()
    folder = folder_of_examples(rule)
    files = sorted(folder.glob("*.py")) if folder is not None else ()
    return (*rule.examples, *made, *(read_example(file) for file in files))


def folder_of_examples(rule: AnyRule) -> Path | None:
    """Where the files of a rule's examples belong: beside the rules of its service, below those of an organization."""
    if rule.file:
        file = Path(rule.file)
        return file.parent / "examples" / file.stem
    module = location(rule.id)
    return None if module is None else module.parent.parent / "examples" / module.stem


# -- files ------------------------------------------------------------------------------------


def read_example(file: Path) -> Bad | Good | Undecided:
    """The example in a file. Raises RuleError where its name or a comment is of no known form."""
    text = file.read_text(encoding="utf-8")
    try:
        tree = ast.parse(text)
        comments = list(_comments(text))
    except (SyntaxError, tokenize.TokenError) as error:
        raise RuleError(f"{file}: not a Python program: {error}") from error
    answers: dict[str, dict[str, str | tuple[str, ...]]] = {"finds": {}, "undetermined": {}}
    config: dict[str, str] = {}
    for line, kind, name, said in comments:
        if kind == "config":
            key, _, value = said.partition("=")
            config[key.strip()] = value.strip()
            continue
        resource = name or _resource_at(tree, line)
        if not resource:
            raise RuleError(f"{file}:{line}: name the resource: # {kind} NAME: {said}")
        properties = tuple(part.strip() for part in _COMMA.split(said))
        answers[kind][resource] = properties[0] if len(properties) == 1 else properties
    title = (ast.get_docstring(tree) or "").rstrip(".")
    kind_of_file = file.stem.partition("_")[0]
    if kind_of_file == "bad":
        return Bad(text, config=config, title=title, finds=answers["finds"])
    if kind_of_file == "undecided":
        return Undecided(text, config=config, title=title, because=answers["undetermined"])
    if kind_of_file == "good":
        return Good(text, config=config, title=title)
    raise RuleError(f"{file}: name an example bad*.py, good*.py or undecided*.py")


def _comments(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Line, kind, resource name (or empty) and the rest of each comment that states an answer."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        match = _COMMENT.fullmatch(token.string.strip()) if token.type == tokenize.COMMENT else None
        if match is not None:
            yield token.start[0], match[1], (match[2] or "").strip(), match[3].strip()


def _resource_at(tree: ast.Module, line: int) -> str:
    """The logical name in the innermost registration that the line belongs to."""
    calls = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and node.lineno <= line <= (node.end_lineno or node.lineno)
        and _class_of(node.func)[:1].isupper()
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    ]
    innermost = min(calls, key=lambda node: (node.end_lineno or node.lineno) - node.lineno, default=None)
    return str(innermost.args[0].value) if innermost and isinstance(innermost.args[0], ast.Constant) else ""


def _class_of(function: ast.expr) -> str:
    return (
        function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    )


# -- rows -------------------------------------------------------------------------------------

_LATER = Ref("later", "id")
_UNKNOWN_SOURCE = 'later = aws.cloudformation.Stack("later", template_url="https://example.com/later.yaml")'


def examples_of_table(table: Table) -> tuple[Bad | Good | Undecided, ...]:
    """One program with every invalid witness, one with every valid one, and one with an unknown argument, where one
    leaves a row open."""
    invalid = list(_witnesses(table, "invalid"))
    valid = list(_witnesses(table, "valid"))
    finds: dict[str, str | tuple[str, ...]] = {name: _path(one) for name, one, _ in invalid}
    shown = (Bad(_program(table, invalid), finds=finds), Good(_program(table, valid)))
    waiting = next(_waiting(table), None)
    if waiting is None:
        return shown
    one, because, beside = waiting
    known = {path: value for path, value in beside.items() if not path.startswith(f"{because}.")}
    undecided = _program(table, [("undecided", one, {**known, because: _LATER})])
    return (*shown, Undecided(undecided, because={"undecided": because}))


def _waiting(table: Table) -> Iterator[tuple[BoundRow, str, Inputs]]:
    """The rows that an unknown argument leaves open, each with the argument or the block that it is in, and the inputs
    beside it. A row that asks only whether an argument is set is content with an output; one that asks more than
    arguments comes last."""
    unsure: list[tuple[BoundRow, str, Inputs]] = []
    for one in table.bound:
        if one.row.each:
            yield one, one.row.each.split("[]")[0], {}
            continue
        path = one.row.demand.reads[0]
        for valid in several(one.row.valid):
            for unknown in dict.fromkeys((path, top(path))):
                subject = _Unknown(unknown, {**table.base.get(one.types[0], {}), **valid})
                if one.row.demand.ask(subject).is_unknown:
                    if one.row.when.ask(subject).truth is False:
                        unsure.append((one, unknown, valid))
                    else:
                        yield one, unknown, valid
    yield from unsure


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A resource of which one argument is set and not known; ``known`` are the others, by their paths."""

    path: str
    known: Inputs

    def at(self, path: str, /) -> Value:
        if path == self.path or path.startswith(f"{self.path}."):
            return Value(UNKNOWN, self.path)
        value = Value(tree_of(self.known), "").at(path)
        return Value(UNKNOWN, path) if value.say(lambda plain: isinstance(plain, Ref), False) else value


def _path(one: BoundRow) -> str:
    below = one.row.each.replace("[]", "[0]")
    return f"{below}.{one.row.path}" if below else one.row.path


def _witnesses(table: Table, kind: str) -> Iterator[tuple[str, BoundRow, Inputs]]:
    for one in table.bound:
        for place, inputs in enumerate(several(one.row.invalid if kind == "invalid" else one.row.valid), 1):
            yield witness_name(kind, one.number, place), one, inputs


def _program(table: Table, witnesses: list[tuple[str, BoundRow, Inputs]]) -> str:
    """The registrations of the witnesses, whose references are outputs of one resource that is not made yet."""
    lines = [_registration(table, name, one.types[0], inputs) for name, one, inputs in witnesses]
    if any(holds_reference([*inputs.values()]) for _, _, inputs in witnesses):
        lines.insert(0, _UNKNOWN_SOURCE)
    marks = {"import json": "json.dumps(", "import pulumi": "pulumi."}
    imports = [name for name, mark in marks.items() if any(mark in line for line in lines)]
    return "\n".join([*imports, "import pulumi_aws as aws", *lines])


def _registration(table: Table, name: str, type_: str, inputs: Inputs) -> str:
    python = DIALECTS["python"]
    own = {path: _LATER if isinstance(value, Ref) else value for path, value in inputs.items()}
    arguments = [python.assign(python.field(key), python.value(tree)) for key, tree in table.inputs(type_, own).items()]
    return f"{short_type(type_)}({', '.join([quoted(name), *arguments])})"


def program_of(example: Example) -> str:
    """The program without the lines that only configure it."""
    return "\n".join(line for line in example.program.splitlines() if not re.match(r"#\s*config:", line.strip()))
