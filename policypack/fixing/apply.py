"""Applies fixes, one finding after the other; what is applied already decides what the next one may change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

import libcst as cst

from policypack.engine.findings import Finding
from policypack.engine.findings import Outcome as Found
from policypack.fix.languages import kind_of, python_name, quoted, variable
from policypack.fixing.calls import OPTIONS, argument, changed, code, refuse_unpacked, with_dependency
from policypack.fixing.changes import Changes, changed_text, fold, valued
from policypack.fixing.outcomes import DeclinedError, Kind, Outcome
from policypack.fixing.program import Program, Site
from policypack.fixing.source import SourceFile
from policypack.fixing.values import Document, Group, ValueChange, Writer, laid_out
from policypack.model.fixes import Add, Create, Depend, Edit, Export, Json, Map, Ref, Remove, Set, Step, Target
from policypack.model.paths import steps as steps_of
from policypack.model.resources import ROOT_TYPE, short_type
from policypack.reports.run import Run

_AS_THEY_ARE: Mapping[Path, bytes] = {}
_NONE: Mapping[tuple[str, str, str, str, str], str] = {}
_SEVERITIES = ("critical", "high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of each finding, and the files with the fixes: path -> content before and after."""

    outcomes: tuple[Outcome, ...]
    files: dict[Path, tuple[bytes, bytes]]


Key: TypeAlias = tuple[str, str, str, str, str]


def key_of(finding: Finding) -> Key:
    """What a finding is and how it is fixed, in each run of the program."""
    rejected = finding.rejects.condition if finding.rejects is not None else ""
    return finding.rule, finding.urn, finding.at, rejected, repr(finding.fix)


def apply_fixes(
    run: Run, resource: str = "", contents: Mapping[Path, bytes] = _AS_THEY_ARE, refused: Mapping[Key, str] = _NONE
) -> Applied:
    """Apply the fixes of the run's violations, those that stop first; ``resource`` asks only for one of this name.
    What has no fix, as the list of undetermined checks, is none of the outcomes.

    ``contents`` are those of files that the run was made with, ``refused`` findings whose fixes are not to be applied,
    with the reasons.
    """
    plan = Plan(Program(run, contents))
    wanted = [
        one for one in run.findings if one.outcome is Found.VIOLATED and one.fix and resource in ("", one.resource_name)
    ]
    wanted.sort(key=lambda one: (not one.stops, _SEVERITIES.index(one.severity)))
    alike: dict[tuple[str, str], set[str]] = {}
    for finding in wanted:
        if key_of(finding) in refused:
            continue
        if _is_of_each(finding.fix.steps, finding):
            alike.setdefault((finding.rule, _shape(finding)), set()).add(finding.urn)
    outcomes = {}
    for finding in wanted:
        same = frozenset(alike.get((finding.rule, _shape(finding)), ()))
        reason = refused.get(key_of(finding))
        outcomes[finding.sort_key] = plan.applied(finding, same) if reason is None else plan.refused(finding, reason)
    return Applied(tuple(outcomes[key] for key in sorted(outcomes)), plan.contents())


@dataclass(frozen=True)
class State:
    """What is applied so far. A fix that fails half way is forgotten by forgetting its state."""

    files: dict[Path, Changes] = field(default_factory=dict)
    steps: tuple[tuple[cst.Call, Step], ...] = ()
    """With the call that each changes."""
    made: tuple[Create, ...] = ()
    names: frozenset[tuple[str, str]] = frozenset()
    """Type and logical name of what is made."""
    of_each: frozenset[tuple[cst.Call, str, str]] = frozenset()
    """What is made for each resource of a call: the call, the type and the fix without the resource's names."""

    def changes(self, source: SourceFile) -> Changes:
        """What is applied to the file."""
        return self.files.get(source.path, Changes())

    def with_changes(self, source: SourceFile, changes: Changes) -> State:
        """With other changes of the file."""
        return replace(self, files={**self.files, source.path: changes})


