"""A row: one thing that AWS rejects, or a practice, whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from policypack.constraint.corrections import Correction
from policypack.constraint.witnesses import NOTHING, Inputs, Witness, several, within_list
from policypack.fix import Create, Depend, Export, Fix, Set, Step
from policypack.model.conditions import ALWAYS, Condition
from policypack.model.facts import TRUE, Fact, all_of
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value, combined
from policypack.model.verdicts import Answer, Verdict, require

_DOTTED = re.compile(r"\b\w+(?:\.\w+)+")


@record(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One thing that AWS rejects, or that production should not have.

    ``demand`` must hold ``when`` it is asked. Each of ``invalid`` breaks this row and no other of its rule; each of
    ``valid``, its neighbours, breaks none. ``at`` is the argument to change, where it is not the demand's first.
    With ``each`` (``rules[]``) the row is asked for every element of a list, whose fields demand, ``when``, ``at`` and
    the fix name; ``given`` is then asked of the resource. ``problem`` replaces the derived sentence.
    """

    demand: Condition
    when: Condition = ALWAYS
    error: str = ""
    """AWS's own; a row without one is a practice (see :mod:`policypack.constraint.practices`)."""
    source: str
    fix: Fix
    invalid: Witness
    valid: Witness
    at: str = ""
    correct: Correction | None = None
    """Makes the value of the fix's first step of the present one; where it has none, the fix is as it is."""
    made_of: tuple[str, ...] = ()
    """The arguments that ``correct`` is asked of (None for an absent one), where they are others."""
    each: str = ""
    given: Condition = ALWAYS
    problem: str = ""
    condition: str = ""
    """The clause of the list of rejections, where the derived one would be clumsy."""
    controls: tuple[str, ...] = ()
    """The controls of AWS Security Hub that a practice answers."""
    harm: str = ""
    """What comes of breaking a practice: a sentence that follows what is wrong."""

    def also_when(self, condition: Condition) -> Constraint:
        """The same row, asked only where the condition holds, too."""
        return replace(self, when=condition if self.when is ALWAYS else self.when & condition)

    def inside(self, each: str, beside: Inputs = NOTHING, given: Condition = ALWAYS) -> Constraint:
        """The same row for each element of a list (``rules[]``, ``defaultCacheBehavior.functionAssociations[]``).

        ``beside`` are fields that an element of the witnesses has besides.
        """
        return replace(
            self,
            each=each,
            given=given,
            invalid=tuple(within_list(each, {**beside, **one}) for one in several(self.invalid)),
            valid=tuple(within_list(each, {**beside, **one}) for one in several(self.valid)),
        )

    def beside(self, inputs: Inputs) -> Constraint:
        """The same row, whose witnesses have these inputs of the resource besides."""
        invalid, valid = (tuple({**inputs, **one} for one in several(own)) for own in (self.invalid, self.valid))
        return replace(self, invalid=invalid, valid=valid)

    @property
    def path(self) -> str:
        """The argument to change."""
        return self.at or self.demand.reads[0]

    @property
    def words(self) -> str:
        """The row as a demand: ``deduplicationScope must be "messageGroup" when fifoThroughputLimit is ...``."""
        where = f"in each of {self.each.removesuffix('[]')}, " if self.each else ""
        return f"{where}{self.demand.words.demand}{self._when}"

    @property
    def rejected(self) -> str:
        """The row as what AWS rejects: ``fifoQueue is true and name does not end with ".fifo"``."""
        if self.condition:
            return self.condition
        where = f"in one of {self.each.removesuffix('[]')}, " if self.each else ""
        return f"{where}{self.demand.words.fails}{self._when}"

    @property
    def _when(self) -> str:
        asked = [one.words.holds for one in (self.given, self.when) if one is not ALWAYS and one.words.holds]
        return f" when {' and '.join(asked)}" if asked else ""

    def verdicts(self, resource: Resource, rejection: Rejection | None, row: str) -> Iterator[Verdict]:
        """What the row, named ``row`` in its table, says of one resource, or of each element of its list."""
        given = self.given.ask(resource)
        if given.truth is False:
            return
        if not self.each:
            yield self.verdict(resource, rejection, row, given)
            return
        for element in resource.each(self.each):
            if not element.is_absent:
                yield self.verdict(element, rejection, row, given)

    def verdict(
        self, subject: Resource | Value, rejection: Rejection | None, row: str = "", given: Fact = TRUE
    ) -> Verdict:
        """What the row says of one resource or one block, where ``given`` holds."""
        when = self.when.ask(subject) if given is TRUE else all_of(given, self.when.ask(subject))
        if when.truth is False:
            return Verdict(Answer.NOT_APPLICABLE, self.path, rejects=rejection, row=row)
        holds = self.demand.ask(subject)
        broken = when.truth is True and holds.truth is False
        return require(
            holds,
            when=when,
            at=subject.at(self.path),
            problem=self._problem(subject) if broken else "",
            fix=self._fix_of(subject) if broken else self.fix,
            rejects=rejection,
            row=row,
        )

    def _fix_of(self, subject: Resource | Value) -> Fix:
        how = self._corrected(subject) or self.fix
        return _moved(how, subject.path) if isinstance(subject, Value) else how

    def _corrected(self, subject: Resource | Value) -> Fix | None:
        """The fix with the value that ``correct`` makes, where the demand then holds."""
        first = next(iter(self.fix.steps), None)
        if self.correct is None or not isinstance(first, Set):
            return None
        values = [subject.at(path) for path in self.made_of or (first.path,)]
        correct = self.correct
        if isinstance(subject, Resource) and not self.made_of:
            name = subject.name
            made = combined(lambda plain: correct(_written(plain, name)), *values).say(_whole, None)
        else:
            made = combined(correct, *values).say(_whole, None)
        if made is None or self.demand.ask(_With(subject, first.path, made)).truth is not True:
            return None
        return replace(self.fix, steps=(replace(first, value=made), *self.fix.steps[1:]))

    def _problem(self, subject: Resource | Value) -> str:
        problem = self.problem or self._derived_problem(subject)
        return f"{problem} {self.harm}" if self.harm else problem

    def _derived_problem(self, subject: Resource | Value) -> str:
        blocks = tuple(name for name in self.demand.reads if name.startswith(f"{self.path}."))
        names = [name for name in dict.fromkeys((*(() if blocks else (self.path,)), *self.demand.reads)) if name]
        why = self.demand.why(subject) if self.demand.why else ""
        shown: dict[str, list[str]] = {}
        for name in names[:3]:
            value = subject.at(name)
            shown.setdefault("" if why and _is_document(value) else _shown(value), []).append(name)
        values = " and ".join(_said_of(alike, value) for value, alike in shown.items())
        demand = self.demand.words.demand
        if len(names) == 1 and demand.startswith(f"{names[0]} must "):
            demand = demand.replace(names[0], "it", 1)
        when = self._when if self.error else ""
        return _named_once(f"{values}: {why or demand + when}.", names[0] if names else "")


