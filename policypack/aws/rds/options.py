"""Options of option groups, by engine."""

from __future__ import annotations

import re

from policypack.aws.common.tables import table


def option_error(option: str, engine: str) -> str | None:
    """Why RDS does not have the option for the engine; None where it has, or where the table does not tell.

    An option of another engine is none of this one, and so is one that is written almost like one of its own.
    """
    rows = table("rds/rds_options")
    lists = rows.section("options")
    name = next((own for own in lists if engine == own or engine.startswith(f"{own}-")), None)
    if name is None or option in lists.texts(name):
        return None
    own = lists.texts(name)
    of_others = [other for other in lists if option in lists.texts(other)]
    if name not in rows.texts("closed") and not of_others and _letters(option) not in map(_letters, own):
        return None
    return f"the options of {engine} are {', '.join(own)}" if own else f"{engine} has no options"


def like(option: str, engine: str) -> str | None:
    """The option of the engine that is written almost so, or the only one that audits where an audit is asked for."""
    lists = table("rds/rds_options").section("options")
    own = next((lists.texts(name) for name in lists if engine == name or engine.startswith(f"{name}-")), ())
    alike = [name for name in own if _letters(name) == _letters(option)]
    audits = [name for name in own if "AUDIT" in name and "AUDIT" in option.upper()]
    return next(iter([*alike, *audits]), None)


def _letters(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", name.upper())
