"""The grammar of policy documents: what IAM and other services reject in a document, independent of what it allows.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html, 2026-11. A document is a tree
in which parts may be unknown; an unknown part is no error. Names of elements and values of Effect may have any case.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from ipaddress import ip_network
from itertools import count
from typing import TypeAlias

from policypack.aws.iam import principals, rejections
from policypack.aws.iam.policy_arguments import Kind, PolicyArgument, is_of_topic
from policypack.aws.iam.resource_arns import error_of as arn_error_of
from policypack.fix import Blank, Edit, Json, Set, Step
from policypack.model.opaque import is_opaque
from policypack.model.records import record
from policypack.model.rejections import Rejection
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
_TOP_ELEMENTS = ("Version", "Id", "Statement")
_OF_DOCUMENT = {name.lower(): name for name in _TOP_ELEMENTS}
_OF_STATEMENT = {lower: name for lower, name in _ELEMENTS.items() if name not in _TOP_ELEMENTS}
_MOST_QUEUE_ACTIONS, _MOST_QUEUE_STATEMENTS = 7, 20
_NOTHING: tuple[Plain, ...] = (None, [], {})
_ACTION, _STS_ACTION = Blank("an action, such as s3:GetObject"), Blank("an action of STS, such as sts:AssumeRole")
_RESOURCES = Blank('the ARNs of the resources, or "*"')
_SERVICES = Blank("the host name of the service, such as ec2.amazonaws.com")
_ONE_IDENTITY = Blank("an account's number, or the ARN of a user or role")
_IDENTITIES = Blank("the ARNs of accounts, roles or users")


@record(frozen=True, slots=True)
class Error:
    """What is wrong with a document, and what AWS rejects by it, where AWS's error is known.

    ``value`` is what the part at ``inside`` should be, the whole document where that is empty; None removes the part.
    ``note`` is the fix that no value is. ``is_missing`` is whether something is not there.
    """

    sentence: str
    rejects: Rejection | None
    inside: str = ""
    value: Plain = None
    note: str = ""
    is_missing: bool = False

    def steps(self, path: str) -> tuple[Step, ...]:
        """The steps of the fix in the argument at ``path``."""
        if self.note:
            return ()
        return (Edit(path, self.inside, self.value) if self.inside else Set(path, Json(self.value)),)


_POOLS = "cognito-identity.amazonaws.com"


def errors(document: Plain, argument: PolicyArgument) -> tuple[Error, ...]:
    """All errors of a document in this argument: JSON text that was read, or an object."""
    if document is UNKNOWN:
        return ()
    if not isinstance(document, Mapping):
        whole = {"Version": CURRENT, "Statement": [Blank("a statement")]}
        return (Error("is not a JSON object", rejections.SYNTAX, value=whole),)
    canonical = _canonical(document)
    found = (
        *_unknown_elements(document, _OF_DOCUMENT, argument),
        *_version(canonical, argument),
        *_size(document, argument),
        *_statements(canonical, argument),
    )
    return tuple(_spelled(one, document) for one in found)


def _statements(document: Statement, argument: PolicyArgument) -> Iterator[Error]:
    statements = document.get("Statement")
    if statements in _NOTHING:
        value = [Blank("a statement")]
        rejection = rejections.NO_STATEMENT.get(argument.service)
        yield Error("has no Statement", rejection, "Statement", value, is_missing=True)
    if argument.service == "sqs" and len(_listed(statements)) > _MOST_QUEUE_STATEMENTS:
        sentence = f"has {len(_listed(statements))} statements; a queue's policy has at most {_MOST_QUEUE_STATEMENTS}"
        yield Error(sentence, rejections.QUEUE_STATEMENTS, note="join statements that differ only in their source")
    used: set[str] = set()
    taken = {
        sid
        for one in _listed(statements)
        if isinstance(one, Mapping)
        for sid in [_canonical(one).get("Sid")]
        if isinstance(sid, str)
    }
    for place, statement in enumerate(_listed(statements)):
        if isinstance(statement, Mapping):
            canonical = _canonical(statement)
            found = [error for demand in _DEMANDS for error in demand(canonical, argument)]
            found += _unknown_elements(statement, _OF_STATEMENT, argument)
            found += _repeated(canonical.get("Sid"), argument, used, taken)
            within = f"Statement[{place}]" if isinstance(statements, list) else "Statement"
            for error in found:
                inside = f"{within}.{_spelled(error, statement).inside}"
                yield replace(error, sentence=f"{error.sentence} in statement {place + 1}", inside=inside)


def _unknown_elements(part: Statement, known: Mapping[str, str], argument: PolicyArgument) -> Iterator[Error]:
    """Elements that the grammar does not have, such as ``Principle``."""
    for name in part:
        if name.lower() not in known:
            near = get_close_matches(name.lower(), known, 1, 0.8)
            meant = f" ({known[near[0]]}?)" if near else ""
            rejection = rejections.INVALID_SYNTAX.get(argument.service)
            sentence = f"has the element {name!r}, which does not exist{meant},"
            note = "" if re.fullmatch(r"\w+", name) else "remove the element that does not exist"
            yield Error(sentence, rejection, name, note=note)


def _version(document: Statement, argument: PolicyArgument) -> Iterator[Error]:
    version = document.get("Version")
    if version is UNKNOWN or (argument.kind is Kind.RESOURCE and argument.service not in rejections.INVALID_SYNTAX):
        return
    if argument.managed and version != CURRENT:
        found = "no Version" if version is None else f"the Version {version!r}"
        yield Error(f"has {found}: a managed policy must have {CURRENT}", rejections.VERSION, "Version", CURRENT)
    elif version is not None and version not in VERSIONS:
        rejection = rejections.INVALID_SYNTAX.get(argument.service)
        yield Error(f"has the Version {version!r}, which does not exist", rejection, "Version", CURRENT)


def _size(document: Plain, argument: PolicyArgument) -> Iterator[Error]:
    """White space between the parts of a document does not count, and unknown parts are not counted."""
    if argument.longest is None:
        return
    length = len(json.dumps(document, separators=(",", ":"), ensure_ascii=False, default=lambda _: ""))
    if length > argument.longest:
        yield Error(
            f"has {length:,} characters without white space; IAM allows {argument.longest:,}",
            rejections.MANAGED_SIZE if argument.managed else rejections.INLINE_SIZE,
            note="split the policy into several managed policies, or name its actions with wildcards",
        )


def _repeated(sid: Plain, argument: PolicyArgument, used: set[str], taken: set[str]) -> Iterator[Error]:
    if argument.kind in (Kind.IDENTITY, Kind.TRUST) and isinstance(sid, str) and sid:
        if sid in used:
            free = next(new for number in count(2) if (new := f"{sid}{number}") not in taken)
            taken.add(free)
            yield Error(f"has the Sid {sid!r} twice, the second time", rejections.SAME_SID, "Sid", free)
        used.add(sid)


def _effect(statement: Statement, argument: PolicyArgument) -> Iterator[Error]:  # noqa: ARG001
    effect = statement.get("Effect")
    if effect is None:
        yield Error("has no Effect", rejections.SYNTAX, "Effect", "Allow", is_missing=True)
    elif effect is not UNKNOWN and str(effect).lower() not in ("allow", "deny"):
        yield Error(f"has the Effect {effect!r}", rejections.SYNTAX, "Effect", Blank('"Allow" or "Deny"'))


def _action(statement: Statement, argument: PolicyArgument) -> Iterator[Error]:
    example = _STS_ACTION if argument.kind is Kind.TRUST else _ACTION
    if statement.get("Action") in _NOTHING and statement.get("NotAction") in _NOTHING:
        rejection = rejections.NO_ACTION if argument.kind is Kind.IDENTITY else None
        yield Error("has no Action", rejection, "Action", [example], is_missing=True)
    count_of_actions = len(_listed(statement.get("Action")))
    if argument.service == "sqs" and count_of_actions > _MOST_QUEUE_ACTIONS:
        sentence = f"has {count_of_actions} actions, of {_MOST_QUEUE_ACTIONS} at most,"
        note = f"several statements of {_MOST_QUEUE_ACTIONS} actions, or sqs:*"
        yield Error(sentence, rejections.QUEUE_ACTIONS, "Action", note=note)
    for element in ("Action", "NotAction"):
        for inside, action in _places(statement, element):
            wrong = _wrong_action(action, argument) if isinstance(action, str) else None
            if wrong:
                reason, rejection = wrong
                yield Error(f"has the {element} {action!r}, {reason},", rejection, inside, example)


def _resource(statement: Statement, argument: PolicyArgument) -> Iterator[Error]:
    elements = [one for one in ("Resource", "NotResource") if statement.get(one) not in _NOTHING]
    if argument.kind is Kind.TRUST:
        for element in elements:
            yield Error(
                f"has the element {element}, which a trust policy must not have,", rejections.TRUST_RESOURCE, element
            )
    if argument.kind in (Kind.IDENTITY, Kind.BUCKET) and not elements:
        rejection = rejections.NO_RESOURCE if argument.kind is Kind.IDENTITY else rejections.BUCKET_RESOURCE
        yield Error("has no Resource", rejection, "Resource", [_RESOURCES], is_missing=True)
    for element in elements if argument.kind is Kind.IDENTITY else ():
        for inside, arn in _places(statement, element):
            wrong = _wrong_resource(arn) if isinstance(arn, str) else None
            if wrong:
                reason, rejection, value = wrong
                yield Error(f"has the {element} {arn!r}, {reason},", rejection, inside, value)


def _principal(statement: Statement, argument: PolicyArgument) -> Iterator[Error]:
    elements = [one for one in ("Principal", "NotPrincipal") if statement.get(one) not in _NOTHING]
    if argument.kind is Kind.IDENTITY:
        for element in elements:
            yield Error(
                f"has the element {element}, which an identity's policy must not have,", rejections.PRINCIPAL, element
            )
        return
    for element in elements:
        yield from _principals(statement[element], element, argument)
    if argument.kind is Kind.TRUST:
        yield from _trusted(statement)
    if elements == ["Principal"] and _names_nobody(statement["Principal"]) and argument.service in _NOBODY:
        sentence = "has a Principal with an empty list"
        yield Error(sentence, _NOBODY[argument.service], "Principal", {"AWS": _IDENTITIES}, is_missing=True)
    if not elements and argument.needs_principal:
        services = {"Service": Blank("the service that assumes the role, such as ec2.amazonaws.com")}
        value = services if argument.kind is Kind.TRUST else {"AWS": _IDENTITIES}
        yield Error("has no Principal", _NO_PRINCIPAL.get(argument.service), "Principal", value, is_missing=True)


def _trusted(statement: Statement) -> Iterator[Error]:
    """A trust policy names whom it trusts, and which of Cognito's pools."""
    principal = statement.get("Principal")
    if principal == "*":
        yield Error('has the Principal "*" without a key,', rejections.TRUST_EVERYONE, "Principal", {"AWS": "*"})
    federated = _listed(principal.get("Federated")) if isinstance(principal, Mapping) else []
    if _POOLS in federated and statement.get("Condition") in _NOTHING:
        value = {"StringEquals": {f"{_POOLS}:aud": Blank("the ID of the identity pool")}}
        yield Error(f"trusts {_POOLS} without a Condition", rejections.TRUST_POOL, "Condition", value, is_missing=True)


