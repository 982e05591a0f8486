"""JSON within bounds: what is nested too deep, or a number that no machine holds, is a mistake of the file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from policypack.documents.files import LARGEST, UnreadableError, read_text
from policypack.model.texts import encodable

LONGEST_NUMBER = 310
"""Characters; a double has no more digits before its point."""
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(path: Path, most: int = LARGEST) -> Any:
    """The JSON data in a plain file. Raises UnreadableError."""
    return of_json(read_text(path, most))


def of_json(text: str) -> Any:
    """The data of a JSON text, with U+FFFD for half a character. Raises UnreadableError."""
    try:
        tree = json.loads(text, parse_int=_whole_number)
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is not JSON: {error.msg}", line=error.lineno) from error
    except RecursionError as error:
        raise UnreadableError("is nested too deep") from error
    return encodable(tree) if _HALF_CHARACTER.search(text) else tree


def _whole_number(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise UnreadableError(f"holds a number of {len(text):,} digits")
    return int(text)
