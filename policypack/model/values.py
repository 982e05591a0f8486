"""Values of properties: known, absent, unknown or a text with holes, and secret or not, with the words that rules ask.

A text with holes is unknown to whoever asks for the plain text; a question about it is decided where every filling of
the holes gives the same answer. A value never has to be taken out of its wrapper to be asked or printed: every question
gives a :class:`~policypack.model.facts.Fact`, and printing shows neither a secret nor an unknown.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, NoReturn, TypeAlias, TypeVar

from policypack.model.facts import (
    Count,
    Fact,
    MisuseError,
    Reason,
    all_facts,
    any_fact,
    count_facts,
    is_not,
    known,
)
from policypack.model.holes import Text, length_of
from policypack.model.json_text import parsed_json
from policypack.model.opaque import Opaque, TouchedError, is_opaque
from policypack.model.paths import EACH, Step, steps
from policypack.model.records import record


class _Marker(Enum):
    UNKNOWN = "unknown"
    ABSENT = "absent"

    def __repr__(self) -> str:
        return self.name


UNKNOWN = _Marker.UNKNOWN
"""Stands in a property tree for whatever a preview does not know yet."""
ABSENT = _Marker.ABSENT
"""The state of a property that the program does not say."""


@record(frozen=True, slots=True, repr=False)
class Secret:
    """Marks a part of a property tree as secret; ``value`` may be unknown, too."""

    value: Any

    def __repr__(self) -> str:
        return "Secret(...)"


Plain: TypeAlias = Any
"""A property tree: None, bool, float, int, str, list, dict with UNKNOWN, Secret and Text anywhere in it."""

Said = TypeVar("Said")

_LONGEST_TEXT = 80
_SCALARS = frozenset({str, bool, int, float, type(None)})
"""Types of trees that nothing is hidden in."""


class Value:
    """One property of one resource, or a part of one.

    ``path`` names it as the provider's schema does (``versioningConfiguration.status``, ``ingress[0].fromPort``),
    ``owner`` is the name of its resource. Values are immutable and compare through :meth:`equals`.
    """

    __slots__ = ("_needs_all", "_plain", "_secret", "owner", "path")

    def __init__(self, plain: Plain, path: str, owner: str = "", *, secret: bool = False) -> None:
        while type(plain) is Secret:
            plain, secret = plain.value, True
        if type(plain) is Opaque:
            plain = plain.text
        self._needs_all = False
        self._plain = ABSENT if plain is None else plain
        self._secret = secret
        self.path = path
        self.owner = owner

    # -- where it stands ----------------------------------------------------------------------

    def __getitem__(self, key: str | int) -> Value:
        """The part ``key``: a field of an object or an element of a list. Absent where there is none."""
        path = f"{self.path}[{key}]" if isinstance(key, int) else f"{self.path}.{key}" if self.path else key
        if self.is_unknown:
            return self._unknown()
        return Value(_part(self._plain, key), path, self.owner, secret=self._secret)

    def at(self, path: str) -> Value:
        """The one part at a path without ``[]``: ``value.at("filter.tags[0].key")``; absent where there is none."""
        return descend(self, steps(path))

    def each(self, path: str) -> tuple[Value, ...]:
        """The parts at a path: one for each element of the lists that it marks with ``[]``.

        A list that is not known is one unknown element; a part that is absent in an element is one absent value.
        """
        return descend_each((self,), steps(path))

    def elements(self) -> tuple[Value, ...]:
        """The elements of a list; a single value counts as a list of one, an unknown list as one unknown element."""
        if self._plain is ABSENT:
            return ()
        if isinstance(self._plain, list):
            return tuple(self[index] for index in range(len(self._plain)))
        return (self,)

    def fields(self) -> tuple[tuple[str, Value], ...]:
        """The fields of an object, in order of their names; none where the value is no known object."""
        if not isinstance(self._plain, dict):
            return ()
        return tuple((key, self[key]) for key in sorted(self._plain))

    # -- what it is ---------------------------------------------------------------------------

    @property
    def is_known(self) -> bool:
        """Neither absent nor unknown as a whole; parts of a list or an object may be unknown (:meth:`is_complete`)."""
        plain = self._plain
        return plain is not UNKNOWN and plain is not ABSENT and not isinstance(plain, Text)

    @property
    def is_unknown(self) -> bool:
        """Nothing, or not all of a text, is known."""
        return self._plain is UNKNOWN or isinstance(self._plain, Text)

    @property
    def is_absent(self) -> bool:
        return self._plain is ABSENT

    @property
    def is_secret(self) -> bool:
        return self._secret or _holds(self._plain, Secret)

    @property
    def hides_its_keys(self) -> bool:
        """It is secret as a whole, not only in a part: nobody may print the keys of an object, either."""
        return self._secret

    @property
    def is_complete(self) -> bool:
        """Nothing in it is unknown."""
        return self._plain is not UNKNOWN and not _holds(self._plain, (type(UNKNOWN), Text))

    @property
    def reason(self) -> Reason:
        """The reason that an answer gives when this value keeps it unknown."""
        return self.undecided().because[0]

    def undecided(self) -> Fact:
        """The unknown fact that this value is the reason of."""
        return Fact(None, tuple(_reasons(self._plain)) or (Reason(self.path, self.owner),))

    def _unknown(self) -> Value:
        """What is made of an unknown value: unknown for the same reason."""
        reason = self.reason
        return Value(UNKNOWN, reason.property, reason.resource, secret=self.is_secret)

    def complete(self) -> Value:
        """The value for functions that must not see an unknown part: unknown where a part is. Texts with holes may be
        among the parts."""
        if self.is_absent or isinstance(self._plain, Text):
            return self
        if _holds(self._plain, type(UNKNOWN)):
            return Value(UNKNOWN, self.path, self.owner, secret=self.is_secret)
        return self._with(self._plain, needs_all=True)

    def _with(self, plain: Plain, *, needs_all: bool) -> Value:
        made = Value(plain, self.path, self.owner, secret=self.is_secret)
        made._needs_all = needs_all
        return made

    # -- questions ----------------------------------------------------------------------------

    def is_set(self) -> Fact:
        """The program says something here; a value that a preview does not know is said, too."""
        return known(self._plain is not ABSENT)

    def is_empty(self) -> Fact:
        """Absent, an empty text, an empty list or an empty object."""
        if isinstance(self._plain, Text) and self._plain.least_length:
            return known(False)
        if self.is_unknown:
            return self.undecided()
        return known(self._plain is ABSENT or (isinstance(self._plain, str | list | dict) and not self._plain))

    def equals(self, expected: object) -> Fact:
        """The value means ``expected``: 443 and "443" are the same, so are True and "true"; absent equals nothing."""
        return self.test(lambda plain: same(plain, expected))

    def is_in(self, allowed: Iterable[object]) -> Fact:
        """The value means one of ``allowed``."""
        return self.test(lambda plain: any(same(plain, one) for one in allowed))

    def is_true(self) -> Fact:
        return self.equals(True)

    def is_false(self) -> Fact:
        """Said to be false; an absent value is not said."""
        return self.equals(False)

    def starts_with(self, *prefixes: str) -> Fact:
        return self.as_text().test(lambda text: text.startswith(prefixes))

    def ends_with(self, *suffixes: str) -> Fact:
        return self.as_text().test(lambda text: text.endswith(suffixes))

    def matches(self, pattern: str, flags: int = 0) -> Fact:
        """The whole text matches the regular expression; so does an output that AWS makes in a form that matches."""
        answer = self.as_text().test(lambda text: re.fullmatch(pattern, text, flags) is not None)
        if isinstance(self._plain, Text) and answer.truth is None:
            return self._plain.has_form(pattern, flags)
        return answer

    def is_no_longer_than(self, limit: int, *, in_bytes: bool = False) -> Fact:
        """The text has ``limit`` characters, or bytes of UTF-8, at most; an absent one has none."""
        return is_not(self.length(in_bytes=in_bytes).at_least(limit + 1))

    def length(self, *, in_bytes: bool = False) -> Count:
        """How many characters, or bytes of UTF-8, the text has; none where it is absent."""
        if isinstance(self._plain, Text):
            return self._plain.length(in_bytes=in_bytes)
        text = self.as_text()
        if text.is_unknown:
            return Count(0, None, text.undecided().because)
        length = 0 if text.is_absent else length_of(str(text._plain), in_bytes=in_bytes)
        return Count(length, length)

    def at_least(self, number: float) -> Fact:
        return self.as_number().test(lambda own: own >= number)

    def at_most(self, number: float) -> Fact:
        return self.as_number().test(lambda own: own <= number)

    def test(self, question: Callable[[Any], bool]) -> Fact:
        """``question`` asked of the plain value; false for an absent value, unknown for an unknown one."""
        if type(self._plain) in _SCALARS:
            return known(question(self._plain))
        return self.then(lambda plain: known(question(plain)))

    def then(self, question: Callable[[Any], Fact]) -> Fact:
        """What ``question`` tells of the plain value; false for an absent value, unknown for an unknown one."""
        if self._plain is UNKNOWN:
            return self.undecided()
        if self._plain is ABSENT:
            return known(False)
        try:
            answer: Fact = _asked(question, self)
        except _UndecidedError:
            return self.undecided()
        return answer

    def any(self, question: Callable[[Value], Fact]) -> Fact:
        """One element of the list answers yes."""
        return self.undecided() if self._plain is UNKNOWN else any_fact(map(question, self.elements()))

    def all(self, question: Callable[[Value], Fact]) -> Fact:
        """Each element of the list answers yes; so does an absent or empty list."""
        return self.undecided() if self._plain is UNKNOWN else all_facts(map(question, self.elements()))

    def count(self, question: Callable[[Value], Fact] = lambda _: known(True)) -> Count:
        """How many elements answer yes."""
        if self._plain is UNKNOWN:
            return Count(0, None, (self.reason,))
        return count_facts(map(question, self.elements()))

    # -- other forms --------------------------------------------------------------------------

    def map(self, change: Callable[[Any], Plain]) -> Value:
        """The value that ``change`` makes of a known one; absent, unknown and secret stay what they are."""
        if self._plain is UNKNOWN or self._plain is ABSENT:
            return self
        try:
            return self._with(_asked(change, self), needs_all=self._needs_all)
        except _UndecidedError:
            return self._unknown()

    def or_default(self, default: Plain) -> Value:
        """``default`` where the program says nothing: what AWS or the provider fills in."""
        return Value(default, self.path, self.owner) if self._plain is ABSENT else self

    def as_text(self) -> Value:
        """Scalars as AWS gets them (443 is "443", True is "true"); what is no scalar is unknown."""
        return self if type(self._plain) is str else self.map(_text)

    def as_number(self) -> Value:
        """ "20" is 20; what is no number is unknown."""
        return self.map(_number)

    def as_json(self) -> Value:
        """The tree in a JSON text, or the value itself where it is an object already; broken JSON is unknown."""
        if isinstance(self._plain, Text):
            tree = self._plain.parsed(UNKNOWN)
            return self._unknown() if tree is UNKNOWN else self._with(tree, needs_all=False)
        return self.map(_parsed)

    def say(self, sentence: Callable[[Any], Said], otherwise: Said) -> Said:
        """A sentence, or a fix, made of the plain value; ``otherwise`` where it is absent, unknown or secret."""
        return sentence(self._plain) if self.is_known and not self.is_secret else otherwise

    # -- printing -----------------------------------------------------------------------------

    def __str__(self) -> str:
        """For messages: quoted, short, a secret as [secret]."""
        if self._plain is ABSENT:
            return "not set"
        if self._secret:
            return "[secret]"
        return _shown(self._plain)

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __repr__(self) -> str:
        return f"<{self.path or 'value'}: {self}>"

    def __bool__(self) -> NoReturn:
        raise MisuseError("a Value may be unknown: ask it for a Fact (is_set, equals, is_true) instead of using `if`")

    def __eq__(self, other: object) -> NoReturn:
        raise MisuseError("a Value may be unknown: use .equals(...)")

    def __iter__(self) -> Iterator[Value]:
        raise MisuseError("a list may be unknown: use .any(...), .all(...), .count(...) or .elements()")

    __hash__ = None  # type: ignore[assignment]


def descend(value: Value, path: Iterable[Step]) -> Value:
    """The part that the steps lead to; for the model's own modules, rules write :meth:`Value.at`."""
    for step in path:
        value = value[step]
    return value