def _names_nobody(principal: Plain) -> bool:
    """All of the lists in it are empty."""
    return isinstance(principal, Mapping) and all(one == [] for one in principal.values())


_NOBODY = {"iam": rejections.TRUST_PRINCIPAL, "s3": rejections.BUCKET_PRINCIPAL, "kms": rejections.KEY_NOBODY}
_NO_PRINCIPAL = {
    "iam": rejections.TRUST_PRINCIPAL,
    "s3": rejections.BUCKET_PRINCIPAL,
    "sns": rejections.TOPIC_SYNTAX,
    "kms": rejections.KEY_NOBODY,
}


def _principals(principal: Plain, element: str, argument: PolicyArgument) -> Iterator[Error]:
    """Each principal is one that the service accepts, under the key of its kind."""
    rejection = rejections.INVALID_PRINCIPAL.get(argument.service)
    if isinstance(principal, str) and not is_opaque(principal) and principal != "*":
        sentence = f'has the {element} {principal!r}, which is neither an object nor "*",'
        yield Error(sentence, rejection, element, {"AWS": _IDENTITIES})
    for key, whole in principal.items() if isinstance(principal, Mapping) else ():
        kind = principals.kind_of(key)
        if kind is None:
            sentence = f"has the key {key!r} in {element}, which must be {', '.join(principals.KINDS)},"
            yield Error(sentence, rejection, element, {"AWS": _IDENTITIES})
            continue
        for place, text in enumerate(_listed(whole)):
            wrong = principals.error_of(kind, text) if isinstance(text, str) else None
            if text == "*" and kind == "Service" and argument.kind is Kind.TRUST:
                wrong = "and a trust policy names each service"
            if wrong:
                inside = f"{element}.{key}[{place}]" if isinstance(whole, list) else f"{element}.{key}"
                example = _SERVICES if kind == "Service" else _ONE_IDENTITY
                yield Error(f"has the {element} {text!r}, {wrong},", rejection, inside, example)


