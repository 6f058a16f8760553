"""The catalogue since 2022: seven segments, no profiles, and services of which little is known."""

from jeugdregio_core import ProfileSet, Segment, TariffPolicy, TariffReason, spoken
from jeugdregio_zhz.region import WENT_UP_IN
from jeugdregio_zhz.sources import FROM_2022, SEGMENTS, SLIDES

_SEGMENTS = {
    "1": "Hoog Specialistisch",
    "2": "Wonen",
    "3": "Dagbesteding en dagbehandeling",
    "4": "Specialistisch veelvoorkomend",
    "5": "Crisis",
    "6": "GI's",
    "7": "Onderwijs Jeugdhulp",
}
_NOTES = {
    "2": "Of aanbieders van wonen moeten samenwerken, zegt de bron niet.",
    "3": "De bron noemt ook een deel 3a. Wat dat is, is niet bekend.",
    "4": "Basis GGZ en SGGZ horen hier waarschijnlijk bij; dat is afgeleid uit de doelen.",
    "7": "EED (dyslexie) hoort hier waarschijnlijk bij; dat is afgeleid uit de doelen.",
}

STATED_SERVICES = 46
"""How many services (diensten) the source counts."""
NAMED_SERVICES = (
    "ervaringsdeskundigen",
    "gezinsdiagnostiek",
    "netwerkanalyse",
    "consult en advies",
    "pleegzorg intensief",
)
"""The services that it names: the new ones. Code, segment and tariff are unknown."""

_FORMER = "; ".join(f"{spoken(old)} (nu {new})" for new, old in WENT_UP_IN.items())

CATALOGUE = ProfileSet(
    code="zhz-2022",
    title="Jeugdhulp Zuid-Holland Zuid vanaf 2022",
    valid=FROM_2022,
    source=SLIDES,
    segments=tuple(
        Segment(code=code, name=name, note=_NOTES.get(code), source=SEGMENTS)
        for code, name in _SEGMENTS.items()
    ),
    payment=tuple(
        TariffPolicy(segment=code, per=None, reason=TariffReason.UNKNOWN) for code in _SEGMENTS
    ),
    unknown=(
        f"De bron telt {STATED_SERVICES} diensten en noemt er {len(NAMED_SERVICES)} bij naam: "
        f"{', '.join(NAMED_SERVICES)}. De andere {STATED_SERVICES - len(NAMED_SERVICES)} zijn niet "
        "bekend.",
        "Van geen enkele dienst is de code, het segment, de eenheid of het tarief bekend.",
        "Welke productcategorieën de regio gebruikt, en in welk segment, is niet bekend.",
        "Of reistijd wordt betaald, is niet zeker: de bron noemt cliëntcontacttijd en reistijd in "
        "één zin.",
        "Wat deel 3a van segment 3 is, is niet bekend.",
        "Of aanbieders van wonen moeten samenwerken, is niet bekend.",
        "De voorwaarden voor een toewijzing van meer jaren zijn niet bekend.",
        "Wie de centrale toegang tot segment 1 en 2 is, is niet bekend.",
        "Wat er in het 16+ plan staat en vanaf welke dag het nodig is, is niet bekend.",
        "De einddatum van de contracten is niet bekend; de doelen lopen tot en met 2025.",
        f"De codes van de gemeenten die in 2019 opgingen in een andere, zijn niet bekend: "
        f"{_FORMER}.",
        "Tot 2019 telde de regio 17 gemeenten; twee daarvan noemt de bron niet.",
    ),
)
