"""What a rule declares: everything that the engine, the tests and the rule's page need, in one object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Generic, TypeAlias, TypeVar

from policypack.aws.common.regions import region_of
from policypack.catalog.catalog import Catalog
from policypack.constraint import Constraint, Inputs, Table
from policypack.model.headings import SEVERITIES, Consequence, Heading, Level, Severity, Stage
from policypack.model.records import record
from policypack.model.rejections import Rejection
from policypack.model.resources import Deployment, Resource
from policypack.model.stack import Stack
from policypack.model.values import Plain, Value
from policypack.model.verdicts import Verdict, Verdicts

__all__ = [
    "SEVERITIES",
    "AnyRule",
    "Bad",
    "Changes",
    "Consequence",
    "Context",
    "Example",
    "Good",
    "Heading",
    "Level",
    "Rejection",
    "Remedy",
    "ResourceRule",
    "Rule",
    "Severity",
    "StackContext",
    "StackRule",
    "Stage",
    "Undecided",
    "constraints_rule",
    "practices_rule",
    "record",
]

Options = TypeVar("Options")


@record(frozen=True, slots=True)
class Context(Generic[Options]):
    """What a check may ask beyond its resource: the rule's options, the run, and the facts of regions."""

    options: Options
    deployment: Deployment
    catalog: Catalog

    def region(self, resource: Resource) -> Value:
        """The region that the resource is made in: known, unknown, or absent where nothing says it."""
        return region_of(resource, self.deployment)


@record(frozen=True, slots=True)
class StackContext(Context[Options]):
    """The context of a check that needs other resources, too."""

    stack: Stack


Changes: TypeAlias = Mapping[str, Plain | Value]
"""Properties and what they become. An object inside is merged: only the fields that it names change; whole numbers as
keys are positions in a list that is there (``{"blockDeviceMappings": {0: {"ebs": {"volumeType": "gp3"}}}}``)."""
Remedy: TypeAlias = Changes | Callable[[Resource, Any], Changes]
"""The same changes for every violation, or a function of resource and context that finds them; none where there is no
one safe answer. The function's docstring says what it sets."""


@record(frozen=True, slots=True)
class Example:
    """A whole Pulumi program, and the stack's configuration that it runs with."""

    program: str
    config: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """Stack configuration; a value that starts with ``secret:`` is a secret one."""
    title: str = field(default="", kw_only=True)


@record(frozen=True, slots=True)
class Bad(Example):
    """A program that the rule finds fault with: resource name -> the property (or properties) at fault."""

    finds: Mapping[str, str | tuple[str, ...]] = field(kw_only=True)


@record(frozen=True, slots=True)
class Good(Example):
    """A program that the rule has nothing to say of."""


@record(frozen=True, slots=True)
class Undecided(Example):
    """A program that a preview cannot judge: resource name -> the unknown property (or properties)."""

    because: Mapping[str, str | tuple[str, ...]] = field(kw_only=True)


@record(frozen=True, slots=True, kw_only=True, eq=False)
class Rule(Heading, Generic[Options]):
    """What both kinds of rule say of themselves.

    ``options`` is a frozen dataclass whose fields have defaults and are ``Annotated`` with a sentence each. ``remedy``
    is what level ``remediate`` changes, where one answer is safe for every program; only rules that one resource's
    inputs decide have one. ``rejections`` are what AWS itself rejects; a demand of the check names its own by
    ``rejects=``. ``table`` holds rows that need no check. ``examples`` are those that are no files. ``since`` is the
    version that brought the rule. ``file`` declares it, where it is no built-in one: examples are below its folder.
    """

    rationale: str
    since: str
    references: tuple[str, ...]
    options: type[Options] | None = None
    remedy: Remedy | None = None
    rejections: tuple[Rejection, ...] = ()
    table: Table | None = None
    examples: tuple[Bad | Good | Undecided, ...] = ()
    file: str = ""

    @property
    def url(self) -> str:
        """The reference that says most; empty where there is none."""
        return self.references[0] if self.references else ""

    @property
    def knows_rejections(self) -> bool:
        """Whether AWS itself rejects what the rule finds, or some of it: by the rule's own rejections, or by data."""
        return bool(self.rejections) or (self.level == "mandatory" and self.consequence == "deployment fails")