def _sid(statement: Statement, argument: PolicyArgument) -> Iterator[Error]:
    """Inline policies and policies of resources may have more characters."""
    sid = statement.get("Sid")
    if argument.managed and isinstance(sid, str) and not re.fullmatch("[0-9A-Za-z]*", sid):
        letters = re.sub("[^0-9A-Za-z]", "", sid)
        sentence = f"has the Sid {sid!r}, which has other characters than letters and digits,"
        yield Error(sentence, rejections.SID_CHARACTERS, "Sid", letters)


def _condition(statement: Statement, argument: PolicyArgument) -> Iterator[Error]:
    condition = statement.get("Condition")
    if argument.kind not in (Kind.IDENTITY, Kind.TRUST) or not isinstance(condition, Mapping):
        return
    value = {"StringEquals": {"aws:SourceAccount": Blank("the values of the condition key")}}
    for operator, keys in condition.items():
        if not _OPERATOR.fullmatch(operator):
            sentence = f"has the condition operator {operator!r}, which does not exist,"
            yield Error(sentence, rejections.OPERATOR, "Condition", value)
        elif keys is not UNKNOWN and not isinstance(keys, Mapping):
            sentence = f"has the condition operator {operator!r} without a key"
            yield Error(sentence, rejections.OPERATOR, "Condition", value)
        else:
            yield from _condition_values(operator, keys)


