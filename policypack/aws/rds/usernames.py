"""Which master user names an engine accepts."""

from __future__ import annotations

from functools import lru_cache

from policypack.aws.common.tables import table
from policypack.model.records import record


@record(frozen=True, slots=True)
class UsernameLimits:
    """The words that an engine reserves, in lower case, and its longest name; None where no length is known."""

    reserved: frozenset[str]
    longest: int | None


@lru_cache(maxsize=4096)
def username_limits(engine: str, *, of_rds: bool) -> UsernameLimits:
    """What is known of the engine; ``of_rds`` adds the words that all of RDS's engines reserve."""
    rows = table("rds/rds_usernames")
    row = rows.section("engines").section(engine)
    every = rows.texts("every_engine") if of_rds else ()
    longest = row.number("longest") if "longest" in row else None
    return UsernameLimits(frozenset((*row.texts("reserved"), *every)), longest)
