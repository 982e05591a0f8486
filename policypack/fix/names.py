"""Names of properties in sentences.

A sentence of a rule has them as the provider's schema does, outside quotes: ``storageType is "gp2"``. What is quoted is
a value or a key of a JSON text, and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from policypack.fix.languages import DIALECTS
from policypack.model.languages import Language

_QUOTED = r'"(?:[^"\\]|\\.)*(?:"|$)' + r"|(?<!\w)'[^']*'(?!\w)"
_PATH = r"(?<![\w:/@$#<.-])[a-z]\w*(?:\[\d*\]|\.[a-z]\w*)*(?![\w@/]|[:-]\w|\.[a-z])"
"""``fifoQueue``, ``ingress[0].fromPort``; no part of a URL, an ARN, a type or a configuration key."""
_PARTS = re.compile(f"(?P<quoted>{_QUOTED})|(?P<path>{_PATH})")
_HUMP = re.compile(r"[a-z0-9][A-Z]")
_ACRONYM = re.compile(r"\b[a-z]+[A-Z]{2,}s?$")
"""``vCPUs``, ``mTLS``: words of English, not of a schema."""
_NAME = re.compile(r"[a-z]\w*")


def names_in(text: str) -> list[str]:
    """The paths of properties in a sentence. A name of one word (``engine``) is not told from English."""
    return [found["path"] for found in _PARTS.finditer(text) if _is_name(found["path"])]


def in_language(text: str, language: Language) -> str:
    """The sentence with the names of properties as the language writes them: ``storage_type is "gp2"``."""
    return with_names(text, DIALECTS[language].field)


@lru_cache(maxsize=4096)
def with_names(text: str, field: Callable[[str], str]) -> str:
    """The sentence with each name of a property as ``field`` writes it."""
    if field is str or _HUMP.search(text) is None:
        return text

    def written(found: re.Match[str]) -> str:
        path = found["path"]
        return _NAME.sub(lambda name: field(name.group()), path) if _is_name(path) else found.group()

    return _PARTS.sub(written, text)


def _is_name(path: str | None) -> bool:
    return path is not None and _HUMP.search(path) is not None and _ACRONYM.search(path) is None
