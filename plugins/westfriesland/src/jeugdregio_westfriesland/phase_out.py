"""Uitdienen of the old contract: rule 24."""

from datetime import date

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    RuleTopic,
    notice,
    rule,
)
from jeugdregio_core.rules.facts import END, RUNNING, SEGMENT, START
from jeugdregio_core.rules.input import AllocationInput
from jeugdregio_westfriesland.sources import OLD_CONTRACT, SINCE_JEUGDWET, SLIDES

LAST_DAY = date(2026, 6, 30)
ROUTES = (
    "een evaluatiegesprek door de lokale toegang, een nieuw verzoek om toewijzing (315) door de "
    "aanbieder, of een nieuwe aanvraag door de cliënt"
)


@rule(
    "westfriesland-24",
    topic=RuleTopic.PERIOD,
    valid=SINCE_JEUGDWET,
    source=SLIDES.at("Strategie uitdiening oud contract"),
    reads=(SEGMENT, START, END, RUNNING),
)
def old_allocations_move_before_july_2026(case: Case) -> Answer:
    """Een oude toewijzing in segment B die op 30 juni 2026 nog loopt, moet worden omgezet."""
    asked = AllocationInput(segment=case.get(SEGMENT), start=case.get(START), end=case.get(END))
    old = [a for a in (asked, *case[RUNNING]) if _is_old(a)]
    if not old:
        return NOT_APPLICABLE
    if not any(a.end is None or a.end >= LAST_DAY for a in old):
        return None
    return notice(
        f"Een toewijzing van vóór 1 juli 2025 loopt op 30 juni 2026 nog. Zet haar om: {ROUTES}."
    )


def _is_old(allocation: AllocationInput) -> bool:
    return (
        allocation.segment == "B"
        and allocation.start is not None
        and allocation.start in OLD_CONTRACT
    )


RULES: tuple[Declaration, ...] = (old_allocations_move_before_july_2026,)
