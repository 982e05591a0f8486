"""Makes the rows of a module's resource types, and says what is left out of them and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace

from policypack.aws.arguments import rows
from policypack.aws.arguments.rows import Row, TypeRows
from policypack.catalog.schema import Kind as ProviderKind
from policypack.catalog.sdk import resource_type
from policypack.harvest import api, cloudformation, declared, mapping, modules
from policypack.harvest.agreement import RowData, Use, row_of
from policypack.harvest.documentation import Said, said_in
from policypack.harvest.mapping import Candidate, chosen, matches
from policypack.harvest.names import plain
from policypack.harvest.provider import Argument, Block, arguments_of, each_argument, each_block
from policypack.harvest.relations import Relation, RelationData, Relations, related
from policypack.harvest.sentences import said_relations
from policypack.harvest.shapes import Fact, Kind, Shape, SourceName

KINDS: tuple[Kind, ...] = ("range", "length", "items", "enum", "pattern")


_TEXTS = (ProviderKind.STRING,)
_HELD: Mapping[Kind, tuple[ProviderKind, ...]] = {
    "range": (ProviderKind.INTEGER, ProviderKind.NUMBER),
    "length": _TEXTS,
    "enum": _TEXTS,
    "pattern": _TEXTS,
    "items": (ProviderKind.LIST,),
}
"""What the provider's argument holds that a fact of the kind can be about."""


@dataclass
class TypeData:
    """The rows of one resource type, and what is known of how they came about."""

    token: str
    service: str = ""
    protocol: str = ""
    source: str = ""
    operation: str = ""
    arguments: int = 0
    covered: int = 0
    rows: list[RowData] = field(default_factory=list)
    relations: list[RelationData] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass
class _Facts:
    """What the sources say of the arguments of one type."""

    members: dict[str, str] = field(default_factory=dict)
    facts: dict[tuple[str, Kind], dict[SourceName, Fact]] = field(default_factory=dict)
    relations: Relations = field(default_factory=Relations)
    known: dict[tuple[str, str], Row] = field(default_factory=dict)
    """The rows so far, where not all sources are read."""
    read: set[tuple[str, str]] = field(default_factory=set)
    """What a source that is read now says or said."""

    def keep(self, known: TypeRows, read: Collection[SourceName]) -> None:
        """What the sources said that are not read now, as far as the rows tell."""
        for row in known.rows:
            key = (row.path, row.kind)
            self.known[key] = row
            self.members[row.path] = row.member
            if {*row.said_by, "pulumi-aws"} & set(read):
                self.read.add(key)
            for source in set(row.said_by) - set(read) - {"pulumi-aws"}:
                self.facts.setdefault(key, {})[source] = _fact(row)  # type: ignore[arg-type,index]
        for one in known.relations:
            for source in set(one.said_by) - set(read):
                self.relations.add(source, one.member, _two_by_two(one))  # type: ignore[arg-type]

    def add(self, source: SourceName, path: str, member: str, shape: Shape) -> None:
        self.members.setdefault(path, member)
        for kind, fact in shape.facts.items():
            self.read.add((path, kind))
            known = self.facts.setdefault((path, kind), {})
            known[source] = _wider(kind, known[source], fact) if source in known else fact


def type_data(token: str, sources: Collection[SourceName], known: TypeRows | None = None) -> TypeData:
    """The rows of a type from these sources, and from what ``known`` rows tell of the others."""
    made = TypeData(token)
    block = arguments_of(token)
    facts = _Facts()
    if known is not None:
        made.service, made.protocol, made.source = known.service, known.protocol, known.source
        facts.keep(known, sources)
    if "botocore" in sources:
        _read_api(made, block, facts)
    if "cfn-lint" in sources:
        _read_cloudformation(made, block, facts)
    if "terraform" in sources:
        facts.relations.add("terraform", declared.name_of(token), declared.relations_of(token))
    if "pulumi-aws" in sources:
        for one in each_block(block):
            for argument in one.arguments.values():
                facts.relations.add("pulumi-aws", token, said_relations(argument, one, block))
    texts = {argument.path: argument for argument in each_argument(block)}
    made.arguments = len(texts)
    made.rows = list(_rows(made, texts, facts, "pulumi-aws" in sources or known is not None))
    refuted = {name.removeprefix(f"{token} ") for name in modules.refuted() if name.startswith(f"{token} ")}
    made.relations = list(facts.relations.rows(texts, refuted, declared.lasting(token)))
    if made.relations and not made.service:
        made.service = modules.name_of(modules.module_of(token))
    made.covered = len(
        {row.path.removesuffix("[]") for row in made.rows}
        | {path for one in made.relations for path in Relation(one.kind, one.block, one.arguments).paths}
    )
    return made


def patterns_of(token: str) -> dict[str, tuple[str, ...]]:
    """What the models say of the form of each argument of a type, also where it makes no row."""
    made, block, facts = TypeData(token), arguments_of(token), _Facts()
    _read_api(made, block, facts)
    _read_cloudformation(made, block, facts)
    said = {path: tuple(own.values()) for (path, kind), own in facts.facts.items() if kind == "pattern"}
    return {
        path: tuple(one.removeprefix("^").removesuffix("$") for one in own if isinstance(one, str))
        for path, own in said.items()
    }


