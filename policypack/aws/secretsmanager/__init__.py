"""Secrets Manager's nouns: a secret, its versions, and who else writes or reads them."""

from __future__ import annotations

from collections.abc import Callable

from policypack.model.alike import Alike
from policypack.model.facts import FALSE, Fact, any_fact, any_of
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
    return any_of(
        _uses_secret(stack, version, SECRET_ROTATION, "secretId"),
        _has_same(stack, _rotated, version["secretId"]),
    )


def serves_proxy(stack: Stack, version: Resource) -> Fact:
    """An RDS Proxy signs in with the same secret; it knows the database by itself."""
    return any_of(
        _uses_secret(stack, version, PROXY, "auths"),
        _has_same(stack, _used_by_proxies, version["secretId"]),
    )


def _uses_secret(stack: Stack, version: Resource, types: tuple[str, ...], by: str) -> Fact:
    return any_of(
        secrets_of(stack, version).any(lambda secret: stack.linked(types, to=secret, by=by, names=NAMES).exists()),
        stack.linked(types, to=version, by=by).exists(),
    )


def _has_same(stack: Stack, names: Callable[[Stack], Alike[Value]], secret: Value) -> Fact:
    """One of the names is the secret's; for what a preview does not know, its dependencies decide."""
    if not secret.is_known:
        return FALSE
    found = stack.derived(names).like(secret)
    return any_fact(together(lambda a, b: a == b, one, secret) for one in found if one.is_known)


def _rotated(stack: Stack) -> Alike[Value]:
    """What rotations name their secrets by."""
    names = (rotation["secretId"] for rotation in stack.of_type(SECRET_ROTATION))
    return Alike((name, name) for name in names if name.is_known)


def _used_by_proxies(stack: Stack) -> Alike[Value]:
    """What proxies name their secrets by."""
    auths = (auth for proxy in stack.of_type(PROXY) for auth in proxy["auths"].elements())
    names = (auth["secretArn"] for auth in auths)
    return Alike((name, name) for name in names if name.is_known)
