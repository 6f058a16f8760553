"""Payment schedules as the API shows them."""

from jeugdregio_api.fields import declared, field
from jeugdregio_api.payment import queries
from jeugdregio_api.provenance import Period, Source
from jeugdregio_api.rules.types import Rule
from jeugdregio_core.model.codes import Status, TariffBasis


@declared(description="One part of a payment (termijn).")
class Instalment:
    """Declared over the Instalment of the core."""

    label: str = field("Name of the part, in Dutch.")
    moment: str = field("When it is paid, as a Dutch clause.")
    share: float | None = field("Part of the whole, from 0 to 1; null when unknown.", queries.share)
    status: Status = field("Whether the size of the part is known.")
    depends_on_result: bool | None = field(
        "Whether the result (resultaat) decides it; null when unknown."
    )
    source: Source = field("Where it is said.")


@declared(description="One part worked out for an amount (betaling).")
class Payment:
    """Declared over the Payment of the core."""

    label: str = field("Name of the part, in Dutch.")
    moment: str = field("When it is paid, as a Dutch clause.")
    amount_cents: int | None = field("Amount in whole euro cents; null when not known.")
    reason: str | None = field("Why the amount is null or 0, in Dutch.")


@declared(description="How the amount of an arrangement is paid out (betaalschema).")
class PaymentSchedule:
    """Declared over the PaymentSchedule of the core."""

    title: str = field("Title, in Dutch.")
    rule: Rule | None = field("The rule that states it.", queries.rule)
    segment: str = field("Code of the segment it holds for.")
    intensities: list[str] = field(
        "Codes of the intensities it holds for; empty means all.", queries.intensities
    )
    per: TariffBasis = field("What the whole amount pays for.")
    instalments: list[Instalment] = field("The parts, in order (termijnen).")
    payments: list[Payment] = field("Every part of a whole amount (betalingen).", queries.payments)
    early_end_known: bool = field("False where it is unknown what a very early end pays.")
    status: Status = field("CONFLICT where the sources contradict each other.")
    note: str | None = field("A remark, such as both readings of a conflict, in Dutch.")
    valid: Period = field("When it is in force.", name="period")
    source: Source = field("Where it is said.")