def descend_each(values: tuple[Value, ...], path: Iterable[Step]) -> tuple[Value, ...]:
    """The parts that the steps lead to, ``EACH`` to every element; rules write :meth:`Value.each`."""
    for step in path:
        if step == EACH:
            values = tuple(element for value in values for element in value.elements())
        else:
            values = tuple(value[step] for value in values)
    return values


def together(question: Callable[..., bool], *values: Value) -> Fact:
    """``question`` asked of several plain values at once (None for an absent one); unknown where one of them is."""
    waiting = [value for value in values if value._plain is UNKNOWN]
    if not waiting:
        try:
            return known(_asked(question, *values))
        except _UndecidedError:
            waiting = [value for value in values if _holds(value._plain, Text)]
    return Fact(None, tuple(dict.fromkeys(reason for value in waiting for reason in value.undecided().because)))


def combined(change: Callable[..., Plain], *values: Value) -> Value:
    """The value that ``change`` makes of several (None for an absent one); unknown where one of them is, secret where
    one of them is. It stands where the first of them stands, or where the first unknown one does."""
    secret = any(value.is_secret for value in values)
    waiting = next((value for value in values if value._plain is UNKNOWN), None)
    if waiting is None:
        try:
            return Value(_asked(change, *values), values[0].path, values[0].owner, secret=secret)
        except _UndecidedError:
            waiting = next(value for value in values if _holds(value._plain, Text))
    return Value(UNKNOWN, waiting.reason.property, waiting.reason.resource, secret=secret)


