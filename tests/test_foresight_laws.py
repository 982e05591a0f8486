"""What foresight must never do, asked of every example and program: no finding that an update does not confirm, and
none of a plain preview's lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from google.protobuf.struct_pb2 import Struct
from pulumi.runtime.proto import analyzer_pb2

from policypack.catalog.catalog import load_catalog
from policypack.engine.configuration.configuration import Configuration
from policypack.engine.examples import examples_of
from policypack.engine.findings import Finding, Outcome
from policypack.engine.registry import all_rules
from policypack.engine.session import Session
from policypack.model.holes import Text
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN
from policypack.rule import AnyRule, Example
from policypack.sources.answers import STACK_REFERENCE, Question
from policypack.sources.foresight import GUESSED_ELEMENTS, Foresight, Made
from policypack.sources.functions import Functions
from policypack.sources.program import ProgramRun, run_program
from policypack.sources.structs import plain_properties
from policypack.wire.requests import deployment_of, resource_of, stack_of
from tests.examples import FORESEEN, IMPORTED, PLAIN, UPDATES, config_of, shared_program, shared_run
from tests.expectations import PROGRAMS
from tests.forks import run_fork
from tests.updates import ACCOUNTS, Actual, deployed

RULES = all_rules()
RULE_IDS = {rule.id for rule in RULES}
EXAMPLES = [(rule, example) for rule in RULES for example in examples_of(rule)]
STACKS = sorted(
    (file.parent, file.name.removeprefix("Pulumi.").removesuffix(".yaml"))
    for folder in (PROGRAMS, Path("examples").resolve())
    for file in folder.glob("*/Pulumi.*.yaml")
    if file.parent.name != "legacy_v6"
)
STRANGERS = Path(__file__).with_name("strangers")
ASKING = [
    *((folder, stack) for folder, stack in STACKS if folder.name in ("cicd", "fargate", "static_site")),
    *((STRANGERS / f"{name}.py", None) for name in ("another_stack", "certificate", "default_vpc", "what_exists")),
]
"""Programs that ask for what others have made."""
OUTPUTS = ("arn", "name", "bucket", "url", "domainName", "vpcId")
"""Outputs that programs ask of a resource which they only read."""
Key = tuple[str, str, str]


def name(of: object) -> str:
    if isinstance(of, Example):
        return f"{type(of).__name__}-{of.title}"
    return of.name if isinstance(of, Path) else str(getattr(of, "id", of))


def stack_in(ran: ProgramRun) -> Stack:
    read = ran.placeholders.read
    analysed: dict[str, Resource] = {request.urn: resource_of(request, read) for request in ran.analyses}
    return stack_of(ran.stack, analysed, read)


def found(
    ran: ProgramRun, outcome: Outcome = Outcome.VIOLATED, whole: analyzer_pb2.AnalyzeStackRequest | None = None
) -> set[Key]:
    """Rule, URN and property of each finding of a rule; ``whole`` is the stack that is asked, if not the run's."""
    deployment = deployment_of(ran.configuration, {})
    settings = Configuration(RULES).settings(deployment)
    session = Session(settings, deployment, load_catalog(None), date(2026, 11, 26))
    findings: list[Finding] = []
    for request in ran.analyses:
        findings += session.resource(resource_of(request, ran.placeholders.read))
    findings += session.stack(stack_of(whole or ran.stack, session.analysed, ran.placeholders.read))
    assert [one for one in findings if one.outcome is Outcome.CRASHED] == []
    return {(one.rule, one.urn, one.at) for one in findings if one.outcome is outcome and one.rule in RULE_IDS}


def holds(tree: object, kind: type) -> bool:
    if isinstance(tree, dict):
        return any(holds(item, kind) for item in tree.values())
    if isinstance(tree, list):
        return any(holds(item, kind) for item in tree)
    return isinstance(getattr(tree, "value", tree) if not isinstance(tree, kind) else tree, kind)


def has(stack: Stack, kind: type) -> bool:
    return any(holds(resource.inputs[key], kind) for resource in stack.resources for key in resource.inputs)


