"""One report on several programs: a section for each, in the order of the call, and one total."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.model.records import record
from policypack.model.texts import one_line
from policypack.reports.results import Report as Results
from policypack.reports.results import StackReport, problem_report, report_of
from policypack.reports.run import Run
from policypack.reports.text import Report, Style, Tally


@record(frozen=True, slots=True)
class Judged:
    """A program as the call names it, with its run; or without one, and with what is wrong."""

    target: str
    run: Run | None
    problem: str = ""

    def report(self) -> StackReport:
        """The same as plain data."""
        return (
            problem_report(self.target, self.problem)
            if self.run is None
            else report_of(self.run, self.target, graph=True)
        )


@record(frozen=True, slots=True)
class Several:
    """The programs of one call; ``seconds`` is wall-clock time of all."""

    programs: tuple[Judged, ...]
    seconds: float

    @property
    def runs(self) -> list[Run]:
        """Those that could be made."""
        return [one.run for one in self.programs if one.run is not None]

    @property
    def problems(self) -> int:
        """How many programs could not be judged."""
        return len(self.programs) - len(self.runs)

    @property
    def stops(self) -> bool:
        """A preview of one of the programs fails."""
        return any(run.stops for run in self.runs)

    def report(self) -> Results:
        """All of it as plain data."""
        return Results(tuple(one.report() for one in self.programs), self.seconds)

    def as_text(self, style: Style) -> str:
        """The sections and the total, ending in a newline."""
        return "\n\n".join([*self._sections(style), self._total(style)]) + "\n"

    def _sections(self, style: Style) -> Iterator[str]:
        for one in self.programs:
            yield style.paint(f"== {one_line(one.target)}", "1")
            if one.run is None:
                yield style.paint(f"not checked: {one_line(one.problem)}", "1;31")
            else:
                yield from Report(one.run, style).parts()

    def _total(self, style: Style) -> str:
        runs = self.runs
        tallies = [Report(run, style).tally() for run in runs]
        resources = sum(run.resource_count for run in runs)
        parts = [f"== {len(self.programs)} programs: "]
        if runs:
            total = Tally(*map(sum, zip(*tallies, strict=True)))
            parts.append(f"{total} on {resources} resource{'' if resources == 1 else 's'} in {self.seconds:.1f} s")
        if self.problems:
            parts.append(f"{'; ' if runs else ''}{self.problems} not checked")
        return style.paint(f"{''.join(parts)}.", "1")
