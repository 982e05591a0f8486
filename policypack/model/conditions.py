"""Conditions: questions that wait for a resource, and that can phrase themselves.

    fifo = argument("fifoQueue")
    (fifo.is_true() & ~argument("name").is_empty()).ask(queue)     # a Fact: true, false or unknown

A condition is asked of a resource or of a block of one: both answer ``subject.at("argument")`` with a Value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import reduce
from operator import and_, or_
from typing import NoReturn, Protocol

from policypack.model.facts import FALSE, TRUE, Fact, MisuseError, all_of, any_of, is_not
from policypack.model.json_text import NestedTooDeepError, parsed_json
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value, combined, together


class Subject(Protocol):
    """A resource, or a block of one."""

    def at(self, path: str, /) -> Value:
        """The part at the path."""


@record(frozen=True, slots=True)
class Words:
    """A condition as a page says that it holds (``fifoQueue is true``) and that it must (``fifoQueue must be true``),
    and the opposite of each."""

    holds: str
    fails: str
    demand: str
    ban: str

    @classmethod
    def of(cls, path: str, holds: str, fails: str, demand: str, ban: str) -> Words:
        """Four verb phrases behind the argument's name."""
        return cls(f"{path} {holds}", f"{path} {fails}", f"{path} {demand}", f"{path} {ban}")

    @classmethod
    def be(cls, path: str, complement: str) -> Words:
        """``fifoQueue`` and ``true``: fifoQueue is true, is not true, must be true, must not be true."""
        return cls.of(
            path, f"is {complement}", f"is not {complement}", f"must be {complement}", f"must not be {complement}"
        )

    @classmethod
    def do(cls, path: str, verb: str, third_person: str, complement: str) -> Words:
        """``start`` and ``starts``: name starts with x, does not start with x, must start with x, must not start."""
        return cls.of(
            path,
            f"{third_person} {complement}",
            f"does not {verb} {complement}",
            f"must {verb} {complement}",
            f"must not {verb} {complement}",
        )

    def joined(self, other: Words, word: str, opposite: str) -> Words:
        """Both sentences joined by ``word``; their negations by ``opposite``. Words that say nothing add nothing."""
        if not (self.holds and other.holds):
            return self if self.holds else other
        return Words(
            f"{self.holds} {word} {other.holds}",
            f"{self.fails} {opposite} {other.fails}",
            f"{self.demand} {word} {other.demand}",
            f"{self.ban} {opposite} {other.ban}",
        )

    def reversed(self) -> Words:
        """The words of the opposite."""
        return Words(self.fails, self.holds, self.ban, self.demand)


@record(frozen=True, slots=True)
class Condition:
    """A question and its words.

    ``reads`` are the arguments that it asks, the one that it is about first; ``why`` adds what is wrong with the values
    at hand ("has 6 elements").
    """

    ask: Callable[[Subject], Fact]
    words: Words
    reads: tuple[str, ...] = ()
    why: Callable[[Subject], str] | None = None

    def __and__(self, other: Condition) -> Condition:
        return Condition(
            lambda it: all_of(self.ask(it), other.ask(it)),
            self.words.joined(other.words, "and", "or"),
            tuple(dict.fromkeys((*self.reads, *other.reads))),
            self.why or other.why,
        )

    def __or__(self, other: Condition) -> Condition:
        return Condition(
            lambda it: any_of(self.ask(it), other.ask(it)),
            self.words.joined(other.words, "or", "and"),
            tuple(dict.fromkeys((*self.reads, *other.reads))),
            self.why or other.why,
        )

    def __invert__(self) -> Condition:
        return Condition(lambda it: is_not(self.ask(it)), self.words.reversed(), self.reads, self.why)

    def __bool__(self) -> NoReturn:
        raise MisuseError("a Condition waits for a resource: join conditions with &, | and ~")

    def unsaid(self) -> Condition:
        """The same condition without words: what goes without saying."""
        return replace(self, words=Words("", "", "", ""))

    def called(self, holds: str, demand: str, *, fails: str = "", ban: str = "") -> Condition:
        """The same condition in words of the author's, where the derived sentence would be clumsy."""
        return replace(self, words=Words(holds, fails or f"not: {holds}", demand, ban or f"not: {demand}"))