def assert_lawful(plain: ProgramRun, foreseen: ProgramRun, updates: Iterator[ProgramRun]) -> None:
    before, now = found(plain), found(foreseen)
    for variant, update in enumerate(updates):
        actual = found(update)
        if (now - before) - actual:
            # What waits for resources to be made is decided at the end of the update.
            actual |= found(update, whole=deployed(update, variant))
        assert (now - before) - actual == set(), "no update confirms these"
        assert (before - now) & actual == set(), "a plain preview and an update find these"


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=name)
def test_each_finding_on_an_example_is_confirmed_and_none_is_lost(rule: AnyRule, example: Example) -> None:
    program, config = example.program, config_of(example)
    plain = shared_run(program, config)
    if not has(stack_in(plain), type(UNKNOWN)):
        return  # Nothing is to be foreseen.
    ran = shared_run(program, config, FORESEEN)
    if has(stack_in(ran), Text):
        assert_lawful(plain, ran, (shared_run(program, config, update) for update in UPDATES))
    else:
        assert found(ran) == found(plain)


@pytest.mark.parametrize(("folder", "stack"), STACKS, ids=name)
def test_each_finding_on_a_program_is_confirmed_and_none_is_lost(folder: Path, stack: str) -> None:
    plain, foreseen, update = (shared_program(folder, stack, outlook) for outlook in (PLAIN, FORESEEN, UPDATES[0]))
    assert_lawful(plain, foreseen, iter([update]))


@pytest.mark.parametrize(("target", "stack"), ASKING, ids=name)
def test_what_is_found_without_answers_is_found_with_them(
    target: Path, stack: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of data sources, of resources that a program reads with ``.get``, and of other stacks."""
    reads: dict[str, set[str]] = {}
    read = Functions.read

    def noted(self: Functions, token: str, identity: str, known: Struct) -> Struct:
        reads.setdefault(token, set()).add(identity)
        return read(self, token, identity, known)

    def ran(answers: Mapping[str, Any]) -> ProgramRun:
        run, file = partial(run_fork, modules=IMPORTED), written(tmp_path, answers)
        return run_program(target, stack=stack, config=config, answers=file, run=run, foresight=Foresight())

    monkeypatch.setattr(Functions, "read", noted)
    config = {} if stack else {"aws:region": "us-east-1"}
    unanswered = ran({})
    before = found(unanswered)
    assert unanswered.questions or reads
    for variant in range(len(ACCOUNTS)):
        answered = ran(answers_to(unanswered.questions, reads, variant))
        assert before - found(answered) == set(), "nobody finds these who answers what the program asks"


def answers_to(
    questions: Iterable[Question], reads: Mapping[str, Iterable[str]], variant: int
) -> dict[str, list[dict[str, Any]]]:
    """Answers as real as AWS's, in the form of a file of answers."""
    answers: dict[str, list[dict[str, Any]]] = {}
    for one in questions:
        result = plain_properties(Actual(variant).result(one.token, one.args, one.fields, "us-east-1"))
        answer = {name: several(value) if isinstance(value, list) else value for name, value in result.items()}
        answers.setdefault(one.token, []).append({"args": dict(one.args), "answer": answer})
    for token, identities in reads.items():
        if token == STACK_REFERENCE:
            continue
        for identity in identities:
            made = Made(token, identity, f"{token} {identity}", "us-east-1")
            answer = {output: Actual(variant).answer(made, output) for output in OUTPUTS}
            answers.setdefault(token, []).append({"args": {"id": identity}, "answer": answer})
    return answers


def several(texts: list[str]) -> list[str]:
    """As many elements as foresight guesses, so that a program makes as much of them."""
    return [f"{text[:-1]}{number}" for text in texts for number in range(GUESSED_ELEMENTS)]


def written(folder: Path, answers: Mapping[str, Any]) -> Path:
    file = folder / "answers.json"
    file.write_text(json.dumps(answers), "utf-8")
    return file