@dataclass
class Plan:
    """The fixes that are applied to a program so far."""

    program: Program
    state: State = field(default_factory=State)

    def applied(self, finding: Finding, alike: frozenset[str] = frozenset()) -> Outcome:
        """Apply the finding's fix, all steps of one way or nothing. ``alike`` are the URNs with the same finding and
        fix, which may share a call."""
        place = self._place(finding)
        if not finding.fix.steps:
            return Outcome(finding, Kind.NOTE, finding.fix.note, place)
        reasons: list[str] = []
        for way in _ways(finding):
            try:
                self.state = Attempt(self.program, self.state, finding, way, alike).done()
            except DeclinedError as reason:
                reasons.append(str(reason))
                continue
            return Outcome(finding, Kind.APPLIED, finding.fix.note, place)
        return Outcome(finding, Kind.DECLINED, reasons[0], place)

    def refused(self, finding: Finding, reason: str) -> Outcome:
        """Leave the finding as it is."""
        return Outcome(finding, Kind.DECLINED, reason, self._place(finding))

    def _place(self, finding: Finding) -> str:
        return self.program.run.position(finding.urn)

    def contents(self) -> dict[Path, tuple[bytes, bytes]]:
        """Each changed file's content before and after."""
        files = {}
        for path, changes in sorted(self.state.files.items()):
            source = self.program.files[path]
            after = changed_text(source, changes) if changes else source.before
            if after != source.before:
                files[path] = (source.before, after)
        return files


def _ways(finding: Finding) -> Iterator[Sequence[Step]]:
    """The fix's steps; then, instead, those of its alternatives that leave nothing out."""
    yield finding.fix.steps
    yield from (way for way in finding.fix.otherwise if not any(isinstance(step, Remove) for step in way))


# -- one fix ----------------------------------------------------------------------------------


