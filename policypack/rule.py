"""What a rule declares: everything that the engine, the tests and the rule's page need, in one object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from policypack.aws.regions import region_of
from policypack.catalog.catalogue import Catalogue
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain, Value
from policypack.model.verdicts import Verdicts

Level: TypeAlias = Literal["advisory", "mandatory", "remediate", "disabled"]
Severity: TypeAlias = Literal["low", "medium", "high", "critical"]
Options = TypeVar("Options")


@dataclass(frozen=True, slots=True)
class Context(Generic[Options]):
    """What a check may ask beyond its resource: the rule's options, the run, and the facts of regions."""

    options: Options
    deployment: Deployment
    catalogue: Catalogue

    def region(self, resource: Resource) -> Value:
        """The region that the resource is made in: known, unknown, or absent where nothing says it."""
        return region_of(resource, self.deployment)


@dataclass(frozen=True, slots=True)
class StackContext(Context[Options]):
    """The context of a check that needs other resources, too."""

    stack: Stack


Changes: TypeAlias = Mapping[str, Plain | Value]
"""Properties and what they become. An object inside is merged: only the fields that it names change; whole numbers as
keys are positions in a list that is there (``{"blockDeviceMappings": {0: {"ebs": {"volumeType": "gp3"}}}}``)."""
Remedy: TypeAlias = Changes | Callable[[Resource, Any], Changes]
"""The same changes for every violation, or a function of resource and context that finds them; none where there is no
one safe answer. The function's docstring says what it sets."""


@dataclass(frozen=True, slots=True)
class Example:
    """A whole Pulumi program, and the stack's configuration that it runs with."""

    program: str
    config: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """Stack configuration; a value that starts with ``secret:`` is a secret one."""
    title: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True)
class Bad(Example):
    """A program that the rule finds fault with: resource name -> the property (or properties) at fault."""

    finds: Mapping[str, str | tuple[str, ...]] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Good(Example):
    """A program that the rule has nothing to say of."""


@dataclass(frozen=True, slots=True)
class Undecided(Example):
    """A program that a preview cannot judge: resource name -> the unknown property (or properties)."""

    because: Mapping[str, str | tuple[str, ...]] = field(kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """One thing that AWS itself refuses, so that the rule refuses it first.

    ``refused`` names the resource of a Bad example that shows it, ``accepted`` its neighbour in a Good example: the
    limit itself, the one character that is allowed, the engine that is exempt.
    """

    service: str
    condition: str
    error: str
    source: str
    refused: str
    accepted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Generic[Options]):
    """What both kinds of rule say of themselves.

    ``applies_to`` are resource type tokens, or ``aws:*`` for all of the AWS provider's. ``options`` is a frozen
    dataclass whose fields have defaults and are ``Annotated`` with a sentence each. ``remedy`` is what level
    ``remediate`` changes, where one answer is safe for every program; only rules that one resource's inputs decide
    have one. ``rejections`` are what AWS itself refuses, for rules that say "AWS rejects this".
    """

    id: str
    summary: str
    rationale: str
    level: Level
    severity: Severity
    applies_to: tuple[str, ...]
    references: tuple[str, ...]
    examples: tuple[Bad | Good | Undecided, ...]
    options: type[Options] | None = None
    concern: str = ""
    remedy: Remedy | None = None
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceRule(Rule[Options]):
    """A rule that one resource's own inputs decide; in an update it stops that resource before it is touched."""

    check: Callable[[Resource, Context[Options]], Verdicts]


@dataclass(frozen=True, slots=True, kw_only=True)
class StackRule(Rule[Options]):
    """A rule that needs other resources, too; it is asked of one subject at a time, at the end of a preview."""

    check: Callable[[Resource, StackContext[Options]], Verdicts]


AnyRule: TypeAlias = ResourceRule[Any] | StackRule[Any]
