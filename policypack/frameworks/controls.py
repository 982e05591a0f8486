"""The controls of AWS Security Hub, and the requirements of other frameworks that each of them stands for.

``data/controls.json`` has a line for each control: its severity, whether a program alone decides it and why not, and
the requirements that AWS maps it to; ``data/mappings.json`` those of a public mapping. Rules name the controls that
they answer, so that a requirement leads to its rules.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, Literal, TypeAlias, cast, get_args

from policypack.catalog.files import Section, read_file
from policypack.model.controls import page_of_control
from policypack.model.headings import SEVERITIES, Severity
from policypack.model.records import record

FILE: Final = Path(__file__).parent / "data" / "controls.json"
MAPPINGS: Final = Path(__file__).parent / "data" / "mappings.json"
"""Requirements by a public mapping, for frameworks to which AWS maps no controls; ``tools.frameworks`` writes it."""
Decidable: TypeAlias = Literal["yes", "partly", "no"]
"""Whether a program alone tells what a control asks."""
FSBP: Final = "fsbp"

TITLES: Final[Mapping[str, str]] = {
    FSBP: "AWS Foundational Security Best Practices, and the other controls of AWS Security Hub",
    "cis-1.4": "CIS AWS Foundations Benchmark 1.4",
    "cis-3.0": "CIS AWS Foundations Benchmark 3.0",
    "cis-4.0": "CIS AWS Foundations Benchmark 4.0",
    "cis-5.0": "CIS AWS Foundations Benchmark 5.0",
    "cis-6.0": "CIS AWS Foundations Benchmark 6.0",
    "nist-800-53-r5": "NIST SP 800-53 Revision 5",
    "pci-dss-4.0.1": "PCI DSS 4.0.1",
    "iso-27001-2022": "ISO/IEC 27001:2022, Annex A",
    "soc-2": "SOC 2, Trust Services Criteria",
    "hipaa": "HIPAA Security Rule, 45 CFR 164",
    "well-architected-security": "AWS Well-Architected Framework, security pillar",
}
"""Framework -> its title and version, in the order of lists."""


@record(frozen=True, slots=True)
class Control:
    """One control: ``fsbp`` says that it is part of AWS Foundational Security Best Practices, ``requirements`` which
    requirements of a framework it stands for, ``why`` what a program does not tell where it does not decide."""

    id: str
    severity: Severity
    fsbp: bool
    decidable: Decidable
    why: str
    requirements: Mapping[str, tuple[str, ...]]

    @property
    def url(self) -> str:
        """Where AWS documents it."""
        return page_of_control(self.id)


@cache
def all_controls() -> Mapping[str, Control]:
    """Control id -> the control, in order of the ids. Raises CatalogError where the file is damaged."""
    return {id_: control for id_ in _sections()[0] if (control := control_of(id_)) is not None}


@cache
def _sections() -> tuple[Section, Section]:
    """What the two files say of controls."""
    return read_file(FILE).section("controls"), read_file(MAPPINGS).section("controls")


@lru_cache(maxsize=4096)
def control_of(control_id: str) -> Control | None:
    """One control; None where there is none of the id."""
    entries, mapped = _sections()
    return (
        _control(control_id, entries.section(control_id), mapped.section(control_id)) if control_id in entries else None
    )


def source_and_date(framework: str) -> tuple[str, str]:
    """Where it was read which controls stand for the framework's requirements, and when."""
    mapped = read_file(MAPPINGS)
    is_mapped = any(framework in mapped.section("controls").section(one) for one in mapped.section("controls"))
    file = mapped if is_mapped else read_file(FILE)
    return file.text("source"), file.text("as_of")


def _control(control_id: str, entry: Section, mapped: Section) -> Control:
    severity, decidable = entry.text("severity"), entry.text("decidable")
    if severity not in SEVERITIES.values():
        raise entry.wrong("severity", f"one of {', '.join(dict.fromkeys(SEVERITIES.values()))}")
    if decidable not in get_args(Decidable):
        raise entry.wrong("decidable", f"one of {', '.join(get_args(Decidable))}")
    requirements = entry.section("requirements")
    return Control(
        control_id,
        cast("Severity", severity),
        entry.flag("fsbp", default=True),
        cast("Decidable", decidable),
        entry.text("why", ""),
        {framework: own.texts(framework) for own in (requirements, mapped) for framework in own},
    )


def controls_of(framework: str) -> Sequence[Control]:
    """The controls that stand for a requirement of the framework; all of them for ``fsbp``."""
    return [one for one in all_controls().values() if framework == FSBP or framework in one.requirements]


def requirements_of(control_ids: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Framework -> the requirements that these controls stand for, each once. An id that is no control is left out."""
    found: dict[str, dict[str, None]] = {}
    for control_id in control_ids:
        control = control_of(control_id)
        if control is not None:
            found.setdefault(FSBP, {})[control_id] = None
            for framework, requirements in control.requirements.items():
                found.setdefault(framework, {}).update(dict.fromkeys(requirements))
    return {framework: tuple(found[framework]) for framework in TITLES if framework in found}
