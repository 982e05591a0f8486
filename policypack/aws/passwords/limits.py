"""What AWS accepts as a password: lengths, characters, and what must be in it, by service."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import cache

from policypack.aws.common.tables import table
from policypack.model.records import record

CLASSES: Mapping[str, str] = {
    "upper": string.ascii_uppercase,
    "lower": string.ascii_lowercase,
    "digit": string.digits,
    "special": string.punctuation,
}
"""The classes of characters that a password can be asked to hold."""
_NAMES = {
    "upper": "an upper-case letter",
    "lower": "a lower-case letter",
    "digit": "a digit",
    "special": "a special character",
}


@record(frozen=True, slots=True)
class Limits:
    """The passwords that AWS accepts: ``shortest`` to ``longest`` characters (None: no limit stated).

    ``forbidden`` are characters that it rejects; ``special``, where it is not None, are the only ones that it accepts
    besides letters and digits. ``needs`` are classes of which ``may_lack`` may be missing, ``distinct`` is how many
    different characters there must be, ``not_first`` what the first one cannot be. ``ascii`` says that only printable
    ASCII is accepted. ``of`` names whose password it is, ``source`` the page that states the limits.
    """

    of: str
    source: str
    shortest: int = 0
    longest: int | None = None
    forbidden: str = ""
    special: str | None = None
    needs: tuple[str, ...] = ()
    may_lack: int = 0
    distinct: int = 0
    not_first: str = ""
    ascii: bool = True

    def fits(self, length: float) -> bool:
        """Whether a password of this many characters is accepted."""
        return self.shortest <= length and (self.longest is None or length <= self.longest)

    def rejected(self, characters: str) -> str:
        """Those of ``characters`` that AWS rejects, each once, in order."""
        return "".join(sorted({one for one in characters if not self._accepts(one)}))

    def _accepts(self, character: str) -> bool:
        if self.ascii and not " " <= character <= "~":
            return False
        if self.special is not None and not character.isalnum():
            return character in self.special
        return character not in self.forbidden

    def accepts(self, password: str) -> bool:
        """Whether AWS accepts this password."""
        lacking = [kind for kind in self.needs if not any(one in CLASSES[kind] for one in password)]
        return (
            self.fits(len(password))
            and not self.rejected(password)
            and len(lacking) <= self.may_lack
            and len(set(password)) >= self.distinct
            and not (self.not_first and password.startswith(tuple(self.not_first)))
        )

    @property
    def in_words(self) -> str:
        """All of it: ``8 to 41 characters, none of / @``."""
        parts = [self.length_in_words]
        if self.ascii or self.forbidden:
            parts.append(self.characters_in_words)
        if self.needs:
            parts.append(self.needs_in_words)
        if self.not_first:
            parts.append(f"not starting with {self.not_first}")
        return "; ".join(parts)

    @property
    def length_in_words(self) -> str:
        """``8 to 41 characters``."""
        if self.longest is None:
            return f"{self.shortest} characters or more"
        return f"{self.shortest} to {self.longest} characters"

    @property
    def characters_in_words(self) -> str:
        """Which characters are accepted: ``none of / @``, ``letters and digits only``."""
        if self.special:
            return f"letters, digits and {spelled(self.special)} only"
        if self.special == "":
            return "letters and digits only"
        return f"none of {spelled(self.forbidden)}" if self.forbidden else "printable ASCII only"

    @property
    def needs_in_words(self) -> str:
        """Which classes must be there: ``an upper-case letter, a digit``."""
        names = ", ".join(_NAMES[kind] for kind in self.needs)
        return f"{len(self.needs) - self.may_lack} of: {names}" if self.may_lack else names


def spelled(characters: str) -> str:
    """Characters for a sentence, one by one, a space by its name."""
    return " ".join("space" if one == " " else one for one in characters)


@cache
def limits_named(name: str) -> Limits:
    """The limits under ``name`` in the table; CatalogError where it has none, or damaged ones."""
    row = table("passwords/password_limits").section("limits").section(name)
    return Limits(
        of=row.text("of"),
        source=row.text("source"),
        shortest=row.number("shortest"),
        longest=row.number("longest") if "longest" in row else None,
        forbidden=row.text("forbidden", ""),
        special=row.text("special") if "special" in row else None,
        needs=row.texts("needs"),
        may_lack=row.number("may_lack") if "may_lack" in row else 0,
        distinct=row.number("distinct") if "distinct" in row else 0,
        not_first=row.text("not_first", ""),
        ascii=row.flag("ascii", True),
    )
