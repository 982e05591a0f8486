"""One report on several programs: a section for each, in the order of the call, and one total."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.model.records import record
from policypack.model.texts import one_line
from policypack.reports.as_json import FORMAT, document_of, error_document, written
from policypack.reports.run import Run
from policypack.reports.text import Report, Style, Tally


@record(frozen=True, slots=True)
class Judged:
    """A program as the call names it, with its run; or without one, and with what is wrong."""

    target: str
    run: Run | None
    problem: str = ""


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

    def as_json(self) -> str:
        """One document, which has the document of each program."""
        programs = [
            {"target": one.target, "report": error_document(one.problem) if one.run is None else document_of(one.run)}
            for one in self.programs
        ]
        return written({"format": FORMAT, "programs": programs, "seconds": round(self.seconds, 3)})

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
