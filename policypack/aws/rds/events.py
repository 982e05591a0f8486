"""Categories of RDS's events."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policypack.aws.common.tables import table
from policypack.model.values import Plain


def category_error(categories: Plain, source_type: str | None) -> str | None:
    """The first category that RDS does not have for the type of source; None for those that may be new."""
    return next(_errors(categories, source_type or ""), None)


def _errors(categories: Plain, source_type: str) -> Iterator[str]:
    rows = table("rds/rds_event_categories")
    known = rows.texts("categories")
    for one in categories if isinstance(categories, list) else ():
        if not isinstance(one, str) or not one:
            continue
        alike = [name for name in known if _letters(name) == _letters(one)]
        if alike and one not in alike:
            yield f'"{one}" is written "{alike[0]}"'
        elif one in rows.section("not_of").texts(source_type):
            yield f'{source_type} has no category "{one}"'


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
