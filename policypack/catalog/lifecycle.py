"""The life of engine versions: when AWS's support of them ends, and which can no longer be created anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from functools import cached_property

from policypack.catalog.files import Section
from policypack.catalog.versions import VersionKey, line_of, matching, version_key
from policypack.model.records import record

PARTITION = "aws"
"""The partition that calendars and withdrawals are of: AWS publishes none for China, GovCloud and isolated regions."""

SOON = timedelta(days=90)
"""A version whose support ends within this time is still accepted, and no longer recommended."""

_LONG_AFTER = timedelta(days=180)
"""So long after its support ended, no minor version of a supported major version could be created any more: none of the
106 whose dates are known."""

_OTHER_PARTITIONS = ("cn-", "us-gov-", "us-iso", "eu-iso", "eusc-")


def is_of_partition(region: str | None) -> bool:
    """Whether the region is one of the standard partition; False for one that is not known."""
    return bool(region) and not str(region).startswith(_OTHER_PARTITIONS)


@record(frozen=True, slots=True)
class Withdrawal:
    """Why a version can no longer be created: its support ``ended``, and it was ``gone`` from the list of us-east-1.

    Both are ISO dates. ``ended`` is empty where AWS's list of supported versions no longer has the version, ``gone``
    where only the time since the end of its support tells.
    """

    ended: str
    gone: str

    @property
    def evidence(self) -> str:
        """The proofs, as the end of a sentence."""
        support = f"its support ended on {self.ended}" if self.ended else "its support has ended"
        gone = f", us-east-1 had it no more by {self.gone}" if self.gone else ", more than 180 days ago"
        return support + gone


@record(frozen=True, slots=True)
class ExtendedPrice:
    """What extended support costs, in ``words`` that go on a sentence, as it was read on an ISO date."""

    words: str
    as_of: str
    source: str


@record(frozen=True, slots=True)
class Support:
    """How long AWS supports a version. Dates are None where the calendar has none.

    ``ends`` is the end of the version's own standard support, ``line_ends`` and ``extended_ends`` those of its major
    line; ``no_create`` that AWS has announced to stop creating it.
    """

    ends: date | None = None
    no_create: bool = False
    line: str | None = None
    line_ends: date | None = None
    extended_ends: date | None = None
    extended_price: ExtendedPrice | None = None


@record(frozen=True)
class Lifecycle:
    """What is known of the life of one engine's versions.

    ``ends`` are by version, or by a prefix of versions; ``lines`` are by major line: the ends of standard and of
    extended support. ``takes_lines`` says that AWS accepts a line (``15``) for a version, and chooses, ``dates_prove``
    that no version could be created long after its support ended, ``extended_price`` what extended support costs.
    """

    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)
    ends: Mapping[str, date] = field(default_factory=dict)
    no_create: frozenset[str] = frozenset()
    lines: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)
    takes_lines: bool = False
    dates_prove: bool = False
    extended_price: ExtendedPrice | None = None
    as_of: str = ""
    source: str = ""

    def support(self, version: str) -> Support:
        """The support of one version, or of a line."""
        names = (version, line_of(version, 2), line_of(version, 1))
        line = next((name for name in names if name in self.lines), None)
        line_ends, extended = self.lines[line] if line else (None, None)
        return Support(self._end(version), version in self.no_create, line, line_ends, extended, self.extended_price)

    def withdrawal(self, version: str, known: Iterable[str], today: date) -> Withdrawal | None:
        """The proof that AWS creates ``version`` nowhere; of a prefix, that it creates none of those ``known``."""
        found = matching(version, {*known, *self.withdrawn})
        if not found:
            return self._by_date(version, today)
        proofs = [self._withdrawal_of(one, today) for one in sorted(found, key=version_key)]
        return proofs[-1] if all(proofs) else None

    def goes_on(self, line: str, parts: int, today: date) -> bool:
        """Whether AWS's calendar has a version of the major line that is worth beginning with."""
        return any(line_of(version, parts) == line and self.recommends(version, today) for version in self.ends)

    def recommends(self, version: str, today: date) -> bool:
        """Whether a version is worth beginning with: not withdrawn, and supported for a while."""
        support = self.support(version)
        ends = [end for end in (support.ends, support.line_ends) if end is not None]
        return not (
            support.no_create or self._withdrawal_of(version, today) or any(end <= today + SOON for end in ends)
        )

    def _withdrawal_of(self, version: str, today: date) -> Withdrawal | None:
        return self._by_key.get(version_key(version)) or self._by_date(version, today)

    @cached_property
    def _by_key(self) -> Mapping[VersionKey, Withdrawal]:
        return {version_key(version): proof for version, proof in self.withdrawn.items()}

    def _by_date(self, version: str, today: date) -> Withdrawal | None:
        support = self.support(version)
        if not self.dates_prove or support.ends is None or support.line_ends is None or today > support.line_ends:
            return None
        return Withdrawal(support.ends.isoformat(), "") if support.ends + _LONG_AFTER < today else None

    def _end(self, version: str) -> date | None:
        text = version.lower()
        while text:
            if text in self.ends:
                return self.ends[text]
            text = text.rpartition(".")[0]
        return None


def read_lifecycle(support: Section, withdrawn: Section) -> Lifecycle:
    """An engine's entries in the sections ``support`` and ``withdrawn``.

    ``support`` is ``{ends: {VERSION: DATE}, no_create: [VERSION], lines: {LINE: [DATE, DATE]}, takes_lines,
    dates_prove, extended_price: {words, as_of, source}, as_of, source}``, ``withdrawn`` is ``{VERSION: [DATE, DATE]}``;
    an empty text is a date that is not known.
    """
    ends, lines = support.section("ends"), support.section("lines")
    return Lifecycle(
        withdrawn={version: Withdrawal(*_pair(withdrawn, version)) for version in withdrawn},
        ends={version: end for version in ends if (end := _date(ends, version, ends.text(version)))},
        no_create=frozenset(support.texts("no_create")),
        lines={line: _dates(lines, line) for line in lines},
        takes_lines=support.flag("takes_lines", default=False),
        dates_prove=support.flag("dates_prove", default=False),
        extended_price=_price(support),
        as_of=support.text("as_of", ""),
        source=support.text("source", ""),
    )


def _price(support: Section) -> ExtendedPrice | None:
    if "extended_price" not in support:
        return None
    price = support.section("extended_price")
    return ExtendedPrice(price.text("words"), price.text("as_of"), price.text("source"))


def _pair(entry: Section, key: str) -> tuple[str, str]:
    texts = entry.texts(key)
    if len(texts) != 2:
        raise entry.wrong(key, "a list of two dates")
    return texts[0], texts[1]


def _dates(entry: Section, key: str) -> tuple[date | None, date | None]:
    standard, extended = _pair(entry, key)
    return _date(entry, key, standard), _date(entry, key, extended)


def _date(entry: Section, key: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise entry.wrong(key, "a date such as 2027-02-28") from None