def plain(value: Value) -> Plain:
    """The tree behind a value, for the model's own modules and for adapters; rules ask the value instead. A text with
    holes is unknown in it."""
    return without_texts(value._plain)


def text_of(value: Value) -> Text | None:
    """The text with holes that a value is, for the model's own modules."""
    return value._plain if isinstance(value._plain, Text) else None


def without_texts(tree: Plain) -> Plain:
    """The tree with all texts with holes unknown: what a preview without foresight knows."""
    return _replaced(tree, lambda _: UNKNOWN) if _holds(tree, Text) else tree


class _UndecidedError(Exception):
    """What a function makes of values depends on what fills the holes in them."""


def _asked(function: Callable[..., Any], *values: Value) -> Any:
    """What the function makes of plain values, None for absent ones, where no filling of a hole changes it."""
    trees = [None if value._plain is ABSENT else value._plain for value in values]
    if _SCALARS.issuperset(map(type, trees)):
        return function(*trees)
    if not any(_holds(tree, Text) for tree in trees):
        return function(*map(revealed, trees))
    try:
        made = _restored(function(*(revealed(_replaced(tree, Opaque)) for tree in trees)))
        repr(made)  # What keeps a text with holes where nothing restores it raises here.
    except (TouchedError, Exception):  # noqa: BLE001 - functions of the standard library ask by raising TypeError
        if any(value._needs_all or isinstance(value._plain, Text) for value in values):
            raise _UndecidedError from None
    else:
        return made
    # What may see unknown parts is asked what it makes of the rest.
    return function(*map(revealed, map(without_texts, trees)))