@dataclass
class Attempt:
    """One way of one finding's fix."""

    program: Program
    state: State
    finding: Finding
    way: Sequence[Step]
    alike: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    """The variables of what the way creates, by the step's name."""

    def done(self) -> State:
        """The state with all steps. Raises DeclinedError."""
        for step in self.way:
            if isinstance(step, Remove) and not step.path:
                self._remove(step)
            elif isinstance(step, Create):
                self._create(step)
            elif isinstance(step, Export):
                self._export(step)
            elif not self._is_of_created(step):
                self._change(step)
        return self.state

    # -- changes of what is there -----------------------------------------------------------

    def _change(self, step: Set | Remove | Add | Edit | Depend) -> None:
        site = self._own_site() if step.on is None else self.program.target(step.on)
        key = (site.call, step)
        if key in self.state.steps:
            return
        for call, other in self.state.steps:
            if call is site.call and isinstance(other, Remove) and not other.path:
                raise DeclinedError("the fix of another finding removes the resource")
            if call is site.call and _conflict(step, other):
                raise DeclinedError(f"the fix of another finding changes {python_name(_path(other))}, too")
        if isinstance(step, Depend):
            needed = self._reference(replace(step.earlier, output=""), site, site.statement)
            change = partial(with_dependency, variable=needed, writer=self._writer(site, site.call))
        else:
            change = partial(changed, step=step, writer=self._writer(site, site.call))
        changes = self.state.changes(site.source).with_call(site.call, change)
        fold(site.call, changes.calls[site.call])  # A step that cannot be done is declined here.
        # Names and imports that the change needed are in the state by now.
        changes = self.state.changes(site.source).with_call(site.call, change)
        self.state = replace(self.state.with_changes(site.source, changes), steps=(*self.state.steps, key))

    def _remove(self, step: Remove) -> None:
        """Leave the resource itself out, where nothing needs it."""
        if any(isinstance(other, Create) for other in self.way):
            raise DeclinedError("the resource becomes one of another type, and its state has to follow it")
        site = self.program.site(self.finding.urn) if step.on is None else self.program.target(step.on)
        key = (site.call, step)
        if key in self.state.steps:
            return
        if any(call is site.call for call, _ in self.state.steps):
            raise DeclinedError("the fix of another finding changes the resource")
        changes = self.state.changes(site.source)
        statement = site.statement
        if statement in {**changes.before, **changes.after, **changes.named} or not site.source.can_remove(site.call):
            raise DeclinedError("other code needs the resource")
        changes = replace(changes, removed=changes.removed | {statement})
        self.state = replace(self.state.with_changes(site.source, changes), steps=(*self.state.steps, key))

    # -- new resources ----------------------------------------------------------------------

    def _create(self, step: Create) -> None:
        if step in self.state.made:
            if step.name in self._used_names():
                raise DeclinedError("the fix of another finding makes the resource already")
            return
        site, after = self._anchor(step)
        source, anchor = site.source, site.statement
        shared = (site.call, step.type, _shape(self.finding))
        if shared in self.state.of_each:
            return
        writer = self._writer(site, anchor, after=after)
        name_of_it = self._name_of_each(step, site) if site.others else quoted(self._logical_name(step))
        parts: list[tuple[str, Document]] = [("", name_of_it)]
        parts += [(f"{python_name(name)}=", writer.document(tree)) for name, tree in step.arguments.items()]
        if options := self._options(step, site):
            parts.append((f"{OPTIONS}=", options))
        opening = f"{self._class(step.type, source)}("
        assigned = ""
        if step.name in self._used_names():
            name = self._free_name(source, variable(step.name), kind_of(step.type))
            self.names[step.name] = name
            assigned = f"{name} = "
        text = assigned + laid_out(Group(opening, tuple(parts), ")"), 0, len(assigned))
        changes = self.state.changes(source).with_statement(anchor, text, after=after)
        self.state = replace(self.state.with_changes(source, changes), made=(*self.state.made, step))
        if site.others:
            self.state = replace(self.state, of_each=self.state.of_each | {shared})

    def _name_of_each(self, step: Create, site: Site) -> str:
        """The name that the call gives to each resource that it makes, for what is made beside each of them."""
        names = {(step.type, one.name) for one in (site.resource, *site.others)}
        taken = {(one.type, one.name) for one in self.program.run.stack.resources} | self.state.names
        first = next(iter(site.call.args), None)
        if names & taken or first is None or first.star or first.keyword is not None or self._used_names():
            raise DeclinedError(f"the call also makes {', '.join(one.name for one in site.others[:3])}")
        self.state = replace(self.state, names=self.state.names | names)
        return code(first.value)

    def _logical_name(self, step: Create) -> str:
        """The step's name, or it with a number where the program has one of the type and name."""
        taken = {one.name for one in self.program.run.stack.resources if one.type == step.type}
        taken |= {name for type_, name in self.state.names if type_ == step.type}
        tried = (step.name, *(f"{step.name}-{number}" for number in range(2, len(taken) + 3)))
        name = next(one for one in tried if one not in taken)
        self.state = replace(self.state, names=self.state.names | {(step.type, name)})
        return name

    def _export(self, step: Export) -> None:
        """At the end of the file. What a function or a component makes, only its caller should export."""
        if step.value.target is None:
            raise DeclinedError(f"fill in: {step.value.name}, a resource that only you can choose")
        site = self.program.target(step.value.target)
        value = self._reference(step.value, site, site.statement, after=True)
        text = f"{self._module('pulumi', site.source)}.export({quoted(step.name)}, {value})"
        if site.source.function(site.call) is not site.source.module:
            raise DeclinedError(f'{kind_of(site.resource.type)} "{site.resource.name}" is made inside a function')
        changes = self.state.changes(site.source)
        self.state = self.state.with_changes(site.source, replace(changes, ending=(*changes.ending, text)))

    def _anchor(self, step: Create) -> tuple[Site, bool]:
        """The registration next to which the resource is made, and whether it is made after it."""
        for other in self.way:
            if isinstance(other, Create | Export) or not _refers(other, step.name):
                continue
            if not self._is_of_created(other):
                on = other.on
                return (self.program.site(self.finding.urn) if on is None else self.program.target(on)), False
        site = self._own_site()
        if site.repeats not in ("", "loop"):
            raise DeclinedError(f"the resource is made in a {site.repeats}")
        return site, True

    def _options(self, step: Create, site: Site) -> str:
        """Those of the finding's resource that say its parent and provider, and what the fix says to wait for."""
        waits = [
            self._reference(replace(other.earlier, output=""), site, site.statement)
            for other in self.way
            if isinstance(other, Depend) and other.on is not None and _is_created(other.on, step)
        ]
        pulumi = self._module("pulumi", site.source) if waits else "pulumi"
        waiting = f"depends_on=[{', '.join(waits)}]"
        given = self._inherited(site)
        if not given:
            return f"{pulumi}.ResourceOptions({waiting})" if waits else ""
        if not waits:
            return given
        return f"{pulumi}.ResourceOptions.merge({given}, {pulumi}.ResourceOptions({waiting}))"

    def _inherited(self, site: Site) -> str:
        found = argument(site.call, OPTIONS)
        parent = self.program.run.stack.get(site.resource.parent)
        provider = site.resource.provider
        is_plain = (parent is None or parent.type == ROOT_TYPE) and (provider is None or provider.is_default)
        if found is None:
            if not is_plain:
                refuse_unpacked(site.call, OPTIONS, self._writer(site, site.call))
            return ""
        options = found[1].value
        held = site.source.assigned_in(site.call, options.value) if isinstance(options, cst.Name) else options
        if isinstance(held, cst.Call) and code(held.func).endswith("ResourceOptions"):
            passed = [arg for arg in held.args if arg.keyword and arg.keyword.value in ("parent", "provider")]
            if isinstance(options, cst.Name) and len(passed) == len(held.args):
                return str(options.value)
            written = ", ".join(f"{code(arg.keyword)}={code(arg.value)}" for arg in passed if arg.keyword)
            return f"{code(held.func)}({written})" if passed else ""
        if is_plain:
            return ""
        raise DeclinedError(f"the resource's parent or provider comes from elsewhere: `{code(options)}`")

    def _own_site(self) -> Site:
        """The finding's call, which may make others that need the same fix."""
        is_shared = _is_of_each(self.way, self.finding)
        return self.program.site(self.finding.urn, self.alike if is_shared else frozenset())

    def _is_of_created(self, step: Step) -> bool:
        """The step changes a resource that the way itself creates; its creation has it."""
        on = None if isinstance(step, Create | Export) else step.on
        return on is not None and any(isinstance(one, Create) and _is_created(on, one) for one in self.way)

    def _used_names(self) -> set[str]:
        made = [one.name for one in self.way if isinstance(one, Create)]
        return {name for name in made if any(_refers(other, name) for other in self.way)}

    # -- names --------------------------------------------------------------------------------

    def _writer(self, site: Site, place: cst.CSTNode, *, after: bool = False) -> Writer:
        return Writer(
            lambda ref: self._reference(ref, site, place, after=after),
            lambda name: self._module(name, site.source),
            site.source.unpacked(site.call).get,
            lambda name, step, change: self._at_variable(name, step, change, site),
        )

    def _at_variable(self, name: str, step: Step, change: ValueChange, site: Site) -> bool:
        """Change the value of a variable of the call, where nothing else uses it."""
        value = site.source.value_of(site.call, name)
        if value is None or self.program.is_imported(name, site.source):
            return False
        changes = self.state.changes(site.source).with_value(value, step, change)
        valued(value, changes.values[value])  # One that cannot be done is declined here.
        changes = self.state.changes(site.source).with_value(value, step, change)
        self.state = self.state.with_changes(site.source, changes)
        return True

    def _reference(self, ref: Ref, site: Site, place: cst.CSTNode, *, after: bool = False) -> str:
        """The output as the source can name it at the place."""
        if ref.target is None or not ref.target.urn:
            if ref.name in self.names:
                return _dotted(self.names[ref.name], ref)
            if ref.target is None:
                raise DeclinedError(f"fill in: {_dotted(ref.name, ref)}, of a resource that only you can choose")
        of = self._own_site() if ref.target.urn == self.finding.urn else self.program.target(ref.target)
        if of.source.path != site.source.path:
            raise DeclinedError(f'{kind_of(ref.target.type)} "{of.resource.name}" is made in another file')
        name = self._variable(of)
        is_own = of.call is site.call
        is_seen = after if is_own else of.source.is_seen(name, of.call, place) or self._is_given(of, place)
        if not is_seen:
            raise DeclinedError(f'no variable holds {kind_of(ref.target.type)} "{of.resource.name}" there')
        return _dotted(name, ref)

    def _is_given(self, of: Site, place: cst.CSTNode) -> bool:
        """The variable is one that a fix gives, in the same function and before the place."""
        source = of.source
        is_new = of.statement in self.state.changes(source).named
        return is_new and source.function(of.call) is source.function(place) and source.is_before(of.call, place)

    def _variable(self, of: Site) -> str:
        """The variable that holds the resource; a statement that only makes it is given one."""
        if name := of.source.variable(of.call):
            return name
        changes = self.state.changes(of.source)
        if of.statement in changes.named:
            return changes.named[of.statement]
        if not of.source.can_name(of.call):
            raise DeclinedError(f'no variable holds {kind_of(of.resource.type)} "{of.resource.name}"')
        kind = kind_of(of.resource.type)
        wanted = python_name(kind) if of.others else variable(of.resource.name)
        name = self._free_name(of.source, wanted, kind)
        changes = self.state.changes(of.source)
        self.state = self.state.with_changes(of.source, replace(changes, named={**changes.named, of.statement: name}))
        return name

    def _free_name(self, source: SourceFile, wanted: str, kind: str) -> str:
        changes = self.state.changes(source)
        taken = source.names | changes.taken
        tried = (wanted, f"{wanted}_{python_name(kind[:1].lower() + kind[1:])}")
        name = next((one for one in tried if one not in taken), "")
        if not name:
            raise DeclinedError(f"the names {' and '.join(tried)} are taken")
        self.state = self.state.with_changes(source, replace(changes, taken=changes.taken | {name}))
        return name

    def _class(self, token: str, source: SourceFile) -> str:
        package, _, rest = short_type(token).partition(".")
        return f"{self._module(f'pulumi_{package}', source)}.{rest}"

    def _module(self, name: str, source: SourceFile) -> str:
        """The module as the file names it; imported where it is not yet."""
        if name in source.imports:
            return source.imports[name]
        alias = "aws" if name == "pulumi_aws" else name
        if alias in source.names:
            raise DeclinedError(f"the file uses the name {alias} for something else than {name}")
        statement = f"import {name}" + (f" as {alias}" if alias != name else "")
        changes = self.state.changes(source)
        self.state = self.state.with_changes(source, replace(changes, imports=changes.imports | {statement}))
        return alias


