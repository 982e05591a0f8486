"""What CodePipeline demands of each action: its type, order, namespace, configuration and commands.

https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference.html
"""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws.codepipeline import (
    API,
    GUIDE,
    INVALID_ACTION,
    PATTERN,
    PROVIDER_ISSUES,
    Action,
    ActionType,
    Names,
    action_types,
    documented,
    is_v2,
    known_actions,
    only,
)
from policypack.fix import Blank, Fix, Map, Remove, Set, fix
from policypack.model.facts import Fact, any_of, is_not, known
from policypack.model.rejections import Rejection
from policypack.model.resources import Resource
from policypack.model.values import Plain, Value
from policypack.model.verdicts import Verdict, require

NAMESPACE = r"A-Za-z0-9@\-_"
"""The characters of a namespace."""
LONGEST_NAMESPACE = 100
_RUN_ORDERS = (1, 999)
_TIMEOUTS = (5, 86400)
_ONLY_VERSION = "1"

NO_SUCH_TYPE = Rejection(
    service="CodePipeline",
    condition="An action's type does not exist",
    error="InvalidActionDeclarationException: ActionType (Category: 'Build', Provider: 'Jenkins', Owner: 'ThirdParty',"
    " Version: '1') in action 'Build' is not available",
    source=PROVIDER_ISSUES + "6931",
    invalid="no-such-type",
    valid="custom-action",
)
NO_SUCH_VERSION = Rejection(
    service="CodePipeline",
    condition="An action of AWS's has another version than 1",
    error="InvalidActionDeclarationException: ActionType (Category: 'Deploy', Provider: 'ECS', Owner: 'AWS', Version:"
    " '2') in action 'Deploy' is not available",
    source=PROVIDER_ISSUES + "4667",
    invalid="version-2",
    valid="custom-action",
)
ONLY_IN_V2 = Rejection(
    service="CodePipeline",
    condition="A pipeline of type V1 has an action that only pipelines of type V2 can have",
    error=INVALID_ACTION,
    source=GUIDE + "actions-valid-providers.html",
    invalid="commands-in-v1",
    valid="commands",
)
RUN_ORDER_OUT_OF_RANGE = Rejection(
    service="CodePipeline",
    condition="A run order is not from 1 to 999",
    error="ValidationException: Member must have value less than or equal to 999",
    source=API + "API_ActionDeclaration.html",
    invalid="order-1000",
    valid="order-999",
)
TIMEOUT_OUT_OF_RANGE = Rejection(
    service="CodePipeline",
    condition="A timeout is not from 5 to 86,400 minutes",
    error="ValidationException: Member must have value greater than or equal to 5",
    source=API + "API_ActionDeclaration.html",
    invalid="timeout-4",
    valid="timeout-5",
)
REPEATED_NAMESPACE = Rejection(
    service="CodePipeline",
    condition="Two actions have one namespace",
    error="InvalidActionDeclarationException: Namespaces must be unique across the pipeline definition. The following"
    " occur more than once in the pipeline.",
    source="https://github.com/aws/aws-cdk/issues/6111",
    invalid="same-namespaces",
    valid="own-namespaces",
)
INVALID_NAMESPACE = Rejection(
    service="CodePipeline",
    condition="A namespace has a period",
    error=PATTERN + r"[A-Za-z0-9@\-_]+",
    source=API + "API_ActionDeclaration.html",
    invalid="dotted-namespace",
    valid="own-namespaces",
)
INCOMPLETE_CONFIGURATION = Rejection(
    service="CodePipeline",
    condition="An action's configuration lacks what its provider requires",
    error=INVALID_ACTION,
    source=GUIDE + "action-reference-CodeBuild.html",
    invalid="no-project",
    valid="two-stages",
)
NO_COMMANDS = Rejection(
    service="CodePipeline",
    condition="A Commands action has no commands",
    error="InvalidActionDeclarationException: Action cleanup must have a non-empty commands field",
    source=PROVIDER_ISSUES + "42997",
    invalid="no-commands",
    valid="commands",
)
COMMANDS_OF_OTHER_CATEGORY = Rejection(
    service="CodePipeline",
    condition="An action of another category than Compute has commands",
    error="The following action cannot contain a commands field: BuildDebugAction. To use the commands field, use a"
    " compute action.",
    source="https://github.com/aws/aws-cdk/issues/38843",
    invalid="commands-in-build",
    valid="commands",
)
REJECTIONS = (
    NO_SUCH_TYPE,
    NO_SUCH_VERSION,
    ONLY_IN_V2,
    RUN_ORDER_OUT_OF_RANGE,
    TIMEOUT_OUT_OF_RANGE,
    REPEATED_NAMESPACE,
    INVALID_NAMESPACE,
    INCOMPLETE_CONFIGURATION,
    NO_COMMANDS,
    COMMANDS_OF_OTHER_CATEGORY,
)


