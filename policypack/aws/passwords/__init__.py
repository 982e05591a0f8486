"""Passwords of resources: where they are, what AWS accepts there, and whether they are generated."""

from __future__ import annotations

import re

from policypack.aws.passwords.arguments import PASSWORD_ARGUMENTS, Argument
from policypack.aws.passwords.limits import Limits, limits_named
from policypack.aws.passwords.origins import Origin, generated_texts, is_made_of, origin_of
from policypack.model.facts import FALSE, TRUE, Fact, all_of, any_of, is_not
from policypack.model.records import record
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import ABSENT, Value

TYPES = tuple(PASSWORD_ARGUMENTS)
"""The types that have a password."""


@record(frozen=True, slots=True)
class Password:
    """One password of a resource, in ``argument``."""

    resource: Resource
    argument: Argument
    value: Value

    @property
    def is_asked(self) -> Fact:
        """There is a password here, known or not, and nothing else that the argument accepts."""
        name, other = self.argument.unless
        is_empty = FALSE if self.value.is_unknown else self.value.is_empty()
        return all_of(is_not(is_empty), is_not(self.resource[name].equals(other)) if name else TRUE)

    @property
    def limits(self) -> Value:
        """The :class:`Limits` of AWS for it; absent where it states none, unknown where the engine is."""
        limits = self.argument.limits
        if isinstance(limits, str):
            return Value(limits_named(limits) if limits else ABSENT, self.value.path, self.resource.name)
        names = sorted(limits.items(), reverse=True)

        def chosen(text: str) -> Limits | None:
            return next((limits_named(name) for start, name in names if text.startswith(start)), None)

        return self.resource[self.argument.by].as_text().or_default(self.argument.otherwise).map(chosen)

    @property
    def is_a_place(self) -> bool:
        """The preview knows that exactly this is a password, not only that a part of it is."""
        return re.sub(r"\[\d+\]", "[]", self.value.path) == self.argument.path

    def is_generated(self, stack: Stack, deployment: Deployment) -> Fact:
        """A generator made it, or it is one of the stack's secret configuration values, or is made of one of these."""
        origin = origin_of(stack, self.resource, (self.argument.top,))
        by_links = self._part_is_generated(origin) if self.argument.is_part else self._is_generated(origin)
        if self.value.is_unknown:
            return by_links
        made = is_made_of(self.value, (*deployment.secrets(), *generated_texts(stack)))
        return any_of(made, by_links, deployment.may_have_read(self.value))

    def _is_generated(self, origin: Origin) -> Fact:
        if origin.generators:
            return TRUE
        if origin.is_open:
            return self.value.undecided()
        if self.value.is_known or (origin.exposed and not self.argument.whole):
            return FALSE
        return self.value.undecided()

    def _part_is_generated(self, origin: Origin) -> Fact:
        """Dependencies tell of all parts together: a known part is a literal unless its text says otherwise, unknown
        ones are generated where there is a generator for each."""
        if self.value.is_known:
            return self.value.undecided() if origin.is_open else FALSE
        unknown = [
            one for one in passwords_of(self.resource) if one.argument.top == self.argument.top and one.value.is_unknown
        ]
        each = all(one.is_a_place for one in unknown) and len(unknown) <= len(origin.generators)
        return TRUE if each else self.value.undecided()


def passwords_of(resource: Resource) -> tuple[Password, ...]:
    """The passwords of the resource, one for each place; where a preview does not know how many, one."""
    found: dict[str, Password] = {}
    for argument in PASSWORD_ARGUMENTS.get(resource.type, ()):
        for value in resource.each(argument.path):
            if not value.is_absent:
                found.setdefault(value.path, Password(resource, argument, value))
    return tuple(found.values())