def _written(plain: Plain, logical_name: str) -> Plain:
    """The logical name in place of the name that Pulumi makes of it with random digits."""
    is_made = isinstance(plain, str) and re.fullmatch(rf"{re.escape(logical_name)}-?[0-9a-f]{{7}}(\.fifo)?", plain)
    return logical_name if is_made else plain


def _whole(plain: Plain) -> Plain:
    """A whole number as one, not as the fraction that the engine sends."""
    return int(plain) if isinstance(plain, float) and plain.is_integer() else plain


@record(frozen=True, slots=True)
class _With:
    """The subject with another value for one argument."""

    subject: Resource | Value
    path: str
    value: Plain

    def at(self, path: str, /) -> Value:
        return Value(self.value, path=path) if path == self.path else self.subject.at(path)


def _shown(value: Value) -> str:
    """The value, or that there is one, where it is a list of blocks that would have to be cut."""
    text = str(value)
    return "set" if text.startswith("[{") and text.endswith("...") else text


def _named_once(text: str, path: str) -> str:
    """The text in which only the first argument of a block has the block's name before it, where no other block's
    argument has the same name."""
    block = path.rpartition(".")[0]
    if not block:
        return text
    others = {one.rpartition(".")[2] for one in _DOTTED.findall(text) if one.rpartition(".")[0] != block}
    before, named, after = text.partition(f"{block}.")
    field = rf"{re.escape(named)}(\w+)"
    return before + named + re.sub(field, lambda found: found[0] if found[1] in others else found[1], after)


def _said_of(names: list[str], value: str) -> str:
    """The arguments that have one value, and the value: ``passwords and noPasswordRequired are not set``."""
    named = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"{named} {'is' if len(names) == 1 else 'are'} {value}" if value else named


def _is_document(value: Value) -> bool:
    """A JSON text, which is too long to be shown where a sentence says what is wrong in it."""
    return bool(value.say(lambda plain: "yes" if isinstance(plain, str) and plain.startswith(("{", "[")) else "", ""))


def _moved(one: Fix, below: str) -> Fix:
    """The fix with the paths of an element: ``days`` is ``rules[2].days``."""

    def moved(way: tuple[Step, ...]) -> tuple[Step, ...]:
        return tuple(
            step if isinstance(step, Create | Depend | Export) else replace(step, path=f"{below}.{step.path}")
            for step in way
        )

    return replace(one, steps=moved(one.steps), otherwise=tuple(moved(way) for way in one.otherwise))
