"""What AWS rejects by a resource's own arguments, a row each.

A row is a :class:`Constraint`: the demand, when it applies, AWS's own error and its source, the fix, and inputs that
break it and that do not. The functions below make rows of the common shapes and derive demand, fix and inputs from what
differs. :func:`policypack.rule.constraints_rule` makes a rule of a table of rows: its verdicts, its rejections, its
examples, its page and its tests are derived.

    within("deletionWindowInDays", 7, 30, error="ValidationException: ...", source=SCHEDULE_KEY_DELETION)
    only_with("deduplicationScope", "queue", {"fifoQueue": True}, error=..., source=CREATE_QUEUE)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeAlias

from policypack.fix import Archive, Create, Depend, Export, Fix, Json, Map, Ref, Remove, Set, Step, fix, note
from policypack.model.conditions import ALWAYS, Argument, Condition, all_conditions, argument, fits
from policypack.model.facts import TRUE, Fact, all_of
from policypack.model.paths import EACH, steps
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value
from policypack.model.verdicts import Verdict, require

__all__ = [
    "ALWAYS",
    "Archive",
    "Condition",
    "Constraint",
    "Inputs",
    "Json",
    "Map",
    "Ref",
    "Remove",
    "Set",
    "Table",
    "argument",
    "few",
    "fits",
    "fix",
    "form",
    "holding",
    "length",
    "needs",
    "needs_value",
    "not_with",
    "note",
    "one_of",
    "only_with",
    "ordered",
    "several",
    "within",
]

Inputs: TypeAlias = Mapping[str, Plain]
"""Arguments by their paths in the provider's schema: ``a.b`` is a field of a block, None leaves an argument out.
Values may be :class:`Json` texts, :class:`Map` (keys as written), :class:`Archive`, and :class:`Ref`: an output that a
preview does not know."""
NOTHING: Inputs = {}
Witness: TypeAlias = Inputs | tuple[Inputs, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """One thing that AWS rejects.

    ``demand`` must hold ``when`` it is asked. Each of ``invalid`` breaks this row and no other of its rule; each of
    ``valid``, its neighbours, breaks none. ``at`` is the argument to change, where it is not the demand's first.
    With ``each`` (``rules[]``) the row is asked for every element of a list, whose fields demand, ``when``, ``at`` and
    the fix name; ``given`` is then asked of the resource. ``problem`` replaces the derived sentence.
    """

    demand: Condition
    when: Condition = ALWAYS
    error: str
    source: str
    fix: Fix
    invalid: Witness
    valid: Witness
    at: str = ""
    bounds: tuple[float, float] | None = None
    """Of a range: the fix is the bound that is nearer to the value."""
    each: str = ""
    given: Condition = ALWAYS
    problem: str = ""
    condition: str = ""
    """The clause of the list of rejections, where the derived one would be clumsy."""

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

    def verdicts(self, resource: Resource, rejection: Rejection) -> Iterator[Verdict]:
        """What the row says of one resource, or of each element of its list."""
        given = self.given.ask(resource)
        if given.truth is False:
            return
        if not self.each:
            yield self.verdict(resource, rejection, given)
            return
        for element in resource.each(self.each):
            if not element.is_absent:
                yield self.verdict(element, rejection, given)

    def verdict(self, subject: Resource | Value, rejection: Rejection, given: Fact = TRUE) -> Verdict:
        """What the row says of one resource or one block, where ``given`` holds."""
        when = all_of(given, self.when.ask(subject))
        holds = self.demand.ask(subject)
        at = subject.at(self.path)
        broken = when.truth is True and holds.truth is False
        return require(
            holds,
            when=when,
            at=at,
            problem=self._problem(subject) if broken else "",
            fix=self._fix_of(subject),
            rejects=rejection,
        )

    def _fix_of(self, subject: Resource | Value) -> Fix:
        how = self.fix
        if self.bounds is not None:
            low, high = self.bounds
            nearest = subject.at(self.path).as_number().say(lambda number: low if number < low else high, high)
            how = fix(Set(self.path, nearest))
        return _moved(how, subject.path) if isinstance(subject, Value) else how

    def _problem(self, subject: Resource | Value) -> str:
        if self.problem:
            return self.problem
        blocks = tuple(name for name in self.demand.reads if name.startswith(f"{self.path}."))
        names = [name for name in dict.fromkeys((*(() if blocks else (self.path,)), *self.demand.reads)) if name]
        why = self.demand.why(subject) if self.demand.why else ""
        values = " and ".join(
            name if why and _is_document(subject.at(name)) else f"{name} is {subject.at(name)}" for name in names[:3]
        )
        return f"{values}: {why or self.demand.words.demand + self._when}."


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


# -- shapes -----------------------------------------------------------------------------------


def within(path: str, low: float, high: float, *, given: Inputs = NOTHING, error: str, source: str) -> Constraint:
    """A number from ``low`` to ``high``."""
    row = _row(
        Argument(path).between(low, high),
        path,
        given,
        error,
        source,
        fix(Set(path, high)),
        (low - 1, high + 1),
        (low, high),
    )
    return replace(row, bounds=(low, high))


def one_of(
    path: str, *allowed: str | int, but_not: str | int, given: Inputs = NOTHING, error: str, source: str
) -> Constraint:
    """One of a few values; ``but_not`` is an example of another."""
    demand = Argument(path).one_of(*allowed)
    return _row(
        demand,
        path,
        given,
        error,
        source,
        fix(Set(path, allowed[0])),
        (but_not,),
        dict.fromkeys((allowed[0], allowed[-1])),
    )


def form(
    path: str,
    pattern: str,
    words: str,
    *,
    invalid: str | tuple[str, ...],
    valid: str | tuple[str, ...],
    given: Inputs = NOTHING,
    error: str,
    source: str,
) -> Constraint:
    """A text that the pattern matches as a whole; ``words`` complete "... must be". The first valid one is the fix."""
    bad, good = ((one,) if isinstance(one, str) else one for one in (invalid, valid))
    demand = Argument(path).matches(pattern, words)
    return _row(demand, path, given, error, source, fix(Set(path, good[0])), bad, good)


def length(
    path: str,
    most: int,
    *,
    example: str = "orders",
    prefix: str = "",
    given: Inputs = NOTHING,
    error: str,
    source: str,
) -> Constraint:
    """A text of at most so many characters; ``prefix`` and ``example`` are the fix."""
    demand = Argument(path).no_longer_than(most)
    longest = prefix.ljust(most, "a")
    return _row(demand, path, given, error, source, fix(Set(path, prefix + example)), (f"{longest}a",), (longest,))


def few(path: str, most: int, *, item: Plain, given: Inputs = NOTHING, error: str, source: str) -> Constraint:
    """A list of at most so many elements. ``item`` is an example of one; a text is numbered."""
    lists = [[f"{item}{n}" if isinstance(item, str) else item for n in range(count)] for count in (most + 1, most)]
    demand = Argument(path).has_at_most(most)
    return _row(demand, path, given, error, source, note(f"at most {most} {path}"), (lists[0],), (lists[1],))


def needs(
    given: Inputs, path: str, value: Plain, *, beside: Inputs = NOTHING, error: str, source: str, note: str = ""
) -> Constraint:
    """With ``given``, the argument must be set; ``value`` is an example of it. An output of another resource counts."""
    return Constraint(
        demand=Argument(path).is_present(),
        when=holding(given),
        error=error,
        source=source,
        fix=fix(Set(path, value), note=note),
        invalid={**beside, **chosen(given), path: None},
        valid={**beside, **chosen(given), path: value},
    )


def needs_value(
    given: Inputs, path: str, value: Plain, *, beside: Inputs = NOTHING, error: str, source: str
) -> Constraint:
    """With ``given``, the argument must have just this value."""
    return Constraint(
        demand=Argument(path).equals(value),
        when=holding(given),
        error=error,
        source=source,
        fix=fix(Set(path, value)),
        invalid={**beside, **chosen(given), path: None},
        valid={**beside, **chosen(given), path: value},
    )


def only_with(
    path: str, value: Plain, given: Inputs, *, beside: Inputs = NOTHING, error: str, source: str
) -> Constraint:
    """The argument may be set only with ``given``; ``value`` is an example of it. A switch may be off."""
    own = Argument(path)
    return Constraint(
        demand=holding(given),
        when=own.is_true() if value is True else own.is_given(),
        at=path,
        error=error,
        source=source,
        fix=fix(*(Set(name, wanted) for name, wanted in chosen(given).items()), otherwise=Remove(path)),
        invalid={**beside, path: value},
        valid={**beside, path: value, **chosen(given)},
    )


def not_with(
    path: str, value: Plain, given: Inputs, *, beside: Inputs = NOTHING, error: str, source: str
) -> Constraint:
    """With ``given``, the argument may not be set; ``value`` is an example of it. A switch may be off."""
    own = Argument(path)
    return Constraint(
        demand=~own.is_true() if value is True else own.is_empty(),
        when=holding(given),
        error=error,
        source=source,
        fix=fix(Remove(path), otherwise=Remove(next(iter(given)))),
        invalid={**beside, **chosen(given), path: value},
        valid={**beside, **chosen(given)},
    )


def ordered(
    lower: str,
    upper: str,
    *,
    low: float,
    high: float,
    strictly: bool = False,
    beside: Inputs = NOTHING,
    at: str = "",
    error: str,
    source: str,
) -> Constraint:
    """The first number is not above the second (``strictly``: below it), where both are set; ``low`` and ``high`` are
    examples."""
    own, limit = Argument(lower), Argument(upper)
    return Constraint(
        demand=own.below_that_of(limit) if strictly else own.at_most_that_of(limit),
        at=at,
        error=error,
        source=source,
        fix=fix(Set(lower, low), Set(upper, high)),
        invalid={**beside, lower: high if strictly else high + 1, upper: high},
        valid={**beside, lower: low if strictly else high, upper: high},
    )


def holding(given: Inputs) -> Condition:
    """Each argument has the value that ``given`` says: a tuple means one of several, None that it is not set."""
    return all_conditions(_holds(Argument(path), value) for path, value in given.items())


def _holds(own: Argument, value: Plain) -> Condition:
    if value is None:
        return own.is_empty()
    if isinstance(value, tuple):
        return own.one_of(*value)
    if value is True:
        return own.is_true()
    return own.contains(value[0]) if isinstance(value, list) else own.equals(value)


def chosen(given: Inputs) -> Inputs:
    """``given`` with the first of each set of values."""
    return {path: value[0] if isinstance(value, tuple) else value for path, value in given.items()}


def _row(
    demand: Condition,
    path: str,
    given: Inputs,
    error: str,
    source: str,
    how: Fix,
    invalid: Sequence[Plain] | Mapping[Plain, None],
    valid: Sequence[Plain] | Mapping[Plain, None],
) -> Constraint:
    present = Argument(path).is_given().unsaid()
    return Constraint(
        demand=demand,
        when=holding(given) & present if given else present,
        error=error,
        source=source,
        fix=how,
        invalid=tuple({**chosen(given), path: one} for one in invalid),
        valid=tuple({**chosen(given), path: one} for one in valid),
    )


# -- witnesses --------------------------------------------------------------------------------


def several(witness: Witness) -> tuple[Inputs, ...]:
    """A witness as a tuple of inputs."""
    return witness if isinstance(witness, tuple) else (witness,)


def tree_of(inputs: Inputs) -> dict[str, Plain]:
    """``{"a.b": 1, "a.c": 2}`` as the blocks that it stands for; None leaves a field out."""
    whole: dict[str, Plain] = {}
    for path, value in inputs.items():
        *blocks, last = path.split(".")
        place = whole
        for name in blocks:
            if not isinstance(place.get(name), dict):
                place[name] = dict(place.get(name) or {})
            place = place[name]
        if value is None:
            place.pop(last, None)
        else:
            place[last] = deepcopy(value) if isinstance(value, dict) else value
    return whole


def within_list(each: str, element: Inputs) -> Inputs:
    """An element as the one element of its list: ``rules[]`` and ``{"days": 1}`` are ``{"rules": [{"days": 1}]}``."""
    tree: Plain = tree_of(element)
    names = steps(each)
    for step in reversed(names[1:]):
        tree = [tree] if step == EACH else {step: tree}
    return {str(names[0]): tree}


# -- the table --------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Table:
    """The rows of a rule by the types that they are of.

    ``base`` are, by type, the arguments that every witness has besides its own: what the provider requires.
    """

    service: str
    rows: Mapping[tuple[str, ...], Sequence[Constraint]]
    base: Mapping[str, Inputs] = field(default_factory=dict)

    @cached_property
    def bound(self) -> tuple[BoundRow, ...]:
        """Each row with its types and its rejection, whose witnesses are named by the row's number."""
        numbered = ((types, row) for types, rows in self.rows.items() for row in rows)
        return tuple(
            BoundRow(number, types, row, self._rejection(number, row))
            for number, (types, row) in enumerate(numbered, 1)
        )

    @cached_property
    def _by_type(self) -> dict[str, list[BoundRow]]:
        index: dict[str, list[BoundRow]] = {}
        for one in self.bound:
            for type_ in one.types:
                index.setdefault(type_, []).append(one)
        return index

    @property
    def types(self) -> tuple[str, ...]:
        """All types that a row is of."""
        return tuple(self._by_type)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """What AWS rejects, in order of the rows."""
        return tuple(one.rejection for one in self.bound)

    @property
    def sources(self) -> tuple[str, ...]:
        """The URLs that the rows name, each once."""
        return tuple(dict.fromkeys(one.row.source for one in self.bound))

    def verdicts(self, resource: Resource) -> Iterator[Verdict]:
        """What the rows of the resource's type say of it."""
        for one in self._by_type.get(resource.type, ()):
            yield from one.row.verdicts(resource, one.rejection)

    def inputs(self, type_: str, own: Inputs) -> dict[str, Plain]:
        """All arguments of a witness of this type, as blocks."""
        return tree_of({**self.base.get(type_, {}), **own})

    def _rejection(self, number: int, row: Constraint) -> Rejection:
        return Rejection(
            service=self.service,
            condition=row.rejected,
            error=row.error,
            source=row.source,
            invalid=witness_name("invalid", number),
            valid=witness_name("valid", number),
        )


@dataclass(frozen=True, slots=True)
class BoundRow:
    """A row in its table."""

    number: int
    types: tuple[str, ...]
    row: Constraint
    rejection: Rejection


def witness_name(kind: str, row: int, place: int = 1) -> str:
    """The resource of an example that is a row's witness: ``invalid-3``, ``invalid-3-2`` for its second one."""
    return f"{kind}-{row}" if place == 1 else f"{kind}-{row}-{place}"
