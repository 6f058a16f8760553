"""Crisis help within 24 hours of the report: rule 19."""

from datetime import timedelta

from jeugdregio_core import Answer, Case, Declaration, RuleTopic, refuse, review, rule, spoken
from jeugdregio_core.rules.facts import OFFERED_AT, REPORTED_AT
from jeugdregio_zhz.sources import FROM_2022, MEANS

LONGEST = timedelta(hours=24)


@rule(
    "zhz-19",
    topic=RuleTopic.NORM,
    valid=FROM_2022,
    source=MEANS,
    reads=(REPORTED_AT, OFFERED_AT),
    segments=("5",),
)
def crisis_help_within_24_hours(case: Case) -> Answer:
    """Na een melding is er binnen 24 uur passende crisishulp."""
    waited = case[OFFERED_AT] - case[REPORTED_AT]
    if waited < timedelta(0):
        return review("Het hulpaanbod ligt vóór de melding. Controleer de tijdstippen.")
    if waited > LONGEST:
        return refuse(
            f"Tussen melding en hulpaanbod zit {_spoken(waited)}; dat mag hoogstens 24 uur zijn. "
            "De hulp gaat voor: overleg met de toegang van de gemeente."
        )
    return None


def _spoken(waited: timedelta) -> str:
    minutes, seconds = divmod(int(waited.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "uur"), (minutes, "min."), (seconds, "sec."))
    return spoken(f"{amount} {unit}" for amount, unit in parts if amount)


RULES: tuple[Declaration, ...] = (crisis_help_within_24_hours,)