# -- steps ------------------------------------------------------------------------------------


def _is_of_each(way: Sequence[Step], finding: Finding) -> bool:
    """The steps change the finding's resource, or make one beside it that has its name and refers to it alone: where a
    call makes several resources, they can be done for each of them."""
    return all(
        (step.name == finding.resource_name and set(_targets(step.arguments)) <= {finding.urn})
        if isinstance(step, Create)
        else isinstance(step, Set | Remove | Add | Edit) and step.on is None
        for step in way
    )


def _shape(finding: Finding) -> str:
    """The fix without the names of the finding's resource."""
    return repr(finding.fix).replace(repr(finding.urn), "URN").replace(repr(finding.resource_name), "NAME")


def _targets(tree: object) -> Iterator[str]:
    """The URN of each resource that the value refers to; empty for one that the stack does not have."""
    if isinstance(tree, Ref):
        yield tree.target.urn if tree.target is not None else ""
    inner = tree.tree if isinstance(tree, Json) else tree.entries if isinstance(tree, Map) else tree
    parts = inner.values() if isinstance(inner, dict) else inner if isinstance(inner, list | tuple) else ()
    for part in parts:
        yield from _targets(part)


def _dotted(name: str, ref: Ref) -> str:
    return f"{name}.{python_name(ref.output)}" if ref.output else name