ALWAYS = Condition(lambda _: TRUE, Words("always", "never", "", ""))
NEW = Condition(
    lambda it: it.is_new() if isinstance(it, Resource) else FALSE, Words.be("the resource", "new to the stack")
)
"""The resource does not exist yet. Only for rows of stack rules: a resource's own analysis does not know."""


@record(frozen=True, slots=True)
class Argument:
    """An argument by its path in the provider's schema; in a row with ``each``, a field of the element."""

    path: str

    def of(self, subject: Subject) -> Value:
        """The argument's value on the resource or block."""
        return subject.at(self.path)

    def whole(self, it: Subject) -> Value:
        """The argument's value where all of its parts are known; unknown where one is not. What :func:`fits` asks of a
        list or an object whose unknown parts may matter."""
        return known_or_not(self.of(it))

    def is_set(self) -> Condition:
        """The program gives a value, or one that a preview does not know."""
        return self._be(Value.is_set, "set")

    def is_empty(self) -> Condition:
        """Absent, or an empty text, list or object."""
        return Condition(
            lambda it: self.of(it).is_empty(),
            Words.of(self.path, "is empty", "is set", "must not be set", "must be set"),
            (self.path,),
        )

    def is_given(self) -> Condition:
        """The opposite of :meth:`is_empty`."""
        return ~self.is_empty()

    def is_present(self) -> Condition:
        """Set, and not to an empty value; a value that a preview does not know, another resource's output, counts.

        Whether an unknown block has the argument is not known."""
        return Condition(
            self._be_present,
            Words.of(self.path, "is set", "is not set", "must be set", "must not be set"),
            (self.path,),
        )

    def _be_present(self, it: Subject) -> Fact:
        value = self.of(it)
        is_output = value.is_unknown and value.path.endswith(self.path)
        return TRUE if is_output else is_not(value.is_empty())

    def is_true(self) -> Condition:
        return self._be(Value.is_true, "true")

    def equals(self, wanted: Plain) -> Condition:
        """The value means ``wanted``; absent equals nothing."""
        return self._be(lambda value: value.equals(wanted), shown(wanted))

    def one_of(self, *allowed: Plain) -> Condition:
        """The value means one of ``allowed``."""
        return self._be(lambda value: value.is_in(allowed), listed(allowed))

    def contains(self, wanted: str) -> Condition:
        """An element of the list means ``wanted``."""
        words = Words.of(self.path, *(f"{verb} {wanted}" for verb in ("has", "lacks", "must have", "must not have")))
        return Condition(lambda it: self.of(it).any(lambda one: one.equals(wanted)), words, (self.path,))

    def has_element(self, field: str, wanted: Plain) -> Condition:
        """An element of the list has this value in its field."""
        complement = f"an element whose {field} is {shown(wanted)}"
        words = Words.of(
            self.path, *(f"{verb} {complement}" for verb in ("has", "lacks", "must have", "must not have"))
        )
        return Condition(lambda it: self.of(it).any(lambda one: one.at(field).equals(wanted)), words, (self.path,))

    def at_least(self, number: float) -> Condition:
        return self._be(lambda value: value.at_least(number), f"at least {number:,}")

    def at_most(self, number: float) -> Condition:
        return self._be(lambda value: value.at_most(number), f"at most {number:,}")

    def between(self, low: float, high: float) -> Condition:
        """A number from ``low`` to ``high``, both included."""
        return self._be(lambda value: all_of(value.at_least(low), value.at_most(high)), f"{low:,} to {high:,}")

    def is_number(self, complement: str, question: Callable[[float], bool]) -> Condition:
        """A number of which ``question`` is true; ``complement`` completes "... must be"."""
        return self._be(lambda value: value.as_number().test(question), complement)

    def has_at_most(self, elements: int) -> Condition:
        """The list has so many elements or fewer."""
        words = Words.of(
            self.path,
            *(
                f"{verb} {elements:,} elements"
                for verb in ("has at most", "has more than", "must have at most", "must have more than")
            ),
        )
        return Condition(lambda it: is_not(self.of(it).count().at_least(elements + 1)), words, (self.path,))

    def has_at_least(self, elements: int) -> Condition:
        """The list has so many elements or more."""
        words = Words.of(
            self.path,
            *(
                f"{verb} {elements:,} elements"
                for verb in ("has at least", "has fewer than", "must have at least", "must have fewer than")
            ),
        )
        return Condition(lambda it: self.of(it).count().at_least(elements), words, (self.path,))

    def has_exactly(self, elements: int) -> Condition:
        """The list has just so many elements."""
        words = Words.do(self.path, "have", "has", f"{elements:,} element{'s' * (elements != 1)}")
        return Condition(
            lambda it: all_of(
                self.of(it).count().at_least(elements), is_not(self.of(it).count().at_least(elements + 1))
            ),
            words,
            (self.path,),
        )

    def has_one_at_most(self, question: Callable[[Value], Fact], element: str) -> Condition:
        """At most one element of the list answers the question; ``element`` is one that does ("one with a base")."""
        words = Words.of(
            self.path,
            *(f"{verb} more than {element}" for verb in ("never has", "has", "must not have", "must have")),
        )
        return Condition(lambda it: is_not(self.of(it).count(question).at_least(2)), words, (self.path,))

    def has_no_two(self, field: str = "") -> Condition:
        """No two elements of the list have the same value, or the same one in ``field``; an absent value is none."""

        def names(it: Subject) -> list[Value]:
            return [one.at(field) if field else one for one in self.of(it).elements()]

        complement = f"two elements of the same {field}" if field else "the same element twice"
        words = Words.of(
            self.path,
            *(f"{verb} {complement}" for verb in ("never has", "has", "must not have", "must have")),
        )
        return Condition(
            lambda it: self.of(it).undecided() if self.of(it).is_unknown else _all_differ(names(it)),
            words,
            (self.path,),
            lambda it: _repeated(names(it)).say(lambda name: f"{field or 'it'} is {shown(name)} more than once", ""),
        )

    def no_longer_than(self, characters: int) -> Condition:
        return self._be(
            lambda value: all_of(value.is_set(), value.is_no_longer_than(characters)),
            f"at most {characters:,} characters long",
        )

    def no_larger_than(self, size: int) -> Condition:
        """The text has so many bytes of UTF-8 at most."""
        return self._be(
            lambda value: all_of(value.is_set(), value.is_no_longer_than(size, in_bytes=True)),
            f"at most {size:,} bytes",
        )

    def matches(self, pattern: str, form: str) -> Condition:
        """The whole text matches the regular expression; ``form`` completes "... must be"."""
        return self._be(lambda value: value.matches(pattern), form)

    def elements_match(self, pattern: str, form: str) -> Condition:
        """Each text of the list matches the regular expression as a whole; ``form`` completes "... must be"."""
        return self._be(lambda value: value.all(lambda one: one.matches(pattern)), form)

    def keys_match(self, pattern: str, form: str) -> Condition:
        """Each key of the map matches the regular expression as a whole; ``form`` completes "... must be"."""

        def objection(tree: Plain) -> str | None:
            keys = tree if isinstance(tree, dict) else {}
            wrong = sorted(key for key in keys if not re.fullmatch(pattern, key))
            return f'the key "{wrong[0]}" is not {form}' if wrong else None

        return fits(self, f"a map whose keys are each {form}", objection)

    def values_match(self, pattern: str, form: str) -> Condition:
        """Each text of the map matches the regular expression as a whole; ``form`` completes "... must be"."""

        def answer(it: Subject) -> Fact:
            value = self.of(it)
            return (
                value.undecided() if value.is_unknown else all_of(*(one.matches(pattern) for _, one in value.fields()))
            )

        return Condition(answer, Words.be(self.path, f"a map whose values are each {form}"), (self.path,))

    def lacks(self, pattern: str, what: str) -> Condition:
        """Nowhere in the text does the pattern match; ``what`` completes "... must not have"."""
        found = re.compile(pattern)
        words = Words.of(self.path, f"has no {what}", f"has {what}", f"must not have {what}", f"must have {what}")

        def first(text: str) -> str:
            match = found.search(text)
            return f"{words.demand}, such as {match.group()!r}" if match else ""

        return Condition(
            lambda it: is_not(self.of(it).as_text().test(lambda text: found.search(text) is not None)),
            words,
            (self.path,),
            lambda it: self.of(it).as_text().say(first, ""),
        )

    def starts_with(self, *prefixes: str) -> Condition:
        return Condition(
            lambda it: self.of(it).starts_with(*prefixes),
            Words.do(self.path, "start", "starts", f"with {listed(prefixes)}"),
            (self.path,),
        )

    def ends_with(self, *suffixes: str) -> Condition:
        return Condition(
            lambda it: self.of(it).ends_with(*suffixes),
            Words.do(self.path, "end", "ends", f"with {listed(suffixes)}"),
            (self.path,),
        )

    def is_json(self) -> Condition:
        """A JSON text, or the value itself in its place."""
        return self._be(lambda value: known_or_not(value).test(_is_json), "valid JSON")

    def holds(self, complement: str, find: Callable[[Plain], str | None]) -> Condition:
        """``find``, asked of the tree in the JSON text, has no objection; what it returns is shown.

        Holds for a text that is no JSON, which :meth:`is_json` is about; unknown while a part of the text is.
        """

        def objection(plain: Plain) -> str | None:
            tree = parsed(plain)
            return None if tree is None else find(tree)

        return fits(self, complement, objection, self.whole)

    def at_most_that_of(self, other: Argument) -> Condition:
        """A number not above the other argument's; holds where one of them is not set."""
        return Condition(
            lambda it: together(
                lambda own, limit: own is None or limit is None or own <= limit,
                self.of(it).as_number(),
                other.of(it).as_number(),
            ),
            Words.be(self.path, f"at most {other.path}"),
            (self.path, other.path),
        )

    def below_that_of(self, other: Argument) -> Condition:
        """A number below the other argument's; holds where one of them is not set."""
        return Condition(
            lambda it: together(
                lambda own, limit: own is None or limit is None or own < limit,
                self.of(it).as_number(),
                other.of(it).as_number(),
            ),
            Words.be(self.path, f"less than {other.path}"),
            (self.path, other.path),
        )

    def _be(self, question: Callable[[Value], Fact], complement: str) -> Condition:
        return Condition(lambda it: question(self.of(it)), Words.be(self.path, complement), (self.path,))


