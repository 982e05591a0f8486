"""Parameter groups of databases and caches: AWS's default ones, and the family that an engine version needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policypack.catalog.catalog import Catalog
from policypack.model.facts import Fact, all_facts, all_of, any_of
from policypack.model.fixes import Blank, Create, Fix, Ref, Set, Target, fix
from policypack.model.links import Linked
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import UNKNOWN, Plain, Value, combined, together

_DEFAULT = "default."
_CLUSTER_MODE = ".cluster.on"


def is_own(name: Value, groups: Linked) -> Fact:
    """The name is of a custom group: one of the stack's ``groups``, or any name that is not that of a default group."""
    if name.is_unknown:
        return any_of(groups.exists(), name.undecided())
    return name.as_text().test(lambda text: not text.startswith(_DEFAULT))


def has_family(name: Value, groups: Linked, fits: Callable[[Value], Fact]) -> Fact:
    """The family of the named group fits; unknown for a custom group outside of the stack."""
    linked = groups.certain()
    return all_facts(fits(group["family"]) for group in linked) if linked else fits(_family_of_default(name))


def family(name: Value, groups: Linked) -> Value:
    """The family of the named group: that of the stack's group, or the one in the name of a default group."""
    return next((group["family"] for group in groups.certain()), _family_of_default(name))


@record(frozen=True, slots=True)
class RequiredFamily:
    """The family that an engine version needs, by the catalog; ``otherwise`` is the answer where the version does not
    decide the family."""

    engine: Value
    name: Value
    otherwise: Fact

    def fits(self, family: Value) -> Fact:
        """The family is the required one; that of another engine never is, with any version."""
        if family.is_absent:
            return family.undecided()
        of_engine = together(_is_of_engine, family.as_text(), self.engine)
        is_required = self.otherwise
        if not self.name.is_absent:
            is_required = together(lambda own, required: str(own).lower() == required, family.as_text(), self.name)
        return all_of(of_engine, is_required)


def required_family(
    catalog: Catalog, service: str, engine: Value, version: Value, unset: Fact | None = None
) -> RequiredFamily:
    """What ``version`` of ``engine`` needs; ``unset`` is the answer where the version is not set."""

    def name(engine_name: str | None, text: str | None) -> str | None:
        return catalog.parameter_group_family(service, engine_name, text) if engine_name and text else None

    otherwise = unset if unset is not None and unset.is_unknown else version.undecided()
    return RequiredFamily(engine, combined(name, engine, version), otherwise)


def fix_by_new_group(
    type_: str, database: Resource, argument: str, family: Value, groups: Linked, parameters: Sequence[Plain] = ()
) -> Fix:
    """A new group of the family, with these parameters; or, where the stack has the group, the family of that one.

    The first way is safe where other databases have the same group, too.
    """
    name = f"{database.name}-parameters"
    wanted = family.say(lambda text: text, Blank("a family of the engine"))
    return fix(
        Create(type_, name, {"family": wanted, **({"parameters": list(parameters)} if parameters else {})}),
        Set(argument, Ref(name, "name", Target(type_, name))),
        otherwise=tuple(Set("family", wanted, on=Target.of(group)) for group in groups.certain()),
    )


def _is_of_engine(family: str, engine: str | None) -> bool:
    """The name of a family begins with its engine: ``postgres15``, ``oracle-ee-19``, ``redis6.x``."""
    if not engine or engine.startswith("custom-"):
        return True
    return re.match(rf"{re.escape(engine)}-?\d", family.lower()) is not None


def _family_of_default(name: Value) -> Value:
    def family_in(text: str) -> object:
        return text[len(_DEFAULT) :].removesuffix(_CLUSTER_MODE) if text.startswith(_DEFAULT) else UNKNOWN

    return name.as_text().map(family_in)
