"""Profile H, Residentiële Specialistische Jeugdhulp: rules 10, 11 and 12."""

from collections.abc import Sequence
from datetime import date

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    LivesIn,
    MissingFact,
    RuleTopic,
    dutch_date,
    notice,
    passed,
    refuse,
    review,
    rule,
)
from jeugdregio_core.rules.facts import CHANGE_OF_END, END, LIVES_IN, RUNNING, START, VARIANT
from jeugdregio_core.rules.input import AllocationInput
from jeugdregio_friesland.catalogue import PROFILE_H
from jeugdregio_friesland.sources import FROM_2024

EXCEPTIONS = {
    "ZELFSTANDIGHEIDSTRAINING": "Zelfstandigheidstraining",
    "OUDER_KINDGROEP": "Een ouder-kindgroep",
}
_HOME_BY_PERCEEL = {
    "PLEEGZORG": LivesIn.PLEEGZORG,
    "WONEN": LivesIn.WOONVOORZIENING,
}


@rule(
    "friesland-10",
    topic=RuleTopic.PROFILE,
    valid=FROM_2024,
    source=PROFILE_H,
    reads=(VARIANT, RUNNING, START, END, CHANGE_OF_END),
    segments=("SJH",),
    profiles=("H",),
)
def h_goes_with_help_within_d(case: Case) -> Answer:
    """Profiel H gaat samen met hulp of behandeling uit profiel D."""
    variant = EXCEPTIONS.get(case.get(VARIANT) or "")
    if variant is not None:
        return review(
            f"{variant} is bij profiel H een uitzondering. De bron zegt niet waarop: op hulp uit "
            "profiel D, of op wonen in pleegzorg of een woonvoorziening. Laat het beoordelen."
        )
    within_d = _running_d(case)
    if not within_d:
        return refuse(
            "Profiel H kan alleen met hulp of behandeling uit profiel D, en die loopt er niet "
            "naast. Vraag ook D aan. Of D al in H kan zitten, zeggen de bronnen niet; vraag dat zo "
            "nodig na."
        )
    last, end = _last_day(within_d), _end(case)
    if last is not None and (end is None or last < end):
        return notice(
            f"De hulp uit profiel D stopt op {dutch_date(last)}, eerder dan profiel H. Regel ook "
            "daarna hulp uit D."
        )
    return None


def _running_d(case: Case) -> list[AllocationInput]:
    sjh = [a for a in case.running_beside() if a.segment in ("SJH", None)]
    within_d = [a for a in sjh if a.profile == "D"]
    if not within_d and any(a.profile is None for a in sjh):
        raise MissingFact(RUNNING)
    return within_d


def _last_day(allocations: Sequence[AllocationInput]) -> date | None:
    ends = [a.end for a in allocations if a.end is not None]
    return max(ends) if len(ends) == len(allocations) else None


def _end(case: Case) -> date | None:
    """The wished end; a change that names none keeps the end there was."""
    return case.get(END) or case.get(CHANGE_OF_END)


@rule(
    "friesland-11",
    topic=RuleTopic.PERIOD,
    valid=FROM_2024,
    source=PROFILE_H.derived(),
    reads=(END, CHANGE_OF_END),
    segments=("SJH",),
    profiles=("H",),
)
def h_is_temporary(case: Case) -> Answer:
    """Profiel H is tijdelijk en heeft dus een einddatum."""
    end = _end(case)
    if end is None:
        return refuse("Profiel H is tijdelijk. Geef een einddatum.")
    return passed(f"Profiel H eindigt op {dutch_date(end)}.")


@rule(
    "friesland-12",
    topic=RuleTopic.STACKING,
    valid=FROM_2024,
    source=PROFILE_H,
    reads=(LIVES_IN, VARIANT, RUNNING, START, END),
    segments=("SJH",),
    profiles=("H",),
)
def h_may_go_with_living_elsewhere(case: Case) -> Answer:
    """Profiel H mag als de jeugdige in pleegzorg of een woonvoorziening woont."""
    place = _place_to_live(case)
    if place is None:
        return NOT_APPLICABLE
    variant = EXCEPTIONS.get(case.get(VARIANT) or "")
    if variant is not None:
        return review(
            f"{variant} is bij profiel H een uitzondering. Of dat ook geldt voor een jeugdige "
            f"{place.label}, zegt de bron niet. Laat het beoordelen."
        )
    return passed(f"Profiel H mag voor een jeugdige {place.label}.")


def _place_to_live(case: Case) -> LivesIn | None:
    """The pleegzorg or woonvoorziening where the young person lives, told or seen running."""
    told = case.get(LIVES_IN)
    if told in _HOME_BY_PERCEEL.values():
        return told
    running = (_HOME_BY_PERCEEL.get(a.segment or "") for a in case.running_beside())
    return next((place for place in running if place is not None), None)


RULES: tuple[Declaration, ...] = (
    h_goes_with_help_within_d,
    h_is_temporary,
    h_may_go_with_living_elsewhere,
)
