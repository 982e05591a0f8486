"""The grammar of policy documents: what IAM and other services refuse of a document, whatever it allows.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html, 2026-11. A document is a tree
in which parts may be unknown; an unknown part is no fault. Names of elements and values of Effect are taken in any
case.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from policypack.aws.iam.policy_arguments import Kind, PolicyArgument
from policypack.model.values import UNKNOWN, Plain

Statement: TypeAlias = Mapping[str, Plain]

CURRENT = "2012-10-17"
VERSIONS = (CURRENT, "2008-10-17")
_ELEMENTS = {
    name.lower(): name
    for name in (
        *("Version", "Id", "Statement", "Sid", "Effect", "Principal", "NotPrincipal"),
        *("Action", "NotAction", "Resource", "NotResource", "Condition"),
    )
}
_OPERATOR = re.compile(
    r"(ForAllValues:|ForAnyValue:)?"
    r"((String(Not)?(Equals(IgnoreCase)?|Like)|(Numeric|Date)((Not)?Equals|(Less|Greater)Than(Equals)?)"
    r"|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?|Null)",
    re.IGNORECASE,
)
_NOTHING: tuple[Plain, ...] = (None, [], {})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a document, the code that mends it, and whether it is that something is not there."""

    sentence: str
    fix: str
    is_missing: bool = False


def faults(document: Plain, argument: PolicyArgument) -> tuple[Fault, ...]:
    """All faults of a document in this argument: JSON text that was read, or an object."""
    if document is UNKNOWN:
        return ()
    if not isinstance(document, Mapping):
        return (Fault("is not a JSON object", 'json.dumps({"Version": "2012-10-17", "Statement": [...]})'),)
    whole = _canonical(document)
    return (*_version(whole, argument), *_size(document, argument), *_statements(whole, argument))


def _statements(document: Statement, argument: PolicyArgument) -> Iterator[Fault]:
    statements = document.get("Statement")
    if statements in _NOTHING:
        yield Fault("has no Statement", '"Statement": [{"Effect": "Allow", ...}]', is_missing=True)
    seen: set[str] = set()
    for place, statement in enumerate(_listed(statements)):
        if isinstance(statement, Mapping):
            for demand in _DEMANDS:
                for fault in demand(_canonical(statement), argument):
                    yield Fault(f"{fault.sentence} in statement {place + 1}", fault.fix, fault.is_missing)
            yield from _repeated(statement.get("Sid"), argument, seen)


def _version(document: Statement, argument: PolicyArgument) -> Iterator[Fault]:
    version = document.get("Version")
    if version is UNKNOWN or argument.kind is Kind.RESOURCE:
        return
    if argument.managed and version != CURRENT:
        said = "no Version" if version is None else f"the Version {version!r}"
        yield Fault(f"has {said}, and a managed policy is of {CURRENT}", f'"Version": "{CURRENT}"')
    elif version is not None and version not in VERSIONS:
        yield Fault(f"has the Version {version!r}, which is none of the grammar's", f'"Version": "{CURRENT}"')


def _size(document: Plain, argument: PolicyArgument) -> Iterator[Fault]:
    """White space between the parts of a document does not count, and unknown parts are not counted."""
    if argument.longest is None:
        return
    length = len(json.dumps(document, separators=(",", ":"), ensure_ascii=False, default=lambda _: ""))
    if length > argument.longest:
        yield Fault(
            f"has {length} characters without white space, and IAM takes {argument.longest}",
            "# part the policy in several managed ones, or name actions by wildcards",
        )


def _repeated(sid: Plain, argument: PolicyArgument, seen: set[str]) -> Iterator[Fault]:
    if argument.kind is Kind.IDENTITY and isinstance(sid, str) and sid:
        if sid in seen:
            yield Fault(f"has the Sid {sid!r} twice", f'"Sid": "{sid}2"')
        seen.add(sid)


def _effect(statement: Statement, argument: PolicyArgument) -> Iterator[Fault]:  # noqa: ARG001
    effect = statement.get("Effect")
    if effect is None:
        yield Fault("has no Effect", '"Effect": "Allow"', is_missing=True)
    elif effect is not UNKNOWN and str(effect).lower() not in ("allow", "deny"):
        yield Fault(f"has the Effect {effect!r}", '"Effect": "Allow"  # or "Deny"')


