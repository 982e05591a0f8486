"""Tasks, choices, retriers and catchers of states.

https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html, state-choice.html and
concepts-error-handling.html, read in November 2026. Each function returns what Step Functions objects to, None where it
does not.
"""

from __future__ import annotations

import re

from policypack.aws.stepfunctions.definitions import Tree, states_of
from policypack.model.opaque import is_opaque
from policypack.model.values import Plain

_INTEGRATION = re.compile(r"arn:[a-z-]+:states:::([a-z0-9-]+):([A-Za-z0-9:-]+?)(\.sync(?::2)?|\.waitForTaskToken)?")
NO_JOBS = ("lambda", "sns", "sqs", "dynamodb", "events", "apigateway", "aws-sdk")
"""Services whose calls have no end to wait for."""
NO_TOKENS = (
    *("athena", "batch", "codebuild", "databrew", "dynamodb", "elasticmapreduce", "glue"),
    *("mediaconvert", "sagemaker"),
)
"""Services that hand no token on."""
NEEDED = {
    "lambda:invoke": ("FunctionName",),
    "sqs:sendMessage": ("QueueUrl", "MessageBody"),
    "sns:publish": ("Message",),
    "dynamodb:putItem": ("TableName", "Item"),
    "dynamodb:getItem": ("TableName", "Key"),
    "states:startExecution": ("StateMachineArn",),
    "events:putEvents": ("Entries",),
    "ecs:runTask": ("TaskDefinition",),
    "glue:startJobRun": ("JobName",),
}
"""What a call must be given."""
ALL_ERRORS = "States.ALL"
_TYPES = ("Boolean", "Numeric", "String", "Timestamp")
_COMPARISONS = ("Equals", "GreaterThan", "GreaterThanEquals", "LessThan", "LessThanEquals")
COMPARISONS = frozenset(
    (
        *(f"{type_}{how}{by}" for type_ in _TYPES for how in _COMPARISONS for by in ("", "Path")),
        "StringMatches",
        *(f"Is{what}" for what in ("Null", "Present", *_TYPES)),
    )
)
"""How a rule of a choice compares its variable."""
_SELECTORS = ("Variable", "And", "Or", "Not", "Condition")
_JOINTS = ("And", "Or", "Not")


def integration_error(definition: Plain) -> str | None:
    """A task waits in a way that the service of its Resource has."""
    for path, state in states_of(definition):
        service, action, waits = _integration(state)
        is_wrong = (
            (waits.startswith(".sync") and service in NO_JOBS)
            or (waits == ".waitForTaskToken" and service in NO_TOKENS)
            or (waits == ".sync:2" and (service, action) != ("states", "startExecution"))
        )
        if is_wrong:
            return f"{path} has a Resource that ends with {waits}, which {service}:{action} has not"
    return None


def no_parameters_error(definition: Plain) -> str | None:
    """A task that calls a service says with which parameters."""
    for path, state in states_of(definition):
        service, action, _ = _integration(state)
        if f"{service}:{action}" in NEEDED and not any(field in state for field in ("Parameters", "Arguments")):
            return f"{path} calls {service}:{action} and has neither Parameters nor Arguments"
    return None


def parameter_error(definition: Plain) -> str | None:
    """The parameters of a call have what it needs, as a value or as a path."""
    for path, state in states_of(definition):
        service, action, _ = _integration(state)
        given = state.get("Parameters", state.get("Arguments"))
        if not isinstance(given, dict):
            continue
        for name in NEEDED.get(f"{service}:{action}", ()):
            if name not in given and f"{name}.$" not in given:
                return f"{path} calls {service}:{action} without {name}"
    return None


def credentials_error(definition: Plain) -> str | None:
    """Credentials of a task have a role."""
    for path, state in states_of(definition):
        given = state.get("Credentials")
        if isinstance(given, dict) and "RoleArn" not in given and "RoleArn.$" not in given:
            return f"{path}/Credentials has no RoleArn"
    return None


