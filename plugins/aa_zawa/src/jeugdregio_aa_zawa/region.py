"""The two youth regions that buy together, and their fourteen municipalities."""

from jeugdregio_aa_zawa.sources import ABOUT, CODE_LIST, MERGER, SINCE_JEUGDWET
from jeugdregio_core import Case, Municipality, Region, between
from jeugdregio_core.rules.facts import MUNICIPALITY

AMSTERDAM, BEEMSTER, PURMEREND = "0363", "0370", "0439"

_AMSTELLAND = {
    "0358": "Aalsmeer",
    "0362": "Amstelveen",
    AMSTERDAM: "Amsterdam",
    "0384": "Diemen",
    "0437": "Ouder-Amstel",
    "0451": "Uithoorn",
}
_ZAANSTREEK = {
    "0385": "Edam-Volendam",
    "0415": "Landsmeer",
    "0431": "Oostzaan",
    PURMEREND: "Purmerend",
    "0479": "Zaanstad",
    "0852": "Waterland",
    "0880": "Wormerland",
}
ZAWA = frozenset({BEEMSTER, *_ZAANSTREEK})
"""Zaanstreek-Waterland, the code of Beemster included."""

_ACCESS = "lokaal team"


def in_zawa(case: Case) -> bool:
    """Whether the young person lives in Zaanstreek-Waterland."""
    municipality = case.get(MUNICIPALITY)
    return municipality is not None and municipality in ZAWA


def _municipalities(part: str, names: dict[str, str]) -> tuple[Municipality, ...]:
    return tuple(
        Municipality(
            code=code,
            name=name,
            valid=SINCE_JEUGDWET,
            source=CODE_LIST,
            part=part,
            access_name=_ACCESS,
        )
        for code, name in names.items()
    )


_beemster = Municipality(
    code=BEEMSTER,
    name="Beemster",
    valid=between((2015, 1, 1), (2021, 12, 31)),
    source=MERGER.derived(),
    part="Zaanstreek-Waterland",
    merged_into=PURMEREND,
    access_name=_ACCESS,
)

AA_ZAWA = Region(
    code="aa_zawa",
    name="Amsterdam-Amstelland en Zaanstreek-Waterland",
    organisation="Regionaal Ondersteuningsteam (ROT)",
    source=ABOUT,
    municipalities=(
        *_municipalities("Amsterdam-Amstelland", _AMSTELLAND),
        _beemster,
        *_municipalities("Zaanstreek-Waterland", _ZAANSTREEK),
    ),
)