def _two_by_two(one: rows.Relation) -> Iterator[Relation]:
    own = Relation(one.kind, one.block, one.arguments, one.values)  # type: ignore[arg-type]
    return related("at_most_one", own.paths) if one.kind == rows.CONFLICTS else iter((own,))


def _fact(row: Row) -> Fact:
    if row.kind == "enum":
        return row.values
    return f"^{row.pattern}$" if row.kind == "pattern" else (row.low, row.high)


def _read_api(made: TypeData, block: Block, facts: _Facts) -> None:
    module, name = modules.module_of(made.token), resource_type(made.token).class_name
    for service in modules.services_of(module):
        for candidate in chosen(block, name, api.operations(service), modules.prefixes_of(module)):
            if not made.operation:
                made.operation = candidate.name
                made.service = api.service_name(service)
                made.protocol = api.protocol(service)
                made.source = api.reference(service, candidate.name)
            _read(candidate, candidate.name, name, "botocore", block, facts)


def _read_cloudformation(made: TypeData, block: Block, facts: _Facts) -> None:
    module, name = modules.module_of(made.token), resource_type(made.token).class_name
    for namespace in modules.namespaces_of(module):
        types = modules.cloudformation_types(namespace)
        shapes = {own: cloudformation.shape_of(full) for own, full in types.items()}
        for candidate in chosen(block, name, shapes, modules.prefixes_of(module)):
            if not made.source:
                made.service = types[candidate.name].split("::")[1]
                made.source = cloudformation.reference(types[candidate.name])
            _read(candidate, types[candidate.name], name, "cfn-lint", block, facts)
            for kind, paths in mapping.relations(block, candidate.shape, plain(name)):
                facts.relations.add("cfn-lint", types[candidate.name], related(kind, paths))


def _read(candidate: Candidate, label: str, class_name: str, source: SourceName, block: Block, facts: _Facts) -> None:
    for match in matches(block, candidate.shape, label, plain(class_name)):
        path = match.argument.path
        facts.add(source, path, match.member, match.shape)
        held, element = match.argument.type.element, match.shape.element
        if held is not None and held.kind is ProviderKind.STRING and element is not None:
            facts.add(source, f"{path}[]", match.member, element)


def _rows(made: TypeData, texts: Mapping[str, Argument], facts: _Facts, with_texts: bool) -> Iterator[RowData]:
    nothing = said_in("")
    for (path, kind), own in facts.facts.items():
        before = facts.known.get((path, kind))
        if before is not None and (path, kind) not in facts.read:
            yield RowData(**asdict(before))
            continue
        argument = texts.get(path.removesuffix("[]"))
        reason = _why_not(path, kind, argument)
        if reason or argument is None:
            made.left_out[reason or "not an argument"] += 1
            continue
        said = said_in(argument.text) if with_texts else nothing
        row = row_of(path, kind, facts.members[path], own, _with_enum(said, argument), _use(made, path))
        if isinstance(row, str):
            made.left_out[row] += 1
        elif f"{made.token} {path} {kind}" in modules.refuted():
            made.left_out["a working program has another value"] += 1
        else:
            yield row if before is None or kind != "enum" else _no_surer(row, before)


def _no_surer(row: RowData, before: Row) -> RowData:
    """The values so far have those among them that the documentation alone lists: its agreement is no new one."""
    said_by = tuple(one for one in row.said_by if one != "pulumi-aws" or one in before.said_by)
    return replace(row, said_by=said_by, certain=row.certain and before.certain, closed=row.closed and before.closed)


def _use(made: TypeData, path: str) -> Use:
    name = path.removesuffix("[]").rpartition(".")[2]
    return Use(
        made.protocol,
        modules.ignores_case(modules.module_of(made.token), name),
        modules.is_observed(made.token, path),
    )


def _with_enum(said: Said, argument: Argument) -> Said:
    """The SDK's own enumeration is a list of values, too."""
    enum = argument.type.enum
    return Said((*said.values, *enum), said.numbers, said.ranges) if enum else said


def _why_not(path: str, kind: Kind, argument: Argument | None) -> str:
    if kind not in KINDS:
        return "a kind that is not used"
    if argument is None:
        return "not an argument"
    if argument.type.source is not None and argument.type.kind is ProviderKind.STRING:
        return "a JSON text, or a file's content"
    held = argument.type.element if path.endswith("[]") else argument.type
    if held is None or held.kind not in _HELD[kind]:
        return "another type in the provider"
    return modules.why_left_out(path.rpartition(".")[2], kind)


def _wider(kind: Kind, one: Fact, other: Fact) -> Fact:
    """Both facts of one source together: what either operation accepts."""
    if kind == "enum" and isinstance(one, tuple) and isinstance(other, tuple):
        return tuple(dict.fromkeys((*map(str, one), *map(str, other))))
    if kind in ("range", "length", "items") and isinstance(one, tuple) and isinstance(other, tuple):
        low = None if None in (one[0], other[0]) else min(one[0], other[0])  # type: ignore[type-var]
        high = None if None in (one[1], other[1]) else max(one[1], other[1])  # type: ignore[type-var]
        return (low, high)  # type: ignore[return-value]
    return one
