"""Texts of strangers (names, values, reasons) at the pack's edges: what people read, and what protobuf carries."""

from __future__ import annotations

import re
from typing import Any

_CONTROLS = "\x00-\x1f\x7f-\x9f\u2028\u2029"
"""C0 with newlines and ESC, DEL, C1 with NEL and CSI, and Unicode's line and paragraph separators."""
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that change the order in which a line is shown: Unicode's Bidi_Control, https://unicode.org/reports/tr9/."""
_SURROGATES = "\ud800-\udfff"
"""Half a character: JSON and YAML can spell one alone, UTF-8 and so protobuf cannot."""
_NOT_SHOWN = re.compile(f"[{_CONTROLS}{_DIRECTIONS}{_SURROGATES}]")
LONGEST = 1900
"""Bytes of a message: more is no message that anybody reads."""
_CUT = " [... {:,} more characters ...] "
_NOT_ENCODABLE = re.compile(f"[{_SURROGATES}]")
_SHORT_NAMES = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}


def one_line(text: str) -> str:
    r"""The text on one line, for people: what could end or forge a line, or act on a terminal, as an escape (``\n``,
    ``\x1b``, ``\u202e``). The same text where it has none, so doing it twice is doing it once."""
    return _NOT_SHOWN.sub(_escape, text)


def printable(text: str, most: int = LONGEST) -> str:
    """What reports show of a text: one line, and no longer than anybody reads."""
    return clipped(one_line(text), most)


def spelled(text: str) -> str:
    r"""The same as escapes that every language with double quotes reads alike: ``\u202e``, ``\u009b``."""
    return _NOT_SHOWN.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def clipped(text: str, most: int = LONGEST) -> str:
    """The text, cut in the middle where it has more bytes than ``most``."""
    if len(text) * 4 <= most:
        return text
    content = text.encode("utf-8", "surrogatepass")
    if len(content) <= most:
        return text
    kept = most - len(_CUT) - 12
    ends = content[: kept * 3 // 4], content[-(kept - kept * 3 // 4) :]
    start, end = (one.decode("utf-8", "ignore") for one in ends)
    return f"{start}{_CUT.format(len(text) - len(start) - len(end))}{end}"


def encodable(tree: Any) -> Any:
    """JSON data that UTF-8 can hold: U+FFFD for half a character, as the engine's own JSON decoder has it."""
    if isinstance(tree, str):
        return _NOT_ENCODABLE.sub("\ufffd", tree)
    if isinstance(tree, dict):
        return {encodable(key): encodable(value) for key, value in tree.items()}
    return [encodable(item) for item in tree] if isinstance(tree, list | tuple) else tree


def _escape(found: re.Match[str]) -> str:
    code = ord(found.group())
    return _SHORT_NAMES.get(found.group()) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
