"""Payment schedules, and what they come down to for an amount."""

from typing import Annotated

import strawberry

from jeugdregio_api.errors import bad_input
from jeugdregio_api.seen import Seen
from jeugdregio_api.stated import stated
from jeugdregio_core.model.catalogue import Arrangement, ProfileSet
from jeugdregio_core.model.payment import Instalment, Payment, PaymentSchedule
from jeugdregio_core.rules.rule import Rule


@stated
def schedules(root: Seen[ProfileSet]) -> list[Seen[PaymentSchedule]]:
    """The schedules of a catalogue on the day."""
    return [root.beside(s) for s in root.item.schedules if root.on in s.valid]


@stated
def rule(root: Seen[PaymentSchedule]) -> Rule | None:
    """The rule that states it."""
    return root.rule(root.item.rule)


@stated
def intensities(root: Seen[PaymentSchedule]) -> list[str]:
    """The intensities it is limited to."""
    return sorted(root.item.intensities or ())


@stated
def share(root: Instalment) -> float | None:
    """The part of the whole, from 0 to 1."""
    return None if root.share is None else float(root.share)


TotalCents = Annotated[
    int, strawberry.argument(description="The whole amount in euro cents, not below 0.")
]
ResultMet = Annotated[
    bool | None,
    strawberry.argument(description="Whether the result was reached; left out when unknown."),
]
EndedEarly = Annotated[bool, strawberry.argument(description="Whether care ended very early.")]


def payments(
    root: Seen[PaymentSchedule],
    total_cents: TotalCents,
    result_met: ResultMet = None,
    ended_early: EndedEarly = False,
) -> tuple[Payment, ...]:
    """Every part of a whole amount."""
    if total_cents < 0:
        raise bad_input("Een bedrag is nooit negatief. Geef het hele bedrag in centen.")
    return root.item.pay(total_cents, result_met=result_met, ended_early=ended_early)


def payments_of_arrangement(
    root: Seen[Arrangement],
    total_cents: TotalCents,
    result_met: ResultMet = None,
    ended_early: EndedEarly = False,
) -> tuple[Payment, ...]:
    """Every part of a whole amount, by the first schedule of the arrangement on the day."""
    held, wanted = root.profile_set, root.item
    found = held.schedules_for(wanted.segment, wanted.intensity, root.on) if held else ()
    if not found:
        return ()
    return payments(root.beside(found[0]), total_cents, result_met, ended_early)
