"""The picture of the README: a part of what a preview prints in a terminal, as an SVG.

    python -m tools.terminal          writes docs/assets/preview.svg

The lines are the command's own, with the colors that it has in a terminal. Three dots are lines that are left out.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parents[1]
FILE: Final = ROOT / "docs" / "assets" / "preview.svg"
COMMAND: Final = ("preview", "examples/flawed")
COLUMNS: Final = 92
HEADINGS: Final = ("AWS rejects", "Mandatory")
RULES: Final = ("password-characters-valid", "rds-engine-version-available", "rds-log-exports", "rds-storage-gp3")
"""What the picture has of the findings: the lines of these rules, and those below that are indented further."""
TOTAL: Final = " rejected by AWS, "
LEFT_OUT: Final = "  ..."
_CHARACTER, _LINE, _SIZE, _MARGIN, _BAR = 7.8, 19, 13, 20, 34
_CODES: Final = {"1": "bold", "4": "line", "31": "red", "32": "green", "33": "yellow", "36": "cyan", "2": "dim"}
_ESCAPE: Final = re.compile(r"\033\[([0-9;]*)m")
_STYLE: Final = """
    text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; fill: #d7dae0; }
    .bold { font-weight: bold; } .line { text-decoration: underline; } .dim { fill: #8b929e; }
    .red { fill: #ff7b72; } .green { fill: #7ee787; } .yellow { fill: #e3b341; } .cyan { fill: #79c0ff; }
"""


class Span(NamedTuple):
    """Text of one line in one style, and the column that it begins in."""

    column: int
    text: str
    classes: tuple[str, ...]


def printed() -> list[str]:
    """The lines that the command prints in a terminal, with their colors."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-m", "policypack", *COMMAND],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    ):
        os.close(theirs)
        content = b"".join(_chunks(ours))
    os.close(ours)
    return content.decode().replace("\r\n", "\n").splitlines()


def _chunks(descriptor: int) -> Iterator[bytes]:
    try:
        while chunk := os.read(descriptor, 65536):
            yield chunk
    except OSError:  # Linux ends a terminal with an error.
        return


def chosen(lines: Sequence[str]) -> list[str]:
    """The lines of the picture: the first one, HEADINGS, RULES, and the total without its seconds."""
    found = [lines[0]]
    depth: int | None = None
    for line in lines[1:]:
        plain = _ESCAPE.sub("", line)
        indent = len(plain) - len(plain.lstrip())
        if not plain or (depth is not None and indent <= depth):
            depth = None
        if plain.startswith(HEADINGS):
            found += ["", line]
        elif depth is not None:
            found.append(line)
        elif any(re.match(rf" +(mandatory +)?{rule}\b", plain) for rule in RULES):
            depth = indent
            found.append(line)
        elif plain and indent == 2 and found[-1] != LEFT_OUT and len(found) > 1:
            found.append(LEFT_OUT)
    total = next(line for line in lines if TOTAL in line)
    return [*found, "", re.sub(r" in [\d.]+ s(?=\.)", "", total)]


def spans(line: str) -> list[Span]:
    """The parts of a line, by their styles."""
    column = 0
    classes: tuple[str, ...] = ()
    parts: list[Span] = []
    pieces = _ESCAPE.split(line)
    for index, piece in enumerate(pieces):
        if index % 2:
            classes = tuple(_CODES[code] for code in piece.split(";") if code in _CODES)
        elif piece:
            parts.append(Span(column, piece, classes))
            column += len(piece)
    return parts


def picture(lines: Iterable[str]) -> str:
    """The lines in a window of a dark terminal, which is legible on a light page and on a dark one."""
    shown = [f"$ ./guardrails {' '.join(COMMAND)}", *lines]
    width = round(COLUMNS * _CHARACTER + 2 * _MARGIN)
    height = _BAR + _LINE * len(shown) + _MARGIN
    body = [_text(span, _BAR + _LINE * (row + 1)) for row, line in enumerate(shown) for span in spans(line)]
    dots = [f'<circle cx="{_MARGIN + 18 * place}" cy="18" r="5" fill="#4b5563"/>' for place in range(3)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
            f' aria-label="What {escape(" ".join(COMMAND))} prints">',
            f"<style>{_STYLE}</style>",
            f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8" fill="#16191f" stroke="#4b5563"/>',
            *dots,
            *body,
            "</svg>\n",
        ]
    )


def _text(span: Span, y: int) -> str:
    """A part of a line, exactly as wide as its columns, whatever font the reader has."""
    stripped = span.text.lstrip()
    if not stripped:
        return ""
    x = _MARGIN + (span.column + len(span.text) - len(stripped)) * _CHARACTER
    styles = f' class="{" ".join(span.classes)}"' if span.classes else ""
    length = len(stripped) * _CHARACTER
    return (
        f'<text x="{x:.1f}" y="{y}" textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs"{styles}'
        f' xml:space="preserve">{escape(stripped)}</text>'
    )


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(picture(chosen(printed())), encoding="utf-8")
    sys.stdout.write(f"{FILE} written.\n")
