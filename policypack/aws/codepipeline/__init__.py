"""The nouns of CodePipeline: stages, actions, and what AWS says of each type of action."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

from policypack.aws.common.tables import table
from policypack.model.alike import Alike
from policypack.model.facts import TRUE, Fact, any_fact, any_of, is_not, known
from policypack.model.fixes import Blank, Map
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value, combined, same, together

GUIDE = "https://docs.aws.amazon.com/codepipeline/latest/userguide/"
API = "https://docs.aws.amazon.com/codepipeline/latest/APIReference/"
PROVIDER_ISSUES = "https://github.com/hashicorp/terraform-provider-aws/issues/"
INVALID_STRUCTURE = "InvalidStructureException: The structure was specified in an invalid format."
INVALID_ACTION = "InvalidActionDeclarationException: The action declaration was specified in an invalid format."
"""The words of the API reference, for what no page quotes the error of; read in November 2026."""
PATTERN = "ValidationException: Member must satisfy regular expression pattern: "

PIPELINE = ("aws:codepipeline/pipeline:Pipeline",)
FIRST_RUN_ORDER = 1
"""The run order of an action without one."""
DEFAULT_TYPE = "V1"
"""The type that the provider sends for a pipeline without one."""

Bounds: TypeAlias = tuple[int, int] | None


@record(frozen=True, slots=True)
class ActionType:
    """What AWS documents of one type of action.

    ``inputs`` and ``outputs`` are the least and the greatest number of artifacts (None: not documented),
    ``configuration`` the required keys, ``v2_only`` means that pipelines of type V1 cannot have it.
    """

    inputs: Bounds
    outputs: Bounds
    configuration: tuple[str, ...]
    v2_only: bool


@record(frozen=True, slots=True)
class Action:
    """One action of a pipeline; ``stage`` is the number of its stage, counted from 0."""

    stage: int
    value: Value

    def __getitem__(self, key: str) -> Value:
        return self.value[key]

    def is_a(self, *categories: str) -> Fact:
        """Its category is one of these."""
        return self["category"].is_in(categories)

    @property
    def order(self) -> Value:
        return self["runOrder"].or_default(FIRST_RUN_ORDER).as_number()

    def comes_before(self, other: Action) -> Fact:
        """It has ended when the other starts: an earlier stage, or a smaller run order in the same one."""
        if self.stage != other.stage:
            return known(self.stage < other.stage)
        return together(lambda own, its: own < its, self.order, other.order)

    def inputs(self) -> Value:
        return self["inputArtifacts"]

    def outputs(self) -> tuple[Value, ...]:
        """The names of the artifacts that it makes; a compute action names them in an argument of its own."""
        named = (*self["outputArtifacts"].elements(),)
        computed = tuple(one["name"] for one in self["outputArtifactsForComputeActions"].elements())
        return (*named, *computed)

    @property
    def type(self) -> Value:
        """Category, owner and provider as the table of action types names them (``Build/AWS/CodeBuild``)."""
        return combined(
            lambda *parts: "/".join(str(part) for part in parts),
            *(self[name].as_text() for name in ("category", "owner", "provider")),
        )

    def of_type(self, question: Callable[[ActionType], Fact]) -> Fact:
        """What ``question`` answers for its type; true for a type that is not in the table."""

        def ask(key: str) -> Fact:
            found = documented(key)
            return TRUE if found is None else question(found)

        return self.type.then(ask)

    def __str__(self) -> str:
        return f"action {self['name']}"


def actions(pipeline: Resource) -> tuple[Action, ...]:
    """All actions, in order of their stages; an unknown list is one unknown action."""
    return tuple(
        Action(number, action)
        for number, stage in enumerate(pipeline["stages"].elements())
        for action in stage["actions"].elements()
    )


def known_actions(pipeline: Resource) -> tuple[Action, ...]:
    """The actions of which something is known."""
    return tuple(action for action in actions(pipeline) if not action.value.is_unknown)


def earlier(action: Action, among: tuple[Action, ...]) -> tuple[tuple[Action, Fact], ...]:
    """The actions that may have ended when ``action`` starts, each with the fact that they have."""
    found = ((other, other.comes_before(action)) for other in among if other.value.path != action.value.path)
    return tuple((other, fact) for other, fact in found if fact.truth is not False)


class Names:
    """Names in the order in which they are given, of which none may repeat another."""

    def __init__(self) -> None:
        self._before: Alike[Value] = Alike()

    def is_first(self, value: Value) -> Fact:
        """No name given before it means the same; an absent one repeats nothing."""
        like = self._before.like(value)
        self._before.add(value, value)
        return any_of(is_not(value.is_set()), is_not(any_fact(together(same, value, other) for other in like)))


def only(characters: str, name: Value, most: int = 100) -> Plain:
    """The name with hyphens for what is no character of the set, for a fix; a blank where it cannot be shown."""
    text = name.say(lambda text: re.sub(rf"[^{characters}]+", "-", str(text)).strip("-")[:most], "")
    return text or Blank(f"1 to {most} characters of {characters}")


def build_action(reads: Plain) -> dict[str, Plain]:
    """An action of CodeBuild that reads one artifact, for a fix."""
    return {
        "name": Blank("a name of the action"),
        "category": "Build",
        "owner": "AWS",
        "provider": "CodeBuild",
        "version": "1",
        "configuration": Map({"ProjectName": Blank("the name of a CodeBuild project")}),
        "inputArtifacts": [reads],
    }


def made_by_sources(pipeline: Resource) -> Plain:
    """An artifact of the first stage, for a fix; a blank where it cannot be shown."""
    made = [output.say(str, "") for action in actions(pipeline) if action.stage == 0 for output in action.outputs()]
    return next((name for name in made if name), Blank("an artifact of the source stage"))


def is_v2(pipeline: Resource) -> Fact:
    return pipeline["pipelineType"].or_default(DEFAULT_TYPE).equals("V2")


@cache
def action_types() -> Mapping[str, ActionType]:
    """What is documented of each type of action, by category, owner and provider (``Build/AWS/CodeBuild``)."""
    rows = table("codepipeline/codepipeline_actions").section("actions")
    return {
        key: ActionType(
            inputs=_bounds(row.numbers("inputs")),
            outputs=_bounds(row.numbers("outputs")),
            configuration=row.texts("configuration"),
            v2_only=row.flag("v2_only", False),
        )
        for key, row in ((key, rows.section(key)) for key in rows)
    }


def documented(key: str) -> ActionType | None:
    """What is documented of a type of action; None where it is not in the table."""
    category, owner, _ = (*key.split("/"), "", "")[:3]
    return action_types().get(f"{category}/{owner}/*" if owner == "Custom" else key)


def _bounds(numbers: tuple[int, ...]) -> Bounds:
    return (numbers[0], numbers[1]) if numbers else None
