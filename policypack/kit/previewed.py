"""What a preview in a test gives: findings, resources and exports, and the assertions on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property
from os.path import relpath
from typing import Any, Literal

from policypack.engine.configuration.configuration import Configuration
from policypack.engine.configuration.tree import Node
from policypack.engine.exemptions.exemption import matches_rule
from policypack.errors import ConfigurationError
from policypack.kit.registered import Registered, plain_tree
from policypack.kit.snapshots import UPDATE, Snapshots, content_of, line_of, lines_in
from policypack.model.resources import ROOT_TYPE, Resource
from policypack.reports.results import Result, report_of
from policypack.reports.run import Run
from policypack.reports.text import Section, Style

Level = Literal["mandatory", "advisory"]
_PROVIDERS = "pulumi:providers:"
_EACH = Style(each=True)


class PreviewError(AssertionError):
    """The program could not be previewed, or the call is wrong; the text says what to do."""


class Previewed:
    """The result of ``guardrails.preview``. ``str(previewed)`` is the report that ``guardrails preview`` prints."""

    def __init__(self, run: Run, configuration: Configuration, snapshots: Snapshots) -> None:
        self._run = run
        self._names = configuration.names
        self._snapshots = snapshots
        self._report = report_of(run)

    # -- what there is --------------------------------------------------------------------------

    @cached_property
    def findings(self) -> tuple[Result, ...]:
        """What the rules find, and what of it is exempted (``outcome`` is "exempted")."""
        return tuple(one for one in self._results if one.outcome != "undetermined")

    @cached_property
    def undetermined(self) -> tuple[Result, ...]:
        """What rules cannot decide before a value is known; ``waiting`` names the value."""
        return tuple(one for one in self._results if one.outcome == "undetermined")

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the report warns of."""
        return self._report.warnings

    @cached_property
    def all_resources(self) -> tuple[Registered, ...]:
        """What the program registers, without the stack and its providers."""
        return tuple(
            self._registered(one)
            for one in self._run.stack.resources
            if one.type != ROOT_TYPE and not one.type.startswith(_PROVIDERS)
        )

    def resources(self, type_: str = "") -> tuple[Registered, ...]:
        """The resources of a type, ``aws.s3.Bucket`` or ``aws:s3/bucket:Bucket``; without a type, all."""
        return tuple(one for one in self.all_resources if not type_ or type_ in (one.type, one.token))

    def resource(self, name: str, type_: str = "") -> Registered:
        """The one resource of a logical name, and of the type where several have the name. Fails without one."""
        __tracebackhide__ = True
        found = [one for one in self.resources(type_) if name in (one.name, one.urn)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise AssertionError(self._no_resource(name, type_))
        raise AssertionError(f'several resources have the name "{name}": {", ".join(one.type for one in found)}')

    @cached_property
    def outputs(self) -> Mapping[str, Any]:
        """What the program exports; values as those of a resource's inputs."""
        root = next((one for one in self._run.stack.resources if one.type == ROOT_TYPE), None)
        return {} if root is None or root.outputs is None else plain_tree(root.outputs)

    def __str__(self) -> str:
        return "\n\n".join(Section(self._report, _EACH).parts())

    def __repr__(self) -> str:
        return f"<preview of {self._run.title}: {len(self.findings)} findings>"

    # -- assertions -----------------------------------------------------------------------------

    def assert_finds(self, rule: str, resource: str = "", *, at: str = "") -> tuple[Result, ...]:
        """Fails unless the rule finds something: on the resource of this logical name, at this property, where they are
        given. ``rule`` may be a glob. Gives what it finds."""
        __tracebackhide__ = True
        rule = self._checked(rule)
        self._check_resource(resource)
        violated = [one for one in self._said_by(rule) if one.outcome == "violated"]
        found = tuple(one for one in violated if _is_on(one, resource) and at in ("", one.at))
        if not found:
            where = f' on "{resource}"' if resource else ""
            place = f" at {at}" if at else ""
            raise AssertionError("\n".join([f"{rule} finds nothing{where}{place}.", *self._why_not(rule, violated)]))
        return found

    def assert_no(self, rule: str, resource: str = "") -> None:
        """Fails where the rule finds something (on the resource), and where it is not asked, so that it could not.

        What the rule cannot decide yet is no finding: see ``undetermined``."""
        __tracebackhide__ = True
        rule = self._checked(rule)
        self._check_resource(resource)
        self._check_asked(rule)
        found = [one for one in self._said_by(rule) if one.outcome in ("violated", "crashed") and _is_on(one, resource)]
        if found:
            where = f' on "{resource}"' if resource else ""
            raise AssertionError(f"{rule} must find nothing{where}, and finds:\n\n{self._shown(found)}")

    def assert_clean(self, level: Level = "mandatory") -> None:
        """Fails where something would stop a preview ("mandatory"), or where there is any finding ("advisory")."""
        __tracebackhide__ = True
        if level not in ("mandatory", "advisory"):
            raise PreviewError(f'assert_clean: the level is "mandatory" or "advisory", not {level!r}')
        found = [one for one in self.findings if one.outcome != "exempted" and (one.stops or level == "advisory")]
        if found:
            demand = "a finding that stops it" if level == "mandatory" else "a finding"
            raise AssertionError(f"the preview must be without {demand}, and has:\n\n{self._shown(found)}")

    def assert_matches_snapshot(self, name: str = "") -> None:
        """Fails where the findings are not those of the file beside the test, which ``--guardrails-update`` writes."""
        __tracebackhide__ = True
        place = self._snapshots.place(name)
        content = content_of(self._snapshots.heading(), self._results)
        before = place.read_text(encoding="utf-8") if place.is_file() else None
        if self._snapshots.update:
            if before is None or lines_in(before) != lines_in(content):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(content, encoding="utf-8")
            return
        if before is None:
            raise AssertionError(f"there is no snapshot yet: run pytest {UPDATE}, and commit {relpath(place)}")
        gone, new = lines_in(before) - lines_in(content), lines_in(content) - lines_in(before)
        if gone or new:
            raise AssertionError("\n".join(self._differences(place.name, list(gone.elements()), list(new.elements()))))

    # -- messages -------------------------------------------------------------------------------

    @property
    def _results(self) -> tuple[Result, ...]:
        return tuple(one for one in self._report.results if not one.is_remark)

    def _said_by(self, rule: str) -> list[Result]:
        return [one for one in self._results if matches_rule(rule, one.rule)]

    def _shown(self, findings: Sequence[Result]) -> str:
        return "\n\n".join(Section(replace(self._report, results=tuple(findings)), _EACH).findings())

    def _checked(self, rule: str) -> str:
        """The rule's id, or the glob; fails where there is no such rule."""
        __tracebackhide__ = True
        try:
            return self._names.check(rule, Node(rule, "rule"))
        except ConfigurationError as error:
            raise PreviewError(str(error)) from None

    def _check_asked(self, rule: str) -> None:
        __tracebackhide__ = True
        meant = self._names.meant(rule)
        if set(meant) <= set(self._run.disabled):
            raise AssertionError(f"{rule} is disabled in this preview, so it finds nothing in any program")

    def _check_resource(self, name: str) -> None:
        __tracebackhide__ = True
        if name and not any(name in (one.name, one.urn) for one in self._run.stack.resources):
            raise AssertionError(self._no_resource(name))

    def _no_resource(self, name: str, type_: str = "") -> str:
        names = list(dict.fromkeys(one.name for one in self.resources(type_)))
        near = get_close_matches(name, names, 1)
        hint = f'; did you mean "{near[0]}"?' if near else f": the program has {', '.join(names) or 'no resources'}"
        return f'no {type_ or "resource"} has the name "{name}"{hint}'

    def _why_not(self, rule: str, violated: Sequence[Result]) -> Iterator[str]:
        if set(self._names.meant(rule)) <= set(self._run.disabled):
            yield "It is disabled in this preview."
        for one in self._said_by(rule):
            if one.outcome == "undetermined":
                yield f'It cannot decide on "{one.name}" before this is known: {one.waiting}.'
            elif one.outcome == "exempted":
                yield f'Its finding on "{one.name}" is exempted.'
        if violated:
            yield f"It finds:\n\n{self._shown(violated)}"

    def _differences(self, name: str, gone: Sequence[str], new: Sequence[str]) -> Iterator[str]:
        yield f"the findings are not those of the snapshot {name}:"
        yield ""
        yield from (f"- {line}" for line in sorted(gone))
        yield from (f"+ {line}" for line in sorted(new))
        added = [one for one in self.findings if line_of(one) in new]
        if added:
            yield f"\n{self._shown(added)}"
        yield f"\nIf this is right, run pytest {UPDATE}."

    def _registered(self, one: Resource) -> Registered:
        inputs = plain_tree(one.inputs)
        return Registered(one.urn, one.type, one.short_type, one.name, inputs, self._run.position(one.urn))


def _is_on(finding: Result, resource: str) -> bool:
    return resource in ("", finding.name, finding.urn)