def _replaced(tree: Plain, change: Callable[[Text], Plain]) -> Plain:
    """The tree with something else for each text with holes."""
    if isinstance(tree, Text):
        return change(tree)
    if isinstance(tree, Secret):
        return Secret(_replaced(tree.value, change))
    if isinstance(tree, list):
        return [_replaced(item, change) for item in tree]
    if isinstance(tree, dict):
        return {key: _replaced(item, change) for key, item in tree.items()}
    return tree


def _restored(tree: Plain) -> Plain:
    """The tree that a function made, with the texts with holes that it only passed on."""
    if is_opaque(tree):
        return tree.text
    if isinstance(tree, list | tuple):
        return [_restored(item) for item in tree] if isinstance(tree, list) else tuple(map(_restored, tree))
    if isinstance(tree, dict):
        return {key: _restored(item) for key, item in tree.items()}
    return tree


def _reasons(tree: Plain) -> Iterator[Reason]:
    """The outputs whose places are in a tree, each once."""
    found: dict[Reason, None] = {}
    _replaced(tree, lambda text: found.update(dict.fromkeys(text.reasons)))
    yield from found


def same(one: object, other: object) -> bool:
    """Whether two plain values mean the same to AWS, whatever scalar type a program wrote them in."""
    if isinstance(one, Secret):
        return same(one.value, other)
    if isinstance(other, Secret):
        return same(one, other.value)
    if type(one) is type(other):
        return bool(one == other)
    if isinstance(one, str | bool | int | float) and isinstance(other, str | bool | int | float):
        return bool(_text(one) == _text(other))
    return False


