"""Which resources the arguments of others name, where each of those has to be read only once a stack."""

from __future__ import annotations

from policypack.model.facts import FALSE, Fact, Reason, any_of, known, unknown
from policypack.model.records import record
from policypack.model.resources import Resource


@record(frozen=True)
class Named:
    """What is named, by URN and by name, and why there may be more."""

    urns: frozenset[str]
    names: frozenset[str]
    open: tuple[Reason, ...]

    def has(self, resource: Resource) -> Fact:
        """The resource, whose argument ``name`` is its name, is one of them."""
        by_name = resource["name"].as_text().test(lambda name: name in self.names) if self.names else FALSE
        return any_of(known(resource.urn in self.urns), by_name, unknown(*self.open) if self.open else FALSE)
