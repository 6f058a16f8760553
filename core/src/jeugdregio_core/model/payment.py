"""How an amount is paid out: in which parts, when, and what a part depends on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jeugdregio_core.model.codes import Status, TariffBasis
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One part of a payment. ``share`` is ``None`` where the sources do not say how much."""

    label: str
    moment: str
    """When it is paid, as a Dutch clause."""
    source: Source
    share: Fraction | None = None
    depends_on_result: bool | None = None
    """Whether the result of the trajectory decides it; ``None`` means not known."""

    @property
    def status(self) -> Status:
        """Whether the size of the part is known."""
        return Status.UNKNOWN if self.share is None else Status.KNOWN


@dataclass(frozen=True, slots=True)
class Payment:
    """One part worked out: whole euro cents, or nothing with the reason."""

    label: str
    moment: str
    amount_cents: int | None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSchedule:
    """How arrangements of a segment are paid, by one rule.

    Rounding: every part is rounded down to whole cents and the last part takes what is left,
    so that the parts always add up to the whole.
    """

    rule: str
    """Code of the rule that states it."""
    title: str
    segment: str
    valid: Period
    source: Source
    per: TariffBasis
    """What the whole amount pays for."""
    instalments: tuple[Instalment, ...]
    intensities: frozenset[str] | None = None
    """The intensities it holds for; ``None`` means all."""
    early_end_known: bool = True
    """False where the sources do not say what is paid when care ends very early."""
    status: Status = Status.KNOWN
    """CONFLICT where the sources contradict each other; ``note`` then gives both readings."""
    note: str | None = None

    def covers(self, segment: str, intensity: str | None) -> bool:
        """Whether it holds for this segment and intensity."""
        return segment == self.segment and (
            self.intensities is None or intensity in self.intensities
        )

    def pay(
        self, total_cents: int, *, result_met: bool | None = None, ended_early: bool = False
    ) -> tuple[Payment, ...]:
        """Work out every part of a whole amount in cents.

        A part that depends on the result is not paid when ``result_met`` is false, and not
        specified when it is not known.
        """
        if ended_early and not self.early_end_known:
            reason = "Wat er bij een heel vroeg einde wordt betaald, is niet bekend."
            return tuple(Payment(i.label, i.moment, None, reason) for i in self.instalments)
        return tuple(
            self._part(instalment, amount, result_met)
            for instalment, amount in zip(self.instalments, self._split(total_cents), strict=True)
        )

    def _split(self, total_cents: int) -> list[int | None]:
        shares = [instalment.share for instalment in self.instalments]
        if any(share is None for share in shares):
            return [None if s is None else int(total_cents * s) for s in shares]
        amounts: list[int | None] = [int(total_cents * s) for s in shares[:-1] if s is not None]
        return [*amounts, total_cents - sum(a for a in amounts if a is not None)]

    @staticmethod
    def _part(instalment: Instalment, amount: int | None, result_met: bool | None) -> Payment:
        if amount is None:
            return Payment(instalment.label, instalment.moment, None, "De hoogte is niet bekend.")
        if instalment.depends_on_result and result_met is None:
            reason = "Dit deel hangt af van het resultaat; dat is nog niet bekend."
            return Payment(instalment.label, instalment.moment, None, reason)
        if instalment.depends_on_result and not result_met:
            reason = "Dit deel hangt af van het resultaat; dat is niet gehaald."
            return Payment(instalment.label, instalment.moment, 0, reason)
        return Payment(instalment.label, instalment.moment, amount)
