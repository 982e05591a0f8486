"""What a RandomPassword can draw, and whether AWS accepts all of it.

The random provider draws the minimum of each class first and fills up from all classes that are switched on. A
minimum counts even where its class is switched off; an empty ``overrideSpecial`` means the default characters
(https://github.com/hashicorp/terraform-provider-random, internal/random/string.go, read in 2026-11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from policypack.aws.passwords import Password
from policypack.aws.passwords.limits import CLASSES, Limits, spelled
from policypack.aws.passwords.origins import RANDOM_PASSWORD, origin_of
from policypack.fix import Create, Fix, Ref, Set, Target, fix
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import UNKNOWN, Plain, Value, combined, plain, same

DEFAULT_SPECIALS = "!@#$%&*()-_=+[]{}<>:?"
"""https://www.pulumi.com/registry/packages/random/api-docs/randompassword/"""
RARE = 0.001
"""A chance below this is not reported: it is smaller than that of AWS failing for another reason."""
_SWITCHES = {"upper": "upper", "lower": "lower", "digit": "numeric", "special": "special"}
_MINIMUMS = {"upper": "minUpper", "lower": "minLower", "digit": "minNumeric", "special": "minSpecial"}
_SETTINGS = (*_SWITCHES.values(), "number", *_MINIMUMS.values())
"""``number`` is the old name of ``numeric``."""
_LENGTH = 32
_NEARLY_ALWAYS = 0.9
_ONE_IN_A_HUNDRED = 0.01


@record(frozen=True, slots=True)
class Draw:
    """The passwords that a generator can draw: ``minimums`` of each class, the rest from the classes in ``free``;
    ``characters`` are those of each class."""

    length: int
    characters: Mapping[str, str]
    minimums: Mapping[str, int]
    free: frozenset[str]

    @property
    def pool(self) -> str:
        """What the characters beyond the minimums are drawn from."""
        return "".join(self.characters[kind] for kind in CLASSES if kind in self.free)

    @property
    def drawn_freely(self) -> int:
        """How many characters are drawn from the pool."""
        return max(0, self.length - sum(self.minimums.values()))

    @property
    def possible(self) -> str:
        """Every character that can be drawn."""
        asked = "".join(self.characters[kind] for kind, minimum in self.minimums.items() if minimum > 0)
        return asked + (self.pool if self.drawn_freely else "")

    def chance_without(self, kinds: tuple[str, ...]) -> float:
        """The chance that a password has no character of any of these classes."""
        if any(self.minimums[kind] > 0 for kind in kinds):
            return 0.0
        avoided = "".join(CLASSES[kind] for kind in kinds)
        return self._chance_of_only([one for one in self.pool if one not in avoided])

    def chance_to_lack(self, limits: Limits) -> float:
        """The chance, or a little more, that more classes are missing than AWS lets be."""
        missing = combinations(limits.needs, limits.may_lack + 1) if limits.needs else ()
        return min(1.0, sum(self.chance_without(kinds) for kinds in missing))

    def chance_of_rejected(self, limits: Limits) -> float:
        """The chance that a password holds a character that AWS rejects."""
        taken = 1.0
        for kind, minimum in self.minimums.items():
            own = self.characters[kind]
            if minimum and own:
                taken *= (sum(not limits.rejected(one) for one in own) / len(own)) ** minimum
        return 1 - taken * self._chance_of_only([one for one in self.pool if not limits.rejected(one)])

    def chance_to_start_with(self, characters: str) -> float:
        """The chance, or a little more, that a password starts with one of these characters."""
        return max((sum(own.count(one) for one in characters) / len(own) for own in self._sources()), default=0.0)

    def _sources(self) -> Iterator[str]:
        yield from (
            self.characters[kind] for kind, minimum in self.minimums.items() if minimum > 0 < len(self.characters[kind])
        )
        if self.drawn_freely and self.pool:
            yield self.pool

    def _chance_of_only(self, wanted: list[str]) -> float:
        """The chance that all characters drawn from the pool are among ``wanted``, which are part of it."""
        if not self.drawn_freely:
            return 1.0
        return (len(wanted) / len(self.pool)) ** self.drawn_freely if self.pool else 1.0


@record(frozen=True, slots=True)
class Complaint:
    """Why AWS does not accept all that a generator can draw, and the generator's arguments with which it does."""

    problem: str
    arguments: Mapping[str, Plain]