argument = Argument


def fits(
    at: Argument, complement: str, find: Callable[..., str | None], *values: Callable[[Subject], Value]
) -> Condition:
    """``find``, asked of the plain values (None for an absent one), has no objection; what it returns is shown.

    For what has a grammar or a table of its own. ``complement`` completes "... must be"; without ``values`` the
    argument itself is asked.
    """
    asked = values or (at.of,)

    def objection(it: Subject) -> Value:
        return combined(find, *(value(it) for value in asked))

    return Condition(
        lambda it: objection(it).is_empty(),
        Words.be(at.path, complement),
        (at.path,),
        lambda it: objection(it).say(str, ""),
    )


def _repeated(values: Iterable[Value]) -> Value:
    """The first of the known values that another one equals."""
    texts = [text for text in (value.as_text() for value in values) if text.is_known]
    return combined(_first_twice, *texts) if texts else Value(None, "")


def _first_twice(*texts: str) -> str | None:
    seen: set[str] = set()
    for text in texts:
        if text in seen:
            return text
        seen.add(text)
    return None


def _all_differ(values: list[Value]) -> Fact:
    """No value equals another one, whatever the unknown ones are."""
    unknown = [value.undecided() for value in values if value.as_text().is_unknown]
    return all_of(_repeated(values).is_empty(), *(unknown if len(values) > 1 else ()))


