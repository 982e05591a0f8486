"""The table of password arguments against the input types of the installed pulumi-aws, and the table of limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from policypack.aws.common.tables import table
from policypack.aws.passwords.arguments import LEFT_OUT, PASSWORD_ARGUMENTS, Argument
from policypack.aws.passwords.limits import limits_named
from policypack.catalog.schema import Kind, PropertyType, all_tokens, input_schema

TABLE = sorted(PASSWORD_ARGUMENTS.items())
NAMES_A_PASSWORD = re.compile(r"(.*(password|passphrase)s?(Wo)?|authToken(Wo)?|.*PresharedKey)", re.IGNORECASE)


def paths(
    properties: Mapping[str, PropertyType], prefix: str = "", seen: frozenset[object] = frozenset()
) -> Iterator[tuple[str, Kind]]:
    for name, property_type in properties.items():
        inner, path = property_type, prefix + name
        while inner.kind is Kind.LIST and inner.element is not None:
            inner, path = inner.element, f"{path}[]"
        yield path, inner.kind
        if inner.source and inner.source not in seen:
            yield from paths(inner.fields, f"{path}.", seen | {inner.source})


def ways(argument: Argument) -> tuple[str, ...]:
    return (argument.path, argument.write_only)


def test_no_password_argument_of_pulumi_aws_is_forgotten() -> None:
    """A pulumi-aws that brings a new one fails here until somebody has looked at it."""
    forgotten = []
    for token in all_tokens():
        # The statements of a web ACL nest without end, and none of them takes a password.
        if token.startswith("aws:wafv2/") or token in LEFT_OUT:
            continue
        listed = {path for argument in PASSWORD_ARGUMENTS.get(token, ()) for path in ways(argument)}
        forgotten += [
            f"{token} {path}"
            for path, kind in paths(input_schema(token))
            if kind is Kind.STRING
            and NAMES_A_PASSWORD.fullmatch(path.rsplit(".", 1)[-1].removesuffix("[]"))
            and path not in listed
        ]
    assert forgotten == []


@pytest.mark.parametrize(("token", "arguments"), TABLE)
def test_each_argument_exists(token: str, arguments: tuple[Argument, ...]) -> None:
    known = {path for path, _ in paths(input_schema(token))}
    for argument in arguments:
        # Keys of a map are not in the schema.
        assert argument.path in known or input_schema(token)[argument.top].kind is Kind.MAP
        assert {argument.write_only, argument.by, argument.unless[0]} - {""} <= known


@pytest.mark.parametrize(("token", "arguments"), TABLE)
def test_an_argument_is_whole_where_the_sdk_makes_all_of_it_secret(token: str, arguments: tuple[Argument, ...]) -> None:
    for argument in arguments:
        is_nested = argument.path != argument.top
        assert argument.whole == (is_nested and input_schema(token)[argument.top].secret), argument.path


def test_each_limit_is_used_and_has_its_source() -> None:
    used = set()
    for _, arguments in TABLE:
        for argument in arguments:
            limits = argument.limits
            used |= {limits} if isinstance(limits, str) else set(limits.values())
    names = set(table("passwords/password_limits").section("limits"))
    assert used - {""} == names
    for name in names:
        limits_of = limits_named(name)
        assert limits_of.source.startswith(("https://docs.aws.amazon.com/", "https://github.com/"))
        assert limits_of.longest is None or limits_of.shortest < limits_of.longest
