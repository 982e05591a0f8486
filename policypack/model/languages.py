"""The languages that programs are written in, and the runtimes of Pulumi that run them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

Language: TypeAlias = Literal["python", "typescript", "go", "csharp", "java", "yaml"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "python"

RUNTIMES: Mapping[str, Language] = {
    "python": "python",
    "nodejs": "typescript",
    "bun": "typescript",
    "go": "go",
    "dotnet": "csharp",
    "java": "java",
    "yaml": "yaml",
}
"""A runtime as ``Pulumi.yaml`` names it -> the language that fixes are written in. JavaScript reads TypeScript's."""


def language_of_runtime(runtime: str) -> Language | None:
    """The language of a runtime's programs; None for a runtime that fixes are not written for."""
    return RUNTIMES.get(runtime.strip().lower())
