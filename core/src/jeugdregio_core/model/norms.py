"""The norm framework (normenkader): its parts, its norms and its targets."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jeugdregio_core.model.codes import Comparison, Measured, Status, TargetKind
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source


def _not_specified(_figure: Decimal, _value: Decimal) -> None:
    return None


_MEETS: dict[Comparison, Callable[[Decimal, Decimal], bool | None]] = {
    Comparison.AT_MOST: operator.le,
    Comparison.AT_LEAST: operator.ge,
    Comparison.ABOVE: operator.gt,
    Comparison.BELOW: operator.lt,
}


UNKNOWN_UNIT = "niet bekend"
"""The unit of a norm of which not even that is known."""


@dataclass(frozen=True, slots=True)
class NormPart:
    """A part of the framework, in the order of the source."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm:
    """A limit on a subject (a service, a segment, an intensity).

    ``value`` is ``None`` where the figure is unknown; ``status`` says why. ``unit`` is a word
    such as ``maand``, ``uur per week`` or ``procent``; ``text`` holds a norm that is not a figure.
    """

    code: str
    subject: str
    quantity: str
    unit: str
    source: Source
    rule: str | None = None
    """Code of the rule that holds a case against it."""
    value: Decimal | None = None
    text: str | None = None
    status: Status = Status.KNOWN

    def __post_init__(self) -> None:
        if (self.value is None and self.text is None) == (self.status is Status.KNOWN):
            raise ValueError(f"Norm {self.code}: een onbekende waarde moet die status hebben.")

    def allows(self, asked: Decimal | str) -> bool | None:
        """Whether this is at most the figure, or the same as the text of the norm.

        ``None`` where the two cannot be compared.
        """
        if isinstance(asked, str):
            return None if self.text is None else asked == self.text
        return None if self.value is None else asked <= self.value


@dataclass(frozen=True, slots=True)
class Measurement:
    """How the figure of a target is computed from casework."""

    what: Measured
    within_months: int | None = None
    """For BEGUN_IN_TIME: how long after the referral help may begin."""
    product_category: str | None = None
    """For MEAN_STAY: the iJw product category of the stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A goal (KPI) with what is measured and how it is compared.

    ``value`` is ``None`` where the figure is open. Evaluating a target without a figure, or one
    that the sources contradict each other on, gives "not specified".
    """

    code: str
    rule: str
    kind: TargetKind
    description: str
    source: Source
    core_value: str | None = None
    segment: str | None = None
    measure: str | None = None
    comparison: Comparison = Comparison.NONE
    value: Decimal | None = None
    unit: str | None = None
    period: Period | None = None
    base_year: int | None = None
    relative_drop: bool = False
    """Whether ``value`` is a drop in percent against an earlier figure."""
    status: Status = Status.KNOWN
    measured_by: Measurement | None = None
    """``None`` where casework does not hold what is needed."""

    def evaluate(self, figure: Decimal, base: Decimal | None = None) -> bool | None:
        """Whether a measured figure meets the target; ``None`` means: not specified.

        ``base`` is the earlier figure that a relative drop is held against.
        """
        if self.value is None or self.status is not Status.KNOWN:
            return None
        if self.relative_drop:
            if base is None or base == 0:
                return None
            figure = (base - figure) / base * 100
        return _MEETS.get(self.comparison, _not_specified)(figure, self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class NormFramework:
    """One dated norm framework of a region."""

    code: str
    title: str
    valid: Period
    source: Source
    parts: tuple[NormPart, ...] = ()
    norms: tuple[Norm, ...] = ()
    targets: tuple[Target, ...] = ()
    unknown: tuple[str, ...] = ()
    """What the sources leave open, one Dutch sentence each."""
    _norm_of: Mapping[tuple[str, str], Norm] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        first = {(n.subject, n.quantity): n for n in reversed(self.norms)}
        object.__setattr__(self, "_norm_of", first)

    def norm(self, subject: str, quantity: str) -> Norm | None:
        """The norm on this subject for this quantity, known or not."""
        return self._norm_of.get((subject, quantity))

    def targets_on(self, day: date) -> tuple[Target, ...]:
        """The targets that run on that day."""
        return tuple(t for t in self.targets if t.period is None or day in t.period)
