"""What one place says: levels, options, exemptions and what stacks may set, each with where it was written."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from policypack.engine.exemptions.exemption import Exemption
from policypack.engine.presets import PresetSaid
from policypack.model.headings import Level
from policypack.model.languages import Language
from policypack.model.records import record
from policypack.model.resources import Deployment


@record(frozen=True, slots=True)
class LevelSaid:
    """A level for the rules that ``pattern`` means: an id, a glob, or ``all``."""

    pattern: str
    level: Level
    where: str
    alias: str = ""
    """The id that the rule had before, where the place names it so."""


@record(frozen=True, slots=True)
class OptionSaid:
    """One option of one rule, in the form of JSON data."""

    rule: str
    key: str
    value: Any
    where: str
    alias: str = ""


@record(frozen=True, slots=True)
class StacksMay:
    """What the organization opened to stacks: globs of rules. None leaves it to the place before."""

    levels: tuple[str, ...] | None = None
    options: tuple[str, ...] | None = None
    exempt: tuple[str, ...] | None = None


@record(frozen=True, slots=True)
class Environment:
    """Settings for the stacks whose name, or whose tags, fit globs. A glob with a slash means PROJECT/STACK."""

    stacks: tuple[str, ...]
    tags: tuple[tuple[str, str], ...]
    levels: tuple[LevelSaid, ...]
    options: tuple[OptionSaid, ...]
    preset: PresetSaid | None = None
    language: Language | None = None

    def fits(self, deployment: Deployment) -> bool:
        """The run is of such a stack: one of the names fits, if any are said, and all of the tags."""
        full = f"{deployment.project}/{deployment.stack}"
        named = not self.stacks or any(
            fnmatchcase(full if "/" in glob else deployment.stack, glob) for glob in self.stacks
        )
        return named and all(
            name in deployment.tags and fnmatchcase(deployment.tags[name], glob) for name, glob in self.tags
        )


@record(frozen=True, slots=True)
class Days:
    """A number of days and where it was written."""

    count: int
    where: str


@record(frozen=True, slots=True)
class BaselineFile:
    """The file that a place names; the path may hold ``{project}`` and ``{stack}``."""

    path: str
    folder: Path
    where: str


@record(frozen=True, slots=True)
class Layer:
    """All that one place says."""

    levels: Sequence[LevelSaid] = ()
    options: Sequence[OptionSaid] = ()
    environments: Sequence[Environment] = ()
    exemptions: Sequence[Exemption] = ()
    stacks_may: StacksMay = StacksMay()
    max_exemption_days: Days | None = None
    baseline: BaselineFile | None = None
    preset: PresetSaid | None = None
    language: Language | None = None
    failures_count: bool | None = None

    def of(self, deployment: Deployment) -> tuple[Layer, ...]:
        """This layer, and over it the environments that fit the run, in the order in which they are written."""
        fitting = (one for one in self.environments if one.fits(deployment))
        return (
            self,
            *(
                Layer(levels=one.levels, options=one.options, preset=one.preset, language=one.language)
                for one in fitting
            ),
        )


NOTHING = Layer()
"""What a place says that is not there."""
