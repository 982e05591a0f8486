"""Values for a property: well typed, at the limits, of the wrong type, unknown, secret."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from policypack.catalog.schema import Kind, PropertyType
from policypack.model.values import UNKNOWN, Secret
from tests.generation.written import Written

MARK = "marked-s3cr3t-value"
MARKED_NUMBER = 8675309271
_DEEPEST = 4
_DOCUMENT = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": ["s3:*"], "Resource": "arn:aws:s3:::x/*"}],
}
TEXTS = (
    *("", " ", "a", "*", "-", "\n", "default", "a\n", "ünïcödé-名前", "²", "١٢٣", "1_000", "None", "0", "-1", "443"),
    *("1e9", "true", "nan", "9" * 5000, "a" * 63, "a" * 64, "a" * 65, "b" * 128, "c" * 255, "d" * 256, "e" * 257),
    *("name.fifo", "alias/aws/s3", "a..b", "a--b", "xn--a", "-a-", "a b", "f" * 1025, "z" * 60_000, "a." * 2_000),
    *(
        "0.0.0.0/0",
        "10.0.0.0/8",
        "10.1.2.3/16",
        "10.0.0.0/33",
        "10.0.0.0/",
        "/24",
        "::/0",
        "2001:db8::/64",
        "256.1.1.1/8",
    ),
    *("arn:aws:iam::123456789012:role/x", "arn:aws:sqs:eu-west-1:123456789012:q.fifo", "arn:aws:lambda:::", "arn:aws:"),
    *("arn:aws-cn:kms:cn-north-1:123456789012:key/1", "arn", "vpc-0123456789abcdef0", "ami-1", "https://example.com/"),
    *("rate(5 minutes)", "rate(1 minutes)", "cron(0 12 * * ? *)", "cron(", "at(2026-11-31T25:00:00)", "a@b.c"),
    *("03:00-04:00", "sun:05:00-sun:06:00", "25:61-00:00", "eu-south-2", "eu-south-2a", "us-east-1-bos-1a", "mars-1"),
    *("15", "15.4", "6.x", "8.0.mysql_aurora.3.04.0", "15.4.9999999", "..", "postgres15", "db.t4g.medium", "cache."),
    *('{"a":', "{}", "[]", "null", "7", '"text"', "[[[]]]", '{"Statement": null}', '{"Statement": [null, 3, "x"]}'),
    *(json.dumps(_DOCUMENT), json.dumps([_DOCUMENT]), json.dumps({"Statement": _DOCUMENT}), '{"a": NaN, "b": 1e999}'),
    *("[" * 90 + "]" * 90, "[" * 5000, '{"a":' * 300 + "1" + "}" * 300, "(" * 500, "\\", "%", "{x}", "${AWS::Region}"),
    *("\x00", "2026-02-30T00:00:00Z", "256.1.1.1/8"),
)
HOSTILE: tuple[Any, ...] = (
    *(
        "",
        "\n",
        "²",
        "١٢٣",
        "9" * 5000,
        f"{'9' * 5000}.1.1",
        f"{'9' * 400}GB",
        "1_000",
        "1e999",
        "-1",
        ".",
        ":",
        "/",
        "-",
    ),
    *(
        "z" * 60_000,
        "0.0.0.0/0",
        "::/0",
        "10.0.0.0/33",
        "arn:",
        "arn:aws:sqs:",
        "rate(1 x)",
        "cron(? ?)",
        "null",
        "[null]",
    ),
    *(
        '{"a": null}',
        '{"Statement": [null, {"Action": [{}], "Principal": [1], "Condition": "x"}]}',
        '{"Statement": 1e999}',
    ),
    *(
        True,
        0,
        -1,
        0.5,
        1e308,
        math.inf,
        -math.inf,
        math.nan,
        [],
        {},
        [None],
        [[]],
        [{}],
        {"": None},
        {"a": [{"b": []}]},
    ),
    *(
        ["a", ["b"]],
        [UNKNOWN],
        {"a": UNKNOWN},
        Secret(None),
        Secret([Secret({"a": UNKNOWN})]),
        [Secret(["a"]), {"a": 1}],
    ),
)
"""What parsers, sets and arithmetic fall over."""
NUMBERS = (0, -1, 1, 2, 3, 5, 20, 30, 100, 443, 3600, 65535, 65536, 86400, 2**31, 2**53, 1e9, 1e308, 0.5, -0.0, 5e-324)
_UNTYPED: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1e9, "", "true", "443", [], {}, [None], [[]], {"": None}, math.inf, math.nan),
    [UNKNOWN],
)
_WRITTEN_OFTEN = 60
_ODD_AMONG = 100
_UNKNOWN_BELOW, _SECRET_BELOW, _UNTYPED_BELOW, _SINGLE_BELOW = 7, 13, 19, 22
Choice = TypeVar("Choice")


class Values:
    """Draws values of properties. ``written`` is what programs say, which is drawn more often than anything else."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any], written: Written) -> None:
        self._draw = draw
        self._written = written

    def chance(self, percent: int) -> bool:
        """Drawn towards no."""
        return bool(self._draw(_PERCENT) >= 100 - percent)

    def one_of(self, choices: Sequence[Choice]) -> Choice:
        """One of these, drawn towards the first."""
        index: int = self._draw(st.integers(0, len(choices) - 1))
        return choices[index]

    def of(self, property_: PropertyType, depth: int = 0) -> Any:
        """A value of this property, odd ones among them."""
        odd = self._draw(_PERCENT)
        if odd >= _SINGLE_BELOW:
            return self._typed(property_, depth)
        if odd < _UNKNOWN_BELOW:
            return UNKNOWN
        if odd < _SECRET_BELOW:
            return Secret(self._marked(self._typed(property_, depth)))
        return self.one_of(_UNTYPED) if odd < _UNTYPED_BELOW else [self._typed(property_, depth)]

    def _typed(self, property_: PropertyType, depth: int) -> Any:
        written = self._written.arguments.get(property_.name)
        if written and self.chance(_WRITTEN_OFTEN):
            return self.one_of(written)
        if depth >= _DEEPEST:
            return self.one_of(_UNTYPED)
        match property_.kind:
            case Kind.INTEGER | Kind.NUMBER:
                number = self.one_of(NUMBERS)
                return str(number) if self.chance(15) else number
            case Kind.BOOLEAN:
                return self.one_of((True, False, "true", "false"))
            case Kind.LIST | Kind.MAP | Kind.OBJECT:
                return self._compound(property_, depth)
            case _:
                return self.one_of((*property_.enum, *TEXTS) if self.chance(50) else property_.enum or TEXTS)

    def _compound(self, property_: PropertyType, depth: int) -> Any:
        if property_.kind is Kind.OBJECT:
            return self.fields(property_.fields, depth + 1)
        element = property_.element or PropertyType("", Kind.ANY)
        count = self._draw(st.integers(0, 3))
        items = [self.of(element, depth + 1) for _ in range(count)]
        return items if property_.kind is Kind.LIST else dict(zip(("Name", "a", "ü"), items, strict=False))

    def fields(self, schema: Mapping[str, PropertyType], depth: int) -> dict[str, Any]:
        """An object: mostly the fields that programs say, and a few others."""
        said = [name for name in schema if name in self._written.arguments][:12]
        chosen = [name for name in said if self.chance(60)]
        others = [name for name in schema if name not in chosen]
        chosen += [self.one_of(others) for _ in range(self._draw(st.integers(0, 2))) if others]
        return {name: self.of(schema[name], depth) for name in dict.fromkeys(chosen)}

    def _marked(self, tree: Any) -> Any:
        """The tree with texts and numbers that no message may show; every other one stays what it is."""
        match tree:
            case list():
                return [self._marked(item) for item in tree]
            case dict():
                return {key: self._marked(item) for key, item in tree.items()}
            case str():
                return self.one_of((MARK, f"{tree}{MARK}", f"{MARK}{tree}", tree.replace("x", MARK), tree))
            case bool() | None:
                return tree
            case int() | float():
                return self.one_of((MARKED_NUMBER, tree))
        return tree


_PERCENT = st.integers(0, _ODD_AMONG - 1)