def _condition_values(operator: str, keys: Plain) -> Iterator[Error]:
    """What is compared as an address is one, and what is compared as a number is one; a variable may be either."""
    of_kind = next(((kind, is_one) for kind, is_one in _COMPARED.items() if re.search(kind, operator, re.I)), None)
    for key, values in keys.items() if of_kind and isinstance(keys, Mapping) else ():
        for text in _listed(values):
            if not isinstance(text, str) or is_opaque(text) or "${" in text or of_kind is None or of_kind[1](text):
                continue
            words = _WORDS[of_kind[0]]
            sentence = f"has the value {text!r} of {key}, which {operator} compares and which is no {words},"
            example = {operator: {key: Blank(f"a{'n' * (words[0] == 'a')} {words}")}}
            yield Error(sentence, rejections.COMPARED, "Condition", example)


def _is_address(text: str) -> bool:
    """An IP address or a CIDR block; zeros before a number are overlooked."""
    try:
        ip_network(re.sub(r"(?<![0-9a-fA-F:])0+(?=\d)", "", text), strict=False)
    except ValueError:
        return "*" in text or "?" in text
    return True


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", text) is not None


def _has_digits(text: str) -> bool:
    """A date has digits, in whatever form."""
    return re.search(r"\d", text) is not None


_COMPARED: dict[str, Callable[[str], bool]] = {"IpAddress": _is_address, "Numeric": _is_number, "Date": _has_digits}
_WORDS = {"IpAddress": "address, such as 10.0.0.0/8", "Numeric": "number", "Date": "date, such as 2026-01-01T00:00:00Z"}
"""Kinds of operators whose values have a form, measured in September 2026."""

_DEMANDS: tuple[Callable[[Statement, PolicyArgument], Iterator[Error]], ...] = (
    _effect,
    _principal,
    _action,
    _resource,
    _sid,
    _condition,
)


def _wrong_action(action: str, argument: PolicyArgument) -> tuple[str, Rejection] | None:
    service, colon, name = action.partition(":")
    if argument.service == "sns" and colon and not is_of_topic(service, name):
        return "which is not an action of a topic", rejections.TOPIC_ACTION
    if action == "*" or argument.kind is Kind.RESOURCE:
        return None
    if not colon:
        return "which names no service", rejections.NO_SERVICE
    if ":" in name:
        return "which has more than one colon", rejections.COLONS
    if "*" in service or "?" in service:
        return "whose service has a wildcard", rejections.ANY_SERVICE
    if argument.kind is Kind.TRUST and service.lower() != "sts":
        return "and a trust policy allows only actions of sts", rejections.TRUST_ACTION
    return None


def _wrong_resource(text: str) -> tuple[str, Rejection, Plain] | None:
    """A wildcard or a variable (``${aws:username}``) may be any part."""
    if not (text.startswith("*") or text.lower().startswith("arn:") or "${" in text):
        return 'which is neither an ARN nor "*"', rejections.NO_ARN, Blank('an ARN, or "*"')
    return arn_error_of(text)


def _canonical(part: Mapping[str, Plain]) -> Statement:
    return {_ELEMENTS.get(key.lower(), key): value for key, value in part.items()}


def _spelled(error: Error, part: Mapping[str, Plain]) -> Error:
    """The error with the first name of its place as the part itself spells it: ``action[0]`` for ``Action[0]``."""
    name = re.match(r"\w*", error.inside)
    first = name[0] if name is not None else ""
    own = next((key for key in part if key.lower() == first.lower()), first)
    return replace(error, inside=own + error.inside[len(first) :])


def _listed(part: Plain) -> list[Plain]:
    return part if isinstance(part, list) else [] if part is None else [part]


def _places(statement: Statement, element: str) -> Iterator[tuple[str, Plain]]:
    """Each value of an element, with its place."""
    whole = statement.get(element)
    for place, value in enumerate(_listed(whole)):
        yield f"{element}[{place}]" if isinstance(whole, list) else element, value