def generators_of(password: Password, stack: Stack) -> tuple[Resource, ...]:
    """The RandomPasswords one of which makes this password and is still to draw it, as far as links tell; none for a
    password that is known, or that is made of other things, too."""
    argument = password.argument
    origin = origin_of(stack, password.resource, (argument.top,))
    sources = password.resource.property_dependencies.get(argument.top, ())
    is_mixed = not argument.is_part and len(sources) > max(1, len(origin.generators))
    is_here = password.value.is_unknown and (argument.whole or password.is_a_place)
    if is_mixed or not is_here or origin.is_open:
        return ()
    found = [stack.get(urn) for urn in origin.generators]
    to_draw = tuple(one for one in found if one is not None and one.type in RANDOM_PASSWORD and not one.is_deployed)
    return to_draw if len(to_draw) == len(found) else ()


def draw_of(generator: Resource) -> Value:
    """The :class:`Draw` of a RandomPassword; unknown while one of its arguments is."""
    numbers = {*_MINIMUMS.values()}
    settings = (generator[name].as_number() if name in numbers else generator[name] for name in _SETTINGS)
    return combined(_draw, generator["length"].as_number(), generator["overrideSpecial"].as_text(), *settings)


def _draw(length: Plain, override: Plain, *settings: Plain) -> Plain:
    if length is None:
        return UNKNOWN
    given = dict(zip(_SETTINGS, settings, strict=True))
    off = {kind for kind, name in _SWITCHES.items() if same(given[name], False)}
    return Draw(
        length=int(length),
        characters={**CLASSES, "special": override or DEFAULT_SPECIALS},
        minimums={kind: int(given[name] or 0) for kind, name in _MINIMUMS.items()},
        free=frozenset(set(CLASSES) - off - ({"digit"} if same(given["number"], False) else set())),
    )


def complaints(draw: Draw, limits: Limits) -> Iterator[Complaint]:
    """What can go wrong with the passwords that are drawn; nothing where AWS accepts all of them."""
    if not limits.fits(draw.length):
        yield Complaint(f"makes {draw.length} characters, not {limits.length_in_words}", _length(limits))
    rejected = limits.rejected(draw.possible)
    if rejected:
        how_often = _odds(draw.chance_of_rejected(limits))
        yield Complaint(
            f"can draw {spelled(rejected)} (AWS accepts {limits.characters_in_words}), {how_often}", _specials(limits)
        )
    lacking = draw.chance_to_lack(limits)
    if lacking > RARE:
        yield Complaint(f"can lack {limits.needs_in_words}, {_odds(lacking)}", _minimums(limits))
    starting = draw.chance_to_start_with(limits.not_first) if limits.not_first else 0.0
    if starting > RARE:
        yield Complaint(f"can start with {limits.not_first}, {_odds(starting)}", {"numeric": False})


def arguments_for(limits: Limits) -> dict[str, Plain]:
    """The arguments of a RandomPassword all of whose passwords AWS accepts."""
    first = {"numeric": False} if limits.not_first else {}
    return {**_length(limits), **_specials(limits), **_minimums(limits), **first}


def generated(password: Password) -> Fix:
    """A new RandomPassword, all of whose passwords AWS accepts, in the password's place."""
    made, result = new_generator(password.resource, password.limits)
    return fix(made, Set(password.value.path, result))


def new_generator(resource: Resource, limits: Value) -> tuple[Create, Ref]:
    """A new RandomPassword for the resource, and its result."""
    name = f"{resource.name}-password"
    arguments: dict[str, Plain] = {"length": _LENGTH, "special": False}
    if limits.is_known and not limits.is_secret:
        arguments = arguments_for(plain(limits))
    return Create(RANDOM_PASSWORD[0], name, arguments), Ref(name, "result", Target(RANDOM_PASSWORD[0], name))


def _length(limits: Limits) -> dict[str, Plain]:
    return {"length": min(max(_LENGTH, limits.shortest), limits.longest or _LENGTH)}


def _minimums(limits: Limits) -> dict[str, Plain]:
    return {_MINIMUMS[kind]: 1 for kind in limits.needs}


def _specials(limits: Limits) -> dict[str, Plain]:
    accepted = (
        limits.special
        if limits.special is not None
        else "".join(one for one in DEFAULT_SPECIALS if not limits.rejected(one))
    )
    return {"overrideSpecial": accepted} if accepted else {"special": False}


def _odds(chance: float) -> str:
    if chance > _NEARLY_ALWAYS:
        return "nearly always"
    if chance >= _ONE_IN_A_HUNDRED:
        return f"about {round(chance * 100)} times in 100"
    return f"about 1 time in {round(1 / max(chance, 1e-9))}"