def _action(statement: Statement, argument: PolicyArgument) -> Iterator[Fault]:
    if statement.get("Action") in _NOTHING and statement.get("NotAction") in _NOTHING:
        yield Fault("has no Action", '"Action": ["s3:GetObject"]', is_missing=True)
    for element in ("Action", "NotAction"):
        for action in _listed(statement.get(element)):
            reason = _wrong_action(action, argument) if isinstance(action, str) else None
            if reason:
                example = "sts:AssumeRole" if argument.kind is Kind.TRUST else "s3:GetObject"
                yield Fault(f"has the {element} {action!r}, {reason},", f'"{element}": ["{example}"]')


def _resource(statement: Statement, argument: PolicyArgument) -> Iterator[Fault]:
    elements = ("Resource", "NotResource")
    named = [element for element in elements if statement.get(element) not in _NOTHING]
    if argument.kind is Kind.TRUST and named:
        yield Fault(f"has the element {named[0]}, which a trust policy must not have,", f"# without {named[0]}")
    if argument.kind in (Kind.IDENTITY, Kind.BUCKET) and not named:
        yield Fault("has no Resource", '"Resource": [f"{bucket_arn}/*"]', is_missing=True)
    for element in named if argument.kind is Kind.IDENTITY else ():
        for arn in _listed(statement[element]):
            if isinstance(arn, str) and not _is_arn(arn):
                yield Fault(f'has the {element} {arn!r}, which is neither an ARN nor "*",', f'"{element}": "*"')


def _principal(statement: Statement, argument: PolicyArgument) -> Iterator[Fault]:
    named = [one for one in ("Principal", "NotPrincipal") if statement.get(one) not in _NOTHING]
    if argument.kind is Kind.IDENTITY and named:
        yield Fault(f"has the element {named[0]}, which an identity's policy must not have,", f"# without {named[0]}")
    if argument.kind is not Kind.IDENTITY and not named:
        yield Fault("has no Principal", '"Principal": {"Service": "ec2.amazonaws.com"}', is_missing=True)


def _sid(statement: Statement, argument: PolicyArgument) -> Iterator[Fault]:
    """Inline policies and policies of resources may have more characters."""
    sid = statement.get("Sid")
    if argument.managed and isinstance(sid, str) and not re.fullmatch("[0-9A-Za-z]*", sid):
        letters = re.sub("[^0-9A-Za-z]", "", sid)
        yield Fault(f"has the Sid {sid!r}, of other characters than letters and digits,", f'"Sid": "{letters}"')


def _condition(statement: Statement, argument: PolicyArgument) -> Iterator[Fault]:
    condition = statement.get("Condition")
    if argument.kind not in (Kind.IDENTITY, Kind.TRUST) or not isinstance(condition, Mapping):
        return
    for operator, keys in condition.items():
        example = '"Condition": {"StringEquals": {"aws:SourceAccount": account_id}}'
        if not _OPERATOR.fullmatch(operator):
            yield Fault(f"has the condition operator {operator!r}, which does not exist,", example)
        elif keys is not UNKNOWN and not isinstance(keys, Mapping):
            yield Fault(f"has the condition operator {operator!r} without a key", example)


_DEMANDS: tuple[Callable[[Statement, PolicyArgument], Iterator[Fault]], ...] = (
    _effect,
    _principal,
    _action,
    _resource,
    _sid,
    _condition,
)


def _wrong_action(action: str, argument: PolicyArgument) -> str | None:
    service, colon, name = action.partition(":")
    if action == "*" or argument.kind is Kind.RESOURCE:
        return None
    if not colon:
        return "which names no service"
    if ":" in name:
        return "which has more than one colon"
    if "*" in service or "?" in service:
        return "whose service has a wildcard"
    if argument.kind is Kind.TRUST and service.lower() != "sts":
        return "and a role is only assumed by actions of sts"
    return None


def _is_arn(text: str) -> bool:
    """Wildcards and variables (``${aws:username}``) may stand for any part."""
    return text.startswith("*") or text.lower().startswith("arn:") or "${" in text


def _canonical(part: Mapping[str, Plain]) -> Statement:
    return {_ELEMENTS.get(key.lower(), key): value for key, value in part.items()}


def _listed(part: Plain) -> list[Plain]:
    return part if isinstance(part, list) else [] if part is None else [part]
