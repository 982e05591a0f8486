"""Random changes of JSON data and of texts."""

from __future__ import annotations

import copy
import random
from typing import Any

from policypack.wire.trees import (
    OUTPUT_VALUE,
    RESOURCE_REFERENCE,
    SECRET,
    SIGNATURE,
    UNDECRYPTED_SECRET,
    UNKNOWN_SENTINELS,
)
from tests.documents.traps import VALUES
from tests.hostile import TEXT

CANARY = "c4n4ry"
"""How each secret starts that must not get out."""
_TEXTS = (
    *("", " ", "*", "a" * 3000, "1" * 400, "arn:aws:s3:::", "arn:aws:iam::aws:policy/", "${", "#{", "{{resolve:", "\\"),
    *("0.0.0.0/0", "10.0.0.0/33", "::/0", "sun:23:59-sun:00:01", "cron(* * * * ? *)", "rate(0 days)", "9" * 18),
    *("15.4", "1.x", "true", "null", "[", '{"Statement": [{}]}', '{"Statement": {"Principal": [[]]}}', "[[[[[[[[", "é"),
    *(TEXT, "\x00", "\u202e", "2020-13-45", "us-east-1a", "%", "%s", "{0}", "/" * 200, "urn:pulumi:::", "::" * 50),
)
_PIECES = (
    *VALUES.values(),
    *(
        "&a ",
        "*a",
        "<<: ",
        "? ",
        "- ",
        ": ",
        "\t",
        "\x00",
        "\n",
        "'",
        '"',
        "|\n",
        ">\n",
        "#",
        "%",
        "!",
        "---\n",
        "...\n",
    ),
    *("{", "}", "[", "]", "[" * 60, ",", "\\ud800", "1e999", "NaN", "\ufeff", "\x85"),
)


class Mutator:
    """Changes copies; ``others`` are parts to put in."""

    def __init__(self, source: random.Random, others: list[Any]) -> None:
        self.random = source
        self._others = others

    def text(self) -> str:
        """Any text that UTF-8 can hold."""
        return self.random.choice(_TEXTS).replace("\ud800", "")

    def tree(self, tree: Any, changes: int = 4) -> Any:
        """The data with some parts changed, taken out, doubled, or put elsewhere."""
        holder = {"": copy.deepcopy(tree)}
        for _ in range(self.random.randint(1, changes)):
            places = list(_places(holder))
            self._change(*self.random.choice(places))
        return holder.get("", {})

    def _change(self, container: Any, key: Any) -> None:
        way = self.random.randrange(10)
        if way == 0 and container[key] is not None and key != "":
            del container[key]
        elif way == 1 and isinstance(container, list):
            container.extend(copy.deepcopy(container[key]) for _ in range(self.random.choice((1, 2, 60))))
        elif way == 2 and isinstance(container, dict) and key != "":
            container[self.text()] = container.pop(key)
        else:
            container[key] = self._value(container[key], way)

    def _value(self, old: Any, way: int) -> Any:
        if way == 3:
            return self.random.choice(sorted(UNKNOWN_SENTINELS))
        if way == 4:
            return {SIGNATURE: SECRET, "value": f"{CANARY}-{self.random.randrange(10**6)}"}
        if way == 5:
            signature = self.random.choice((SECRET, OUTPUT_VALUE, RESOURCE_REFERENCE, "x", 1, None, [], {}))
            return {SIGNATURE: signature, "id": old, **({"value": old} if self.random.random() < 0.6 else {})}
        if way == 6:
            return copy.deepcopy(self.random.choice(self._others))
        if way == 7:
            return self.random.choice(([old], [old] * 40, {"a": old}, [[]], [None], {}, [], [[old]], {"": old}))
        if way == 8:
            for _ in range(self.random.choice((3, 30, 70))):
                old = [old] if self.random.random() < 0.5 else {"a": old}
            return old
        numbers = (0, -1, 1, 2, 0.5, 1e308, float("inf"), float("nan"), 2**53 + 1, 10**18, 443, 65536)
        return self.random.choice((None, True, False, UNDECRYPTED_SECRET, *numbers, *[self.text() for _ in range(9)]))

    def written(self, text: str) -> bytes:
        """A text with some of it taken out, doubled, or with signs of YAML and JSON put in."""
        for _ in range(self.random.randint(1, 4)):
            start = self.random.randrange(len(text) + 1)
            end = min(len(text), start + self.random.choice((0, 0, 1, 3, 20, 200)))
            piece = self.random.choice((*_PIECES, text[start:end] * 2, ""))
            text = text[:start] + piece + text[end:]
        content = text.encode("utf-8", "surrogatepass")
        return content if self.random.random() < 0.95 else content[: self.random.randrange(len(content) + 1)] + b"\xff"


def _places(tree: Any) -> Any:
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict) and one.get(SIGNATURE) == SECRET:
            continue  # What is in it is no secret without its mark.
        keys = list(one) if isinstance(one, dict) else range(len(one))
        for key in keys:
            yield one, key
            if isinstance(one[key], dict | list):
                waiting.append(one[key])
