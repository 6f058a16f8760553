"""Verzoek om wijziging (317): rules 13 to 19."""

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    MoveTable,
    RequestKind,
    RuleTopic,
    dutch_date,
    passed,
    refuse,
    review,
    rule,
)
from jeugdregio_core.rules.facts import (
    CHANGE_OF_END,
    CHANGE_OF_PROFILE,
    CHANGES_SO_FAR,
    END,
    PROFILE,
    SEGMENT,
    START,
)
from jeugdregio_westfriesland.sources import FROM_JULY_2025, SLIDES

PROTOCOL = SLIDES.at("Administratieprotocol: verzoek om wijziging (317)")
CHANGE = (RequestKind.CHANGE,)

MOVES = MoveTable(
    within_code="westfriesland-13",
    within_title="Wijzigen kan tussen perspectief en intensief, en tussen duurzaam licht en "
    "duurzaam zwaar.",
    across_code="westfriesland-14",
    across_title="Wijzigen kan niet tussen perspectief of intensief en de duurzame intensiteiten.",
    valid=FROM_JULY_2025,
    source=PROTOCOL,
    families=(frozenset({"PE", "IN"}), frozenset({"DL", "DZ"})),
)


@rule(
    "westfriesland-15",
    topic=RuleTopic.MESSAGE,
    valid=FROM_JULY_2025,
    source=PROTOCOL,
    reads=(CHANGE_OF_PROFILE, PROFILE),
    kinds=CHANGE,
)
def a_change_keeps_the_profile(case: Case) -> Answer:
    """Een wijziging verandert het ondersteuningsprofiel niet."""
    old, new = case[CHANGE_OF_PROFILE], case[PROFILE]
    if old != new:
        return refuse(f"Profiel {old} kan met een wijziging geen profiel {new} worden.")
    return None


@rule(
    "westfriesland-16",
    topic=RuleTopic.MESSAGE,
    valid=FROM_JULY_2025,
    source=PROTOCOL,
    reads=(START,),
    kinds=CHANGE,
)
def a_change_starts_on_the_first(case: Case) -> Answer:
    """Een wijziging gaat in op de eerste dag van de maand."""
    start = case[START]
    if start.day != 1:
        return refuse(
            f"De wijziging zou ingaan op {dutch_date(start)}. Kies de eerste dag van een maand."
        )
    return None


@rule(
    "westfriesland-17",
    topic=RuleTopic.MESSAGE,
    valid=FROM_JULY_2025,
    source=PROTOCOL,
    reads=(CHANGE_OF_END, END),
    kinds=CHANGE,
)
def a_change_keeps_the_end(case: Case) -> Answer:
    """Een wijziging verandert de einddatum niet."""
    old, new = case.get(CHANGE_OF_END), case.get(END)
    if new is None or new == old:
        return None
    kept = dutch_date(old) if old else "open"
    return refuse(f"De einddatum blijft {kept}; {dutch_date(new)} kan niet.")


@rule(
    "westfriesland-18",
    topic=RuleTopic.MESSAGE,
    valid=FROM_JULY_2025,
    source=PROTOCOL.derived(),
    reads=(CHANGES_SO_FAR,),
    kinds=CHANGE,
)
def an_allocation_changes_once(case: Case) -> Answer:
    """Een toewijzing kan één keer worden gewijzigd."""
    if case[CHANGES_SO_FAR] > 0:
        return refuse("Deze toewijzing is al eens gewijzigd. Een tweede keer kan niet.")
    return None


@rule(
    "westfriesland-19",
    topic=RuleTopic.MESSAGE,
    valid=FROM_JULY_2025,
    source=SLIDES.at("Belangrijke veranderingen"),
    reads=(SEGMENT, CHANGE_OF_PROFILE),
    kinds=CHANGE,
)
def changes_are_for_profiles_1_to_4(case: Case) -> Answer:
    """Een wijziging (317) is er voor profiel 1 tot en met 4."""
    segment = case.get(SEGMENT)
    if segment in ("V", "C"):
        return review(
            f"Over wijzigen in segment {segment} zegt de bron niets. Laat het beoordelen."
        )
    profile = case[CHANGE_OF_PROFILE]
    if profile in ("1", "2", "3", "4"):
        return passed(f"Profiel {profile} kan met een wijziging op- of afschalen.")
    if profile in ("5", "6", "7", "8"):
        return refuse(
            f"Voor profiel {profile} kan het niet langs deze weg. De bron noemt geen andere."
        )
    return NOT_APPLICABLE


RULES: tuple[Declaration, ...] = (
    MOVES,
    a_change_keeps_the_profile,
    a_change_starts_on_the_first,
    a_change_keeps_the_end,
    an_allocation_changes_once,
    changes_are_for_profiles_1_to_4,
)