def action_verdicts(pipeline: Resource) -> Iterator[Verdict]:
    """Each action has a type that AWS has, in its version, and the arguments that the type needs."""
    namespaces = Names()
    for action in known_actions(pipeline):
        yield from _type_verdicts(action, pipeline)
        yield from _number_verdicts(action)
        yield from _namespace_verdicts(action["namespace"], action, namespaces)
        yield _complete(action)
        yield from _command_verdicts(action)


def _type_verdicts(action: Action, pipeline: Resource) -> Iterator[Verdict]:
    yield require(
        action.type.test(_exists),
        at=action["provider"],
        problem=f"{action} has category {action['category']}, owner {action['owner']} and provider"
        f" {action['provider']}; there is no such action type{_types_in_words(action)}.",
        fix=_nearest_type(action),
        rejects=NO_SUCH_TYPE,
    )
    yield require(
        any_of(
            action["version"].equals(_ONLY_VERSION),
            action.type.test(lambda key: key.split("/")[1] not in ("AWS", "ThirdParty") or documented(key) is None),
        ),
        at=action["version"],
        problem=f"{action} has version {action['version']}; AWS's action types have only version {_ONLY_VERSION}.",
        fix=fix(Set(action["version"].path, _ONLY_VERSION)),
        rejects=NO_SUCH_VERSION,
    )
    yield require(
        any_of(is_v2(pipeline), action.of_type(lambda one: known(not one.v2_only))),
        at=action["provider"],
        problem=f"{action} has provider {action['provider']} and pipelineType is {pipeline['pipelineType']}; only"
        " pipelines of type V2 can have it, and the provider's default is V1.",
        fix=fix(Set("pipelineType", "V2")),
        rejects=ONLY_IN_V2,
    )


def _exists(key: str) -> bool:
    """The type is in the table, or nothing in the table has its provider: AWS adds providers."""
    return documented(key) is not None or not _types_of_provider(key)


def _types_of_provider(key: str) -> list[str]:
    """The types in the table that have the provider of this one, those of its category first."""
    category, _, provider = (*key.split("/", 2), "", "")[:3]
    alike = [one for one in action_types() if one.split("/")[-1].lower() == provider.lower()]
    return sorted(alike, key=lambda one: not one.startswith(f"{category}/"))


def _types_in_words(action: Action) -> str:
    """The types that the table has of the provider, for the message."""
    return action.type.say(
        lambda key: " (there is " + ", ".join(one.replace("/", " ") for one in _types_of_provider(key)) + ")", ""
    )


def _nearest_type(action: Action) -> Fix:
    """The type of the same provider, of the same category where there is one."""
    nearest = action.type.say(lambda key: next(iter(_types_of_provider(key)), ""), "")
    names = ("category", "owner", "provider")
    parts = nearest.split("/") if nearest else [Blank("see the list of valid action types")] * len(names)
    changed = [(name, part) for name, part in zip(names, parts, strict=True) if action[name].say(str, "") != part]
    return fix(*(Set(action[name].path, part) for name, part in changed))


