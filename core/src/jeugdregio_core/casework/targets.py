"""How the region stands against its targets, as far as casework can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.measures.count import Count, Scope
from jeugdregio_core.casework.measures.norms import within_norms
from jeugdregio_core.casework.measures.stays import mean_stay
from jeugdregio_core.casework.measures.waiting import begun_in_time, longest_wait
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.model.codes import Measured
from jeugdregio_core.model.norms import NormFramework, Target
from jeugdregio_core.model.period import dutch_date, in_force
from jeugdregio_core.record import record

_MEASURES: Mapping[Measured, Callable[[Work, Scope], Count]] = {
    Measured.BEGUN_IN_TIME: begun_in_time,
    Measured.MEAN_STAY: mean_stay,
    Measured.WITHIN_NORMS: within_norms,
    Measured.LONGEST_WAIT: longest_wait,
}


@record(kw_only=True)
class TargetFigure:
    """A target with the figure of casework, or with why there is none."""

    target: Target
    until: date
    """The last day that was counted; before the end of the period it is how things stand."""
    figure: Decimal | None = None
    counted: int = 0
    """Over how many the figure is."""
    left_out: int = 0
    """How many belong to it and could not be counted."""
    met: bool | None = None
    """``None`` where there is no figure, or nothing to hold it against."""
    explanation: str


def figures(work: Work, on: date) -> tuple[TargetFigure, ...]:
    """Every target of the framework in force on that day, counted up to and including it, or today.

    A target of an earlier period is counted over that period.
    """
    work.note(AuditAction.EXECUTE, "targets", on.isoformat())
    return tuple(
        _figure(work, framework, target, on)
        for framework in in_force(work.guard.rulebook.norm_frameworks, on)
        for target in framework.targets
    )


def _figure(work: Work, framework: NormFramework, target: Target, on: date) -> TargetFigure:
    period = target.period or framework.valid
    until = min(on, work.day, period.last or date.max)
    if target.measured_by is None:
        return TargetFigure(
            target=target, until=until, explanation="Dit is niet uit de dossiers te berekenen."
        )
    if until < period.first:
        begins = dutch_date(period.first)
        return TargetFigure(target=target, until=until, explanation=f"Dit doel begint op {begins}.")
    scope = Scope(target.measured_by, target.segment, period.first, until)
    count = _MEASURES[target.measured_by.what](work, scope)
    return TargetFigure(
        target=target,
        until=until,
        figure=count.figure,
        counted=count.counted,
        left_out=count.left_out,
        met=None if count.figure is None else target.evaluate(count.figure),
        explanation=count.explanation,
    )
