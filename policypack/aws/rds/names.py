"""Which names RDS takes: identifiers, database names and master user names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from policypack.aws.common.tables import table

LONGEST_IDENTIFIER = 63
LONGEST_SNAPSHOT_IDENTIFIER = 255
NAMED_LIKE_VARIABLES = ("mysql", "mariadb", "postgres", "aurora-mysql", "aurora-postgresql")
"""The engines whose database names are letters, digits and underscores."""


def identifier_fault(text: object, longest: int = LONGEST_IDENTIFIER) -> str | None:
    """What RDS has against an identifier; None where it has nothing. Capital letters are taken as small ones.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html, read in November 2026.
    """
    name = str(text)
    wrong = re.search(r"[^A-Za-z0-9-]", name)
    if wrong:
        return f"holds {wrong.group()!r}; RDS takes letters, digits and hyphens"
    if not re.match(r"[A-Za-z]", name):
        return "does not begin with a letter"
    if name.endswith("-"):
        return "ends with a hyphen"
    if "--" in name:
        return "holds two hyphens in a row"
    return f"has {len(name)} characters; RDS takes {longest}" if len(name) > longest else None


def database_name_fault(text: object) -> str | None:
    """What RDS has against the name of a MySQL, MariaDB or PostgreSQL database; None where it has nothing.

    That Aurora PostgreSQL takes an underscore at the beginning is known; elsewhere it is not refused either.
    """
    name = str(text)
    wrong = re.search(r"[^A-Za-z0-9_]", name)
    if wrong:
        return f"holds {wrong.group()!r}; RDS takes letters, digits and underscores"
    return "begins with a digit" if name[:1].isdigit() else None


@dataclass(frozen=True, slots=True)
class UsernameLimits:
    """The master user names that an engine does not take; ``longest`` is None where no length is known."""

    reserved: frozenset[str]
    longest: int | None


@cache
def username_limits(engine: str, *, of_rds: bool) -> UsernameLimits:
    """What is known of the engine; ``of_rds`` adds the words that all of RDS's engines reserve."""
    rows = table("rds/rds_usernames")
    row = rows.section("engines").section(engine)
    every = rows.texts("every_engine") if of_rds else ()
    longest = row.number("longest") if "longest" in row else None
    return UsernameLimits(frozenset((*row.texts("reserved"), *every)), longest)


def username_fault(engine: str, username: str, *, of_rds: bool) -> str | None:
    """What the engine has against a master user name; None where it has nothing, or nothing is known."""
    limits = username_limits(engine, of_rds=of_rds)
    if username.lower() in limits.reserved:
        return f"is a word that {engine} keeps for itself"
    if limits.longest is not None and len(username) > limits.longest:
        return f"has {len(username)} characters; {engine} takes {limits.longest}"
    if limits.longest is not None and not re.fullmatch(r"[A-Za-z]\w*", username, re.ASCII):
        return "is not letters, digits and underscores after a letter"
    return None
