"""Where a secret value comes from: the resources that made it, found through the links between resources.

A preview does not know what is still to be generated, but it knows on which resources a property depends. A value that
Python computed, a literal and what a data source answered leave no dependency at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from policypack.aws import ssm
from policypack.aws.passwords.arguments import PASSWORD_ARGUMENTS
from policypack.aws.secretsmanager import CONTENT, SECRET, SECRET_VERSION, versions_of
from policypack.model.facts import Fact
from policypack.model.links import OPAQUE
from policypack.model.records import record
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, plain, revealed

RANDOM_PASSWORD = ("random:index/randomPassword:RandomPassword",)
GENERATORS = (
    *RANDOM_PASSWORD,
    "random:index/randomBytes:RandomBytes",
    "aws:apigateway/apiKey:ApiKey",
    "aws:cognito/userPoolClient:UserPoolClient",
    "aws:iam/accessKey:AccessKey",
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "aws:iam/userLoginProfile:UserLoginProfile",
)
"""Types that make a secret which nobody chose, and keep it secret."""
EXPOSED = (
    "random:index/randomId:RandomId",
    "random:index/randomInteger:RandomInteger",
    "random:index/randomPet:RandomPet",
    "random:index/randomShuffle:RandomShuffle",
    "random:index/randomString:RandomString",
    "random:index/randomUuid:RandomUuid",
    "random:index/randomUuid4:RandomUuid4",
    "random:index/randomUuid7:RandomUuid7",
)
"""Types whose result is random and no secret: it is shown in previews, logs and the state."""

_GENERATED_OUTPUTS = (
    "result",
    "base64",
    "hex",
    "value",
    "secret",
    "sesSmtpPasswordV4",
    "clientSecret",
    "servicePassword",
    "password",
)
_WRITTEN_AS_IT_IS = re.compile(r"[A-Za-z0-9_.~-]*")
"""Texts that neither JSON nor a URL writes otherwise."""
_SHORTEST_MATCH = 8
"""Characters that two texts must share before one counts as made from the other."""


@record(frozen=True, slots=True)
class Origin:
    """What a property is made from: generators of secrets, resources that are random but in clear, and whether it may
    also come from where the stack does not tell (another stack, another provider, a template)."""

    generators: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def is_generated(self) -> bool:
        """A generator is among the sources."""
        return bool(self.generators)


def origin_of(stack: Stack, resource: Resource, properties: Iterable[str], *, through_passwords: bool = True) -> Origin:
    """The origin of the values of ``properties``, through secrets, parameters, components and, where
    ``through_passwords`` says so, other resources that take a password and hand it on."""
    return stack.derived(_origin_of, resource, tuple(properties), through_passwords)


def _origin_of(stack: Stack, resource: Resource, properties: tuple[str, ...], through_passwords: bool) -> Origin:
    generators: dict[str, None] = {}
    exposed: dict[str, None] = {}
    is_open = False
    seen: set[str] = set()
    pending = list(_dependencies(resource, properties))
    while pending:
        urn = pending.pop()
        if urn in seen:
            continue
        seen.add(urn)
        type_ = stack.type_of(urn)
        if type_ in GENERATORS:
            generators[urn] = None
        elif type_ in EXPOSED:
            exposed[urn] = None
        else:
            further = _sources(stack, urn, through_passwords)
            is_open = is_open or further is None
            pending += further or ()
    return Origin(tuple(sorted(generators)), tuple(sorted(exposed)), is_open)


def _sources(stack: Stack, urn: str, through_passwords: bool) -> list[str] | None:
    """What the outputs of a resource are made from, as far as a secret goes; None where they can be anything."""
    resource, type_ = stack.get(urn), stack.type_of(urn)
    if resource is None or type_ in OPAQUE:
        return None
    if type_ in SECRET_VERSION:
        return list(_dependencies(resource, CONTENT))
    if type_ in SECRET:
        return [one.urn for one in versions_of(stack, resource).certain()] or None
    if type_ in ssm.PARAMETER:
        return list(_dependencies(resource, ("value",)))
    if resource.is_component:
        inside = [one.urn for one in stack.of_type(GENERATORS) if stack.is_inside(one.urn, urn)]
        return inside or None
    if type_ in PASSWORD_ARGUMENTS and through_passwords:
        return list(_dependencies(resource, {argument.top for argument in PASSWORD_ARGUMENTS[type_]}))
    return [] if type_.startswith("aws:") else None


def _dependencies(resource: Resource, properties: Iterable[str]) -> Iterator[str]:
    for name in properties:
        yield from resource.property_dependencies.get(name, ())


def generated_texts(stack: Stack) -> tuple[str, ...]:
    """What the stack's generators have made already, as far as it is known."""
    return stack.derived(_generated_texts)


def _generated_texts(stack: Stack) -> tuple[str, ...]:
    outputs = (one.output(name).as_text() for one in stack.of_type(GENERATORS) for name in _GENERATED_OUTPUTS)
    return tuple(text for text in (revealed(plain(output)) for output in outputs) if isinstance(text, str))


def is_made_of(value: Value, secrets: Iterable[str]) -> Fact:
    """The text is one of ``secrets``, holds one (as it is, in JSON or in a URL), or is a part of one."""
    known = tuple(secrets)
    return value.as_text().test(lambda text: any(is_text_of(text, secret) for secret in known))


def is_text_of(text: str, secret: str) -> bool:
    """See :func:`is_made_of`, of plain texts."""
    if text == secret:
        return True
    written = [secret]
    if not _WRITTEN_AS_IT_IS.fullmatch(secret):
        written += [json.dumps(secret)[1:-1], quote(secret, safe=""), quote_plus(secret)]
    return (len(secret) >= _SHORTEST_MATCH and any(one in text for one in written)) or (
        len(text) >= _SHORTEST_MATCH and text in secret
    )
