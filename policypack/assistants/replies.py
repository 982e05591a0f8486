"""What each tool answers: data, with a schema that clients are told, and a text for the reader."""

from __future__ import annotations

from typing import Any

from mcp.types import CallToolResult, TextContent
from pydantic import BaseModel, Field

from policypack.model.texts import encodable

LONGEST = 24_000
"""Characters of a text."""


class RulePage(BaseModel):
    """A rule with its page."""

    rule: str
    level: str
    severity: str
    summary: str
    page: str = Field(description="Markdown: why, what AWS rejects with its error, options, examples, sources.")


class Explained(BaseModel):
    """The rules that a name stands for."""

    rules: list[RulePage]


class RuleLine(BaseModel):
    """A rule in a list."""

    rule: str
    level: str
    summary: str


class FoundRules(BaseModel):
    """Rules in which all words are."""

    rules: list[RuleLine]
    more: int = Field(description="How many more there are; 0 where these are all.")


class Rejected(BaseModel):
    """Something that AWS rejects."""

    service: str
    condition: str = Field(description="What AWS rejects.")
    error: str = Field(description="AWS's own error.")
    rule: str = Field(description="The rule that stops it first.")
    source: str


class FoundRejections(BaseModel):
    """Rejections in which all words are."""

    rejections: list[Rejected]
    more: int = Field(description="How many more there are; 0 where these are all.")


class Version(BaseModel):
    """A version of an engine in the region."""

    service: str
    version: str
    status: str = Field(description="Whether it can be created in the region, in words.")
    support_ends: str = Field(description="A date, or empty where it is not known.")
    recommended: bool = Field(description="It is the newest of its major version.")
    data: str = Field(description="Where and when this was seen.")


class Versions(BaseModel):
    """The versions of an engine, newest first; without withdrawn and deprecated ones."""

    engine: str
    region: str
    versions: list[Version]
    hidden: int = Field(description="How many withdrawn or deprecated versions are not listed.")


class Found(BaseModel):
    """A finding."""

    rule: str
    kind: str = Field(description="`rejection`: AWS rejects it; `practice`: it should not run in production.")
    level: str
    severity: str
    stops: bool = Field(description="It fails a preview under the engine.")
    resource: str = Field(description="The logical name; empty for the stack.")
    type: str
    property: str = Field(description="The argument, as a path; empty for the resource as a whole.")
    file: str = Field(description="Where the resource is registered; empty where that is not known.")
    line: int
    message: str
    error: str = Field(description="AWS's own error; empty where AWS rejects nothing.")
    fix: str = Field(description="The code or the words that fix it.")
    documentation: str
    exempted: str = Field(description="Why it does not count, by whom and until when; empty where it counts.")


class Undetermined(BaseModel):
    """A check that a preview cannot decide."""

    rule: str
    resource: str
    message: str


class Counts(BaseModel):
    """How many things were found."""

    rejected: int
    mandatory: int
    advisory: int
    exempted: int
    undetermined: int


class Checked(BaseModel):
    """What a preview of a program finds."""

    project: str
    stack: str
    region: str
    resources: int
    fails: bool = Field(description="There is a finding that `fail_on` means.")
    counts: Counts
    findings: list[Found] = Field(description="What AWS rejects first, then practices, by level and severity.")
    more_findings: int = Field(description="How many more there are; 0 where these are all.")
    undetermined: list[Undetermined]
    more_undetermined: int
    warnings: list[str]


class Unfixed(BaseModel):
    """A finding whose fix was not applied, or is only words."""

    rule: str
    resource: str
    place: str
    why: str
    fix: str


class Fixed(BaseModel):
    """What became of the findings' fixes."""

    written: bool = Field(description="Whether the files were edited; else there is the patch alone.")
    files: list[str] = Field(description="The files that the patch changes.")
    patch: str = Field(description="A unified diff; cut where it is long.")
    applied: int
    not_applied: list[Unfixed]
    in_words: list[Unfixed]
    stops: bool = Field(description="The fix of a mandatory finding was not applied.")


def reply(text: str, data: BaseModel) -> CallToolResult:
    """The result of a call. Names of a program may hold half a character, which no message can carry."""
    structured: dict[str, Any] = encodable(data.model_dump(mode="json"))
    content = TextContent(type="text", text=encodable(shortened(text, "")))
    return CallToolResult(content=[content], structured_content=structured)


def shortened(text: str, hint: str, most: int = LONGEST) -> str:
    """The text, after so many characters cut at a line's end, with how much is left out."""
    if len(text) <= most:
        return text
    kept = text[:most].rpartition("\n")[0] or text[:most]
    left = text[len(kept) :].count("\n")
    return f"{kept}\n\n[{left} more lines are left out.{f' {hint}' if hint else ''}]\n"
