"""Options: read by their types and within bounds, written back as they were, and described by a schema."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import pytest

from policypack.engine.options import LARGEST, options_schema, read_options, written_options
from policypack.errors import ConfigurationError


@dataclass(frozen=True)
class Options:
    """One option of each type."""

    text: Annotated[str, "A text."] = "a"
    flag: Annotated[bool, "A flag."] = False
    whole_number: Annotated[int, "A number."] = 3
    number: Annotated[float, "Another."] = 0.5
    choice: Annotated[Literal["one", "two"], "One of two."] = "one"
    maybe: Annotated[str | None, "A text or nothing."] = None
    texts: Annotated[tuple[str, ...], "Texts."] = ("x",)
    table: Annotated[dict[str, int], "Numbers."] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("key", "value", "read"),
    [
        ("text", "b", "b"),
        ("flag", True, True),
        ("wholeNumber", 4.0, 4),
        ("wholeNumber", 0, 0),
        ("wholeNumber", LARGEST, LARGEST),
        ("number", 2, 2.0),
        ("choice", "two", "two"),
        ("maybe", None, None),
        ("maybe", "b", "b"),
        ("texts", ["a", "b"], ("a", "b")),
        ("table", {"a": 1.0}, {"a": 1}),
    ],
)
def test_what_is_right_is_read_and_written_back(key: str, value: Any, read: Any) -> None:
    options = read_options(Options, {key: value}, "here")
    found = written_options(options)[key]
    assert found == (list(read) if isinstance(read, tuple) else read)
    assert isinstance(found, bool) is isinstance(read, bool)
    assert read_options(Options, written_options(options), "here") == options
    assert options_schema(Options, options)[key]["default"] == found
    assert {**written_options(Options()), key: found} == written_options(options)


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("text", 1, "is not of type string"),
        ("text", None, "is not of type string"),
        ("flag", 1, "is not of type boolean"),
        ("wholeNumber", True, "is not of type integer"),
        ("wholeNumber", 2.5, "is not a whole number"),
        ("wholeNumber", -1, "is not a number from 0 to"),
        ("wholeNumber", LARGEST + 1, "is not a number from 0 to"),
        ("wholeNumber", 10**400, "is not a number from 0 to"),
        ("number", -0.1, "is not a number from 0 to"),
        ("number", math.nan, "is not a number from 0 to"),
        ("number", math.inf, "is not a number from 0 to"),
        ("number", "1", "is not of type number"),
        ("choice", "three", "is not one of one, two"),
        ("maybe", 1, "is not of type string"),
        ("texts", "a", "is not of type array"),
        ("texts", ["a", 1], r"\[1\]: 1 is not of type string"),
        ("table", {"a": "b"}, r"\.a: 'b' is not of type integer"),
        ("table", [1], "is not of type object"),
        ("textt", "a", "no such option; did you mean text"),
        ("zzz", "a", "no such option; it has choice, flag"),
    ],
)
def test_what_is_wrong_is_refused_with_its_key(key: str, value: Any, problem: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"here: {key}.*{problem}"):
        read_options(Options, {key: value}, "here")


def test_the_schema_has_types_descriptions_and_defaults() -> None:
    schema = options_schema(Options)
    assert {key: one["type"] for key, one in schema.items()} == {
        "text": "string",
        "flag": "boolean",
        "wholeNumber": "integer",
        "number": "number",
        "choice": "string",
        "maybe": "string",
        "texts": "array",
        "table": "object",
    }
    assert schema["choice"]["enum"] == ["one", "two"]
    assert schema["texts"]["items"] == {"type": "string"}
    assert schema["table"]["additionalProperties"] == {"type": "integer"}
    assert {key: one["default"] for key, one in schema.items()} == written_options(Options())
    assert schema["flag"]["description"] == "A flag."


def test_a_rule_without_options_takes_none() -> None:
    assert read_options(None, {}, "here") is None
    assert written_options(None) == {}
    assert options_schema(None) == {}
    with pytest.raises(ConfigurationError, match="here: a: this rule has no options"):
        read_options(None, {"a": 1}, "here")
