"""What the files that people hand in may hold to break whoever reads them."""

from __future__ import annotations

DEEP = "[" * 400 + "]" * 400
_MANY = "9" * 5000
_ALIASES = "\n".join(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 9))
_MERGES = "\n".join(f"a{at}: &a{at} {{<<: [{', '.join([f'*a{at - 1}'] * 9)}]}}" for at in range(1, 9))

VALUES = {
    "timestamp": "!!timestamp z",
    "no such day": "!!timestamp 2020-13-45",
    "int": "!!int ''",
    "float": "!!float ''",
    "bool": "!!bool z",
    "binary": "!!binary aGVsbG8=",
    "set": "!!set {a}",
    "pairs": "!!pairs [a]",
    "object": "!!python/object/apply:os.system [true]",
    "own tag": "!mine {a: b}",
    "digits": _MANY,
    "negative": f"-{_MANY}",
    "hexadecimal": f"0x{'f' * 5000}",
    "sexagesimal": f"1:{':'.join(['59'] * 3000)}",
    "not a number": ".nan",
    "exponent": "1.0e+99999",
    "deep list": DEEP,
    "deep map": "{a: " * 400 + "1" + "}" * 400,
    "null character": '"a\\0b"',
    "half a character": '"\\ud800"',
    "escape": '"\\x1b[31m"',
    "long": f'"{"x" * 9_000}"',
    "day": "2020-01-01",
    "key that is a list": "{[a, b]: c}",
    "key that is no date": "{!!timestamp z: 1}",
    "merged text": "{<<: x}",
    "recursive list": "&a [*a]",
    "recursive map": "&a {b: *a}",
    "merged itself": "&a {<<: *a}",
    "merged in itself": "&a {b: {<<: *a}}",
    "unknown alias": "*nowhere",
    "equals sign": "=",
    "merge sign": "<<",
}
"""Values in YAML, to stand anywhere in a document."""
TEXTS: dict[str, bytes] = {
    "alias bomb": f"a0: &a0 [x]\n{_ALIASES}\n".encode(),
    "merge bomb": f"a0: &a0 {{x: 1}}\n{_MERGES}\n".encode(),
    "text bomb": f'a: &a "{"x" * 100_000}"\nb: [{", ".join(["*a"] * 200)}]\n'.encode(),
    "many aliases": f"a: &a [{', '.join('1' * 400)}]\nb: [{', '.join(['*a'] * 300)}]\n".encode(),
    "deep block": "".join(f"{' ' * at}a:\n" for at in range(500)).encode(),
    "open brackets": b"[" * 2_000,
    "open braces": b'{"a":' * 10_000,
    "dashes": b"- " * 1000 + b"x",
    "Latin-1": b"a: \xff\xfe",
    "UTF-16": "a: b".encode("utf-16"),
    "null byte": b"a: \x00",
    "control": b"a: \x1b[31m",
    "two documents": b"---\na: 1\n---\nb: 2\n",
    "directive": b"%YAML 9.9\n---\na: 1\n",
    "long tag": b"!<" + b"x" * 5000 + b"> a",
    "long key": b"? " + b"k" * 5_000 + b"\n: 1\n",
    "twice": b"a: 1\na: 2\n",
    "empty": b"",
}
"""Whole files."""