@record(frozen=True, slots=True, kw_only=True, eq=False)
class ResourceRule(Rule[Options]):
    """A rule that one resource's own inputs decide; in an update it stops that resource before it is touched."""

    check: Callable[[Resource, Context[Options]], Verdicts] | None = None

    @property
    def needs_stack(self) -> bool:
        """Never: one resource decides."""
        return False

    @property
    def early(self) -> bool:
        """Never: it is asked before the resource is made, anyway."""
        return False

    def verdicts(self, resource: Resource, context: Context[Options]) -> Iterator[Verdict]:
        """What the rows of the table and the check say of one resource."""
        if self.table is not None:
            yield from self.table.verdicts(resource)
        if self.check is not None:
            yield from _each(self.check(resource, context))


@record(frozen=True, slots=True, kw_only=True, eq=False)
class StackRule(Rule[Options]):
    """A rule that needs other resources, too; it is asked of one subject at a time, at the end of a preview.

    An update asks an ``early`` rule before each resource is made, too, of what there is so far: one that finds some
    violation that nothing undoes. A rule that demands what may still come only costs time there.
    """

    early: bool = False
    check: Callable[[Resource, StackContext[Options]], Verdicts] | None = None

    @property
    def needs_stack(self) -> bool:
        """Always."""
        return True

    def verdicts(self, resource: Resource, context: StackContext[Options]) -> Iterator[Verdict]:
        """What the rows of the table and the check say of one subject."""
        if self.table is not None:
            yield from self.table.verdicts(resource)
        if self.check is not None:
            yield from _each(self.check(resource, context))


AnyRule: TypeAlias = ResourceRule[Any] | StackRule[Any]


def constraints_rule(
    *,
    id: str,
    service: str,
    summary: str,
    rationale: str,
    constraints: Mapping[tuple[str, ...], Sequence[Constraint]],
    base: Mapping[str, Inputs] | None = None,
    level: Level = "mandatory",
    consequence: Consequence = "deployment fails",
    since: str,
    aliases: tuple[str, ...] = (),
    references: tuple[str, ...] = (),
    check: Callable[[Resource, Context[None]], Verdicts] | None = None,
    rejections: tuple[Rejection, ...] = (),
) -> ResourceRule[None]:
    """A rule of rows (see :mod:`policypack.constraint`), by the types that they are of.

    ``base`` are, by type, the arguments that every witness has besides its own: what the provider requires. ``check``
    and its ``rejections`` are for demands that are no row.
    """
    table = Table(service, constraints, base or {})
    return ResourceRule(
        id=id,
        summary=summary,
        rationale=rationale,
        level=level,
        consequence=consequence,
        since=since,
        aliases=aliases,
        applies_to=table.types,
        references=tuple(dict.fromkeys((*references, *table.sources))),
        check=check,
        rejections=(*table.rejections, *rejections),
        table=table,
    )


def practices_rule(
    *,
    id: str,
    summary: str,
    rationale: str,
    harm: str,
    practices: Mapping[tuple[str, ...], Sequence[Constraint]],
    base: Mapping[str, Inputs] | None = None,
    level: Level = "advisory",
    consequence: Consequence,
    rated: Severity | None = None,
    since: str,
    controls: tuple[str, ...] = (),
    partly: tuple[str, ...] = (),
    references: tuple[str, ...] = (),
    check: Callable[[Resource, Context[None]], Verdicts] | None = None,
) -> ResourceRule[None]:
    """A rule of practices (see :mod:`policypack.constraint.practices`), by the types that they are of.

    ``harm`` is a sentence that follows what is wrong. ``controls`` are those that ``check`` answers; the rows name
    theirs.
    """
    rows = {types: [replace(row, harm=row.harm or harm) for row in own] for types, own in practices.items()}
    rule = constraints_rule(
        id=id,
        service="",
        summary=summary,
        rationale=rationale,
        constraints=rows,
        base=base,
        level=level,
        consequence=consequence,
        since=since,
        references=references,
        check=check,
    )
    of_rows = rule.table.controls if rule.table is not None else ()
    return replace(rule, rated=rated, controls=tuple(dict.fromkeys((*of_rows, *controls))), partly=partly)


def _each(verdicts: Verdicts) -> Iterable[Verdict]:
    return (verdicts,) if isinstance(verdicts, Verdict) else verdicts