def known_or_not(value: Value) -> Value:
    """The value where all of it is known, a JSON text with holes as its tree; unknown where a part is unknown."""
    return (value.as_json() if value.is_unknown else value).complete()


def _is_json(plain: Plain) -> bool:
    """JSON, as far as it is read: what is nested too deep to be walked may be."""
    if not isinstance(plain, str):
        return True
    try:
        parsed_json(plain)
    except NestedTooDeepError:
        return True
    except ValueError:
        return False
    return True


def parsed(plain: Plain) -> Plain:
    """The tree in a JSON text, an object in its place; None for what is neither."""
    if not isinstance(plain, str):
        return plain if isinstance(plain, dict | list) else None
    try:
        return parsed_json(plain)
    except ValueError:
        return None


def all_conditions(conditions: Iterable[Condition]) -> Condition:
    """All of them hold."""
    return reduce(and_, conditions)


def any_condition(conditions: Iterable[Condition]) -> Condition:
    """One of them holds."""
    return reduce(or_, conditions)


def shown(value: Plain) -> str:
    """A plain value as a sentence shows it."""
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else f"{value}"


def listed(values: Iterable[Plain]) -> str:
    """``"a", "b" or "c"``."""
    *first, last = map(shown, values)
    return f"{', '.join(first)} or {last}" if first else last