def _number_verdicts(action: Action) -> Iterator[Verdict]:
    order, timeout = action["runOrder"], action["timeoutInMinutes"]
    least, most = _RUN_ORDERS
    yield require(
        any_of(is_not(order.is_set()), order.as_number().test(lambda one: one == int(one) and least <= one <= most)),
        at=order,
        problem=f"runOrder of {action} is {order}; it must be a whole number from {least} to {most}.",
        fix=fix(Set(order.path, _clamped(order, _RUN_ORDERS))),
        rejects=RUN_ORDER_OUT_OF_RANGE,
    )
    least, most = _TIMEOUTS
    yield require(
        any_of(is_not(timeout.is_set()), timeout.as_number().test(lambda one: _TIMEOUTS[0] <= one <= _TIMEOUTS[1])),
        at=timeout,
        problem=f"timeoutInMinutes of {action} is {timeout}; it must be {least:,} to {most:,}.",
        fix=fix(Set(timeout.path, _clamped(timeout, _TIMEOUTS))),
        rejects=TIMEOUT_OUT_OF_RANGE,
    )


def _clamped(number: Value, bounds: tuple[int, int]) -> Plain:
    """The nearest whole number that is allowed; the least where the number cannot be shown."""
    return int(number.as_number().say(lambda one: f"{min(max(int(one), bounds[0]), bounds[1])}", f"{bounds[0]}"))


def _namespace_verdicts(namespace: Value, action: Action, namespaces: Names) -> Iterator[Verdict]:
    yield require(
        any_of(is_not(namespace.is_set()), namespace.matches(rf"[{NAMESPACE}]{{1,{LONGEST_NAMESPACE}}}")),
        at=namespace,
        problem=f"The namespace of {action} is {namespace}; it must have 1 to {LONGEST_NAMESPACE} letters, digits,"
        " hyphens, underscores and at signs.",
        fix=fix(Set(namespace.path, only(NAMESPACE, namespace))),
        rejects=INVALID_NAMESPACE,
    )
    yield require(
        namespaces.is_first(namespace),
        at=namespace,
        problem=f"Two actions have the namespace {namespace}; each namespace must belong to one action.",
        fix=fix(Set(namespace.path, Blank("a namespace that no other action has"))),
        rejects=REPEATED_NAMESPACE,
    )


def _complete(action: Action) -> Verdict:
    """The keys that the type requires are there."""
    configuration = action["configuration"]

    def complete(one: ActionType) -> Fact:
        if configuration.is_unknown:
            return configuration.undecided()
        return known(all(not configuration[key].is_absent for key in one.configuration))

    lacking = action.type.say(lambda key: ", ".join(_lacking(key, configuration)), "")
    present = {key: value.say(str, "") or Blank("its present value") for key, value in configuration.fields()}
    missing = {key: Blank() for key in lacking.split(", ")}
    return require(
        action.of_type(complete),
        at=configuration,
        problem=f"The configuration of {action} lacks {lacking or 'a key'}, which its provider requires.",
        fix=fix(Set(configuration.path, Map({**present, **missing}))),
        rejects=INCOMPLETE_CONFIGURATION,
    )


def _lacking(key: str, configuration: Value) -> list[str]:
    found = documented(key)
    return [] if found is None else [one for one in found.configuration if configuration[one].is_absent]


def _command_verdicts(action: Action) -> Iterator[Verdict]:
    """Commands actions have shell commands, and actions of other categories have none."""
    commands = action["commands"]
    yield require(
        any_of(is_not(commands.is_empty()), is_not(action["provider"].equals("Commands"))),
        at=commands,
        problem=f"{action} has provider Commands and no commands.",
        fix=fix(Set(commands.path, [Blank("a shell command")])),
        rejects=NO_COMMANDS,
    )
    yield require(
        any_of(action.is_a("Compute"), commands.is_empty()),
        at=commands,
        problem=f"{action} has commands and category {action['category']}; only compute actions can have commands.",
        fix=fix(Remove(commands.path), note="an action of category Compute and provider Commands runs them"),
        rejects=COMMANDS_OF_OTHER_CATEGORY,
    )