def _is_created(target: Target, step: Create) -> bool:
    return not target.urn and (target.type, target.name) == (step.type, step.name)


def _path(step: Step) -> str:
    return "depends_on" if isinstance(step, Depend) else "" if isinstance(step, Create | Export) else step.path


def _conflict(one: Step, other: Step) -> bool:
    """Both change the same part, or one changes a part of the other's."""
    if isinstance(one, Depend | Create | Export) or isinstance(other, Depend | Create | Export):
        return False
    if isinstance(one, Add) and isinstance(other, Add):
        return False
    if isinstance(one, Edit) and isinstance(other, Edit) and one.path == other.path:
        return _overlap(_parts(one.inside, one.value is None), _parts(other.inside, other.value is None))
    return _overlap(_parts(one.path, isinstance(one, Remove)), _parts(other.path, isinstance(other, Remove)))


def _parts(path: str, removes: bool) -> tuple[str | int, ...]:
    """The steps of the path; an element that is removed moves all of its list."""
    parts = steps_of(path)
    return parts[:-1] if removes and isinstance(parts[-1], int) else parts


def _overlap(one: Sequence[str | int], other: Sequence[str | int]) -> bool:
    shorter = min(len(one), len(other))
    return tuple(one[:shorter]) == tuple(other[:shorter])


def _refers(step: Step, name: str) -> bool:
    """The step names a resource that the fix creates."""
    if isinstance(step, Depend):
        return _holds(step.earlier, name)
    if isinstance(step, Create):
        return _holds(step.arguments, name)
    return not isinstance(step, Remove) and _holds(step.value, name)


def _holds(tree: object, name: str) -> bool:
    if isinstance(tree, Ref):
        return tree.name == name and (tree.target is None or not tree.target.urn)
    if isinstance(tree, Json):
        return _holds(tree.tree, name)
    if isinstance(tree, Map):
        return _holds(tree.entries, name)
    if isinstance(tree, dict):
        return any(_holds(item, name) for item in tree.values())
    return isinstance(tree, list | tuple) and any(_holds(item, name) for item in tree)