def express_error(definition: Plain) -> str | None:
    """What an express machine has not: activities and distributed maps."""
    for path, state in states_of(definition):
        resource = state.get("Resource")
        if (
            isinstance(resource, str)
            and not is_opaque(resource)
            and re.match(r"arn:[a-z-]+:states:.*:activity:", resource)
        ):
            return f"{path} is done by an activity"
        if _config(state).get("Mode") == "DISTRIBUTED":
            return f"{path} is a distributed map"
    return None


def processor_error(definition: Plain) -> str | None:
    """A distributed map says how its executions run."""
    for path, state in states_of(definition):
        config = _config(state)
        if config.get("Mode") == "DISTRIBUTED" and "ExecutionType" not in config:
            return f"{path}/ItemProcessor/ProcessorConfig has no ExecutionType"
    return None


def choice_error(definition: Plain) -> str | None:
    """A rule of a choice has one condition, and a variable one comparison; only the outermost leads on."""
    for path, state in states_of(definition):
        rules = state.get("Choices")
        if state.get("Type") != "Choice" or not isinstance(rules, list):
            continue
        pending = [(f"{path}/Choices[{place}]", one, True) for place, one in enumerate(rules)]
        while pending:
            own, rule, is_outermost = pending.pop(0)
            if not isinstance(rule, dict):
                continue
            wrong = _rule_error(rule, is_outermost=is_outermost)
            if wrong:
                return f"{own} {wrong}"
            for joint in _JOINTS:
                inner = rule.get(joint, [])
                pending += [(f"{own}/{joint}", one, False) for one in (inner if isinstance(inner, list) else [inner])]
    return None


def _rule_error(rule: Tree, *, is_outermost: bool) -> str:
    if is_outermost is not ("Next" in rule):
        return "has no Next" if is_outermost else "has a Next, which only the rule around it may have"
    selectors = [one for one in _SELECTORS if one in rule]
    if len(selectors) != 1:
        return f"has {' and '.join(selectors) or 'no condition'}: it must have one of {', '.join(_SELECTORS)}"
    comparisons = [one for one in rule if one in COMPARISONS]
    if selectors == ["Variable"] and len(comparisons) != 1:
        return f"has {' and '.join(comparisons) or 'no comparison'} for its Variable: it must have one comparison"
    return ""


def handler_error(definition: Plain) -> str | None:
    """A retrier or catcher names errors, and a catcher the next state."""
    for path, state in states_of(definition):
        for kind in ("Retry", "Catch"):
            for place, one in enumerate(_handlers(state, kind)):
                if not isinstance(one, dict):
                    continue
                if not one.get("ErrorEquals"):
                    return f"{path}/{kind}[{place}] has no ErrorEquals"
                if kind == "Catch" and "Next" not in one:
                    return f"{path}/Catch[{place}] has no Next"
    return None


def all_errors_error(definition: Plain) -> str | None:
    """States.ALL stands alone, and in the last retrier or catcher."""
    for path, state in states_of(definition):
        for kind in ("Retry", "Catch"):
            handlers = _handlers(state, kind)
            for place, one in enumerate(handlers):
                errors = one.get("ErrorEquals") if isinstance(one, dict) else None
                if isinstance(errors, list) and ALL_ERRORS in errors and (len(errors) > 1 or one is not handlers[-1]):
                    return f"{path}/{kind}[{place}] has {ALL_ERRORS} beside other errors, or before another {kind}"
    return None


def _integration(state: Tree) -> tuple[str, str, str]:
    """The service, the action and the wait in the Resource of a task; empty texts where it has no such Resource."""
    resource = state.get("Resource")
    if state.get("Type") != "Task" or not isinstance(resource, str) or is_opaque(resource):
        return "", "", ""
    match = _INTEGRATION.fullmatch(resource)
    return (match[1], match[2], match[3] or "") if match else ("", "", "")


def _config(state: Tree) -> Tree:
    processor = state.get("ItemProcessor")
    config = processor.get("ProcessorConfig") if isinstance(processor, dict) else None
    return config if state.get("Type") == "Map" and isinstance(config, dict) else {}


def _handlers(state: Tree, kind: str) -> list[Plain]:
    value = state.get(kind)
    return value if isinstance(value, list) else []
