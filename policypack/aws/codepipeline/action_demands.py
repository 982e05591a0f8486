"""What CodePipeline demands of each action: its type, order, namespace, configuration and commands.

https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html
"""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws.codepipeline import Action, ActionType, action_types, documented, known_actions
from policypack.aws.codepipeline.stage_demands import Names
from policypack.model.facts import Fact, any_of, is_not, known
from policypack.model.resources import Resource
from policypack.model.values import Value
from policypack.model.verdicts import Verdict, require

NAMESPACE = r"[A-Za-z0-9@\-_]{1,100}"
_LAST_RUN_ORDER = 999
_TIMEOUT = (5, 86400)
_ONLY_VERSION = "1"


def action_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    """Each action has a type that AWS has, in its version, and the arguments that the type needs."""
    namespaces = Names()
    for action in known_actions(pipeline):
        yield from _type_verdicts(action)
        yield from _argument_verdicts(action)
        yield from _configuration_verdicts(action)
        namespace = action["namespace"]
        yield require(
            namespaces.is_first(namespace),
            at=namespace,
            problem=f"Two actions have the namespace {namespace}; AWS rejects it: a namespace is one action's.",
            fix='"namespace": "BuildVariables"',
        )


def _type_verdicts(action: Action) -> Iterator[Verdict]:
    yield require(
        action.type.test(_exists),
        at=action["provider"],
        problem=f"{action} has category {action['category']}, owner {action['owner']}, provider {action['provider']};"
        f" AWS has no such action type{_nearest(action)}.",
        fix='"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"',
    )
    yield require(
        any_of(
            action["version"].equals(_ONLY_VERSION),
            action.type.test(lambda key: key.split("/")[1] not in ("AWS", "ThirdParty") or documented(key) is None),
        ),
        at=action["version"],
        problem=f"{action} has version {action['version']}; {_ONLY_VERSION} is the only version of AWS's action types.",
        fix=f'"version": "{_ONLY_VERSION}"',
    )


def _exists(key: str) -> bool:
    """The type is in the table, or nothing in the table has its provider: AWS adds providers."""
    provider = key.split("/", 2)[-1]
    return documented(key) is not None or all(one.lower() != provider.lower() for one in _providers())


def _providers() -> Iterator[str]:
    return (key.split("/")[-1] for key in action_types())


def _nearest(action: Action) -> str:
    """The types that the table has of the provider, for the message."""

    def sentence(key: str) -> str:
        provider = key.split("/", 2)[-1].lower()
        types = [one.replace("/", " ") for one in action_types() if one.split("/")[-1].lower() == provider]
        return f" (it has {', '.join(types)})" if types else ""

    return action.type.say(sentence, "")


def _argument_verdicts(action: Action) -> Iterator[Verdict]:
    order = action["runOrder"]
    yield require(
        any_of(
            is_not(order.is_set()), order.as_number().test(lambda one: one == int(one) and 1 <= one <= _LAST_RUN_ORDER)
        ),
        at=order,
        problem=f"runOrder of {action} is {order}; AWS takes whole numbers from 1 to {_LAST_RUN_ORDER}.",
        fix='"run_order": 1',
    )
    timeout = action["timeoutInMinutes"]
    least, most = _TIMEOUT
    yield require(
        any_of(is_not(timeout.is_set()), timeout.as_number().test(lambda one: least <= one <= most)),
        at=timeout,
        problem=f"timeoutInMinutes of {action} is {timeout}; AWS takes {least} to {most}.",
        fix='"timeout_in_minutes": 60',
    )
    namespace = action["namespace"]
    yield require(
        any_of(is_not(namespace.is_set()), namespace.matches(NAMESPACE)),
        at=namespace,
        problem=f"The namespace of {action} is {namespace}, which AWS rejects: it takes 1 to 100 letters, digits,"
        " hyphens, underscores and at signs.",
        fix='"namespace": "SourceVariables"',
    )


def _configuration_verdicts(action: Action) -> Iterator[Verdict]:
    """The keys that the type cannot do without are there; shell commands stand in compute actions and nowhere else."""
    configuration = action["configuration"]

    def complete(one: ActionType) -> Fact:
        if configuration.is_unknown:
            return configuration.undecided()
        return known(all(not configuration[key].is_absent for key in one.configuration))

    lacks = action.type.say(lambda key: ", ".join(_lacking(key, configuration)), "what its provider needs")
    yield require(
        action.of_type(complete),
        at=configuration,
        problem=f"The configuration of {action} lacks {lacks}; AWS rejects an action without it.",
        fix='"configuration": {' + ", ".join(f'"{key}": ...' for key in lacks.split(", ")) + "}",
    )
    compute = action.is_a("Compute")
    yield require(
        any_of(is_not(action["commands"].is_empty()), is_not(action["provider"].equals("Commands"))),
        at=action["commands"],
        problem=f"{action} has provider Commands and no commands; AWS rejects it.",
        fix='"commands": ["make test"]',
    )
    yield require(
        any_of(compute, action["commands"].is_empty()),
        at=action["commands"],
        problem=f"{action} has commands and category {action['category']}; AWS takes commands in compute actions only.",
        fix='"category": "Compute", "owner": "AWS", "provider": "Commands", "version": "1"',
    )


def _lacking(key: str, configuration: Value) -> list[str]:
    found = documented(key)
    return [] if found is None else [one for one in found.configuration if configuration[one].is_absent]