def revealed(tree: Plain) -> Plain:
    """The tree without secret marks, for arithmetic on it; never for printing. A text with holes is unknown in it."""
    if type(tree) in _SCALARS or is_opaque(tree):
        return tree
    if isinstance(tree, Text):
        return UNKNOWN
    if isinstance(tree, Secret):
        return revealed(tree.value)
    if isinstance(tree, list):
        return [revealed(item) for item in tree]
    if isinstance(tree, Mapping):
        return {key: revealed(item) for key, item in tree.items()}
    return tree


def _part(tree: Plain, key: str | int) -> Plain:
    if isinstance(key, int):
        return tree[key] if isinstance(tree, list) and -len(tree) <= key < len(tree) else None
    # A block that may stand once arrives as an object or as a list of one object.
    if isinstance(tree, list) and len(tree) == 1:
        tree = tree[0]
    if isinstance(tree, Secret):
        return Secret(_part(tree.value, key))
    if tree is UNKNOWN or isinstance(tree, Text):
        return UNKNOWN
    return tree.get(key) if isinstance(tree, dict) else None


def _holds(tree: Plain, kind: type | tuple[type, ...]) -> bool:
    if type(tree) in _SCALARS:
        return False
    if isinstance(tree, kind):
        return tree is not ABSENT
    if isinstance(tree, Secret):
        return _holds(tree.value, kind)
    if isinstance(tree, list):
        return any(_holds(item, kind) for item in tree)
    if isinstance(tree, dict):
        return any(_holds(item, kind) for item in tree.values())
    return False


def _text(plain_value: Plain) -> Plain:
    if isinstance(plain_value, str):
        return plain_value
    if isinstance(plain_value, bool):
        return "true" if plain_value else "false"
    if isinstance(plain_value, int):
        return str(plain_value)
    if isinstance(plain_value, float):
        whole = math.isfinite(plain_value) and plain_value == int(plain_value)
        return str(int(plain_value)) if whole else repr(plain_value)
    return UNKNOWN


def _number(plain_value: Plain) -> Plain:
    if isinstance(plain_value, bool):
        return UNKNOWN
    if isinstance(plain_value, int | float):
        return plain_value if math.isfinite(plain_value) else UNKNOWN
    if isinstance(plain_value, str) and re.fullmatch(r"\s*[+-]?\d{1,15}(\.\d{1,15})?\s*", plain_value, re.ASCII):
        return float(plain_value)
    return UNKNOWN


def _parsed(plain_value: Plain) -> Plain:
    if isinstance(plain_value, dict | list):
        return plain_value
    if not isinstance(plain_value, str):
        return UNKNOWN
    try:
        return parsed_json(plain_value)
    except ValueError:
        return UNKNOWN


def _shown(tree: Plain) -> str:
    if tree is UNKNOWN:
        return "not known yet"
    if isinstance(tree, bool | int | float):
        return str(_text(tree))
    text = json.dumps(_masked(tree), ensure_ascii=False, default=str)
    if len(text) <= _LONGEST_TEXT:
        return text
    cut = text[:_LONGEST_TEXT]
    return f"{cut}..." + '"' * _ends_inside_quotes(cut)


def _ends_inside_quotes(cut: str) -> bool:
    """The start of a JSON text ends in the middle of a string."""
    return re.sub(r"\\.", "", cut).count('"') % 2 == 1


def _masked(tree: Plain) -> Plain:
    if isinstance(tree, Secret):
        return "[secret]"
    if tree is UNKNOWN:
        return "not known yet"
    if isinstance(tree, Text):
        return str(tree)
    if isinstance(tree, list):
        return [_masked(item) for item in tree]
    if isinstance(tree, dict):
        return {key: _masked(tree[key]) for key in sorted(tree, key=str)}
    if isinstance(tree, float) and math.isfinite(tree) and tree == int(tree):
        return int(tree)
    return tree
