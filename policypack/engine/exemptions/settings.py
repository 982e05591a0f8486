"""What is exempted in a run by its places of configuration."""

from __future__ import annotations

from policypack.engine.exemptions.baseline import NO_BASELINE, Baseline
from policypack.engine.exemptions.exemption import Exemption
from policypack.model.records import record


@record(frozen=True, slots=True)
class ExemptionSettings:
    """What is exempted in this run, and what a program may exempt itself: globs of rules.

    ``max_days`` is how far ahead an exemption may end, 0 without a limit.
    """

    listed: tuple[Exemption, ...] = ()
    baseline: Baseline = NO_BASELINE
    stacks_may_exempt: tuple[str, ...] = ()
    stacks_may_set_levels: tuple[str, ...] = ()
    stacks_may_set_options: tuple[str, ...] = ()
    max_days: int = 0


NO_EXEMPTIONS = ExemptionSettings()
