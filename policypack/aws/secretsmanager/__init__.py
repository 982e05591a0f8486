"""Secrets Manager's nouns: a secret, its versions, and who else writes or reads them."""

from __future__ import annotations

from policypack.model.facts import Fact, any_fact, any_of
from policypack.model.links import Linked
from policypack.model.resources import Resource
from policypack.model.stack import Stack
from policypack.model.values import Value, together

SECRET = ("aws:secretsmanager/secret:Secret",)
SECRET_VERSION = ("aws:secretsmanager/secretVersion:SecretVersion",)
SECRET_ROTATION = ("aws:secretsmanager/secretRotation:SecretRotation",)
PROXY = ("aws:rds/proxy:Proxy",)

NAMES = ("name",)
"""The argument that names a secret."""
CONTENT = ("secretString", "secretBinary", "secretStringWo")
"""The arguments of a version that hold the secret itself."""


def secrets_of(stack: Stack, version: Resource) -> Linked:
    """The secrets that the version is, or may be, a version of."""
    return stack.referred(version, "secretId", SECRET, NAMES)


def versions_of(stack: Stack, secret: Resource) -> Linked:
    """The versions of the secret."""
    return stack.linked(SECRET_VERSION, to=secret, by="secretId", names=NAMES)


def is_rotated(stack: Stack, version: Resource) -> Fact:
    """A rotation writes the next versions of the same secret."""
    rotations = stack.of_type(SECRET_ROTATION)
    return any_of(
        _uses_secret(stack, version, SECRET_ROTATION, "secretId"),
        any_fact(_are_same(rotation["secretId"], version["secretId"]) for rotation in rotations),
    )


def serves_proxy(stack: Stack, version: Resource) -> Fact:
    """An RDS Proxy signs in with the same secret; it knows the database by itself."""
    auths = (auth for proxy in stack.of_type(PROXY) for auth in proxy["auths"].elements())
    return any_of(
        _uses_secret(stack, version, PROXY, "auths"),
        any_fact(_are_same(auth["secretArn"], version["secretId"]) for auth in auths),
    )


def _uses_secret(stack: Stack, version: Resource, types: tuple[str, ...], by: str) -> Fact:
    return any_of(
        secrets_of(stack, version).any(lambda secret: stack.linked(types, to=secret, by=by, names=NAMES).exists()),
        stack.linked(types, to=version, by=by).exists(),
    )


def _are_same(one: Value, other: Value) -> Fact:
    """Equal where both are known; for what a preview does not know, its dependencies decide."""
    return (
        any_of() if one.is_unknown or other.is_unknown else together(lambda a, b: a is not None and a == b, one, other)
    )
