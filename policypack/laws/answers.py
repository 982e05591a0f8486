"""The law that examples answer exactly as they state."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.engine.findings import Outcome
from policypack.laws.asking import Ran, Told, crashes, findings, listed, stated, told
from policypack.laws.broken import Broken
from policypack.rule import AnyRule, Bad, Good, Undecided

LAW = "examples answer as stated"
_FINDS = 'Write what the rule finds on the resource\'s line: aws.sqs.Queue("orders", ...)  # finds: name'
_WAITS = 'Write what is not known on the resource\'s line: aws.sqs.Queue("orders", ...)  # undetermined: name'


def answers(rule: AnyRule, ran: Ran) -> Iterator[Broken]:
    """A bad example finds what it states, an undecided one waits for what it states, a good one is fine, at the latest
    once what the program itself makes is known."""
    found = findings(rule, ran.stack, ran.deployment)
    failed = list(crashes(LAW, rule, ran.stack, ran.deployment, f"on {ran.file or 'the example'}", found))
    if failed:
        yield from failed
        return
    violated, undetermined = told(found, Outcome.VIOLATED), told(found, Outcome.UNDETERMINED)
    expected = stated(ran.example.finds) if isinstance(ran.example, Bad) else {}
    yield from _differences(ran, "finds", expected, violated)
    if isinstance(ran.example, Bad) and not expected and not violated:
        yield Broken(LAW, ran.where(), "The example states no finding, and the rule finds nothing.", _FINDS)
    if isinstance(ran.example, Undecided):
        waiting = stated(ran.example.because)
        yield from _differences(ran, "waits for", waiting, undetermined)
        if not waiting and not undetermined:
            yield Broken(LAW, ran.where(), "The example is undecided, but the rule decides all of it.", _WAITS)
    if isinstance(ran.example, Good) and undetermined:
        yield from _once_known(rule, ran)


def _differences(ran: Ran, does: str, expected: Told, came: Told) -> Iterator[Broken]:
    for name in sorted({*expected, *came}):
        if expected.get(name) != came.get(name):
            states, says = listed(expected.get(name, ())), listed(came.get(name, ()))
            registered = any(one.name == name for one in ran.stack.resources)
            here = "" if registered else " The program registers no such resource."
            yield Broken(
                LAW,
                ran.where(name),
                f"Of {name}, the example states that the rule {does} {states}; it {does} {says}.{here}",
                _hint(does, name, registered=registered, silent=not came),
            )


def _hint(does: str, name: str, *, registered: bool, silent: bool) -> str:
    kind = "finds" if does == "finds" else "undetermined"
    if not registered:
        return f"Name the resource as the program does: # {kind} NAME: property"
    if silent:
        return (
            f"Check that the rule applies to the type of {name}, and change the program until the rule speaks, or the"
            f" comment: # {kind}: property"
        )
    return f"Correct the rule, or what the example states: # {kind} {name}: property"


def _once_known(rule: AnyRule, ran: Ran) -> Iterator[Broken]:
    foreseen = ran.foresee() if ran.foresee is not None else ran
    found = findings(rule, foreseen.stack, foreseen.deployment)
    for outcome, does in ((Outcome.VIOLATED, "finds"), (Outcome.UNDETERMINED, "waits for")):
        for name, properties in told(found, outcome).items():
            yield Broken(
                LAW,
                ran.where(name),
                f"Of {name}, the rule {does} {listed(properties)}, though the example is good.",
                "Correct the rule, or the example; what a preview cannot judge belongs to undecided.py.",
            )
