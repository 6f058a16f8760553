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
    asked = (case.get(SEGMENT), case.get(START), case.get(END))
    running = ((a.segment, a.start, a.end) for a in case[RUNNING])
    old = [end for segment, start, end in (asked, *running) if _is_old(segment, start)]
    if not old:
        return NOT_APPLICABLE
    if not any(end is None or end >= LAST_DAY for end in old):
        return None
    return notice(
        f"Een toewijzing van vóór 1 juli 2025 loopt op 30 juni 2026 nog. Zet haar om: {ROUTES}."
    )


def _is_old(segment: str | None, start: date | None) -> bool:
    return segment == "B" and start is not None and start in OLD_CONTRACT


RULES: tuple[Declaration, ...] = (old_allocations_move_before_july_2026,)
