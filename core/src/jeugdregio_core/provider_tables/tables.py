"""The tables with providers, each with its columns. A column has the name of the step's field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jeugdregio_core.casework.inputs_providers import (
    RecordAgreementInput,
    RecordContractInput,
    RegisterProviderInput,
    ReportAvailabilityInput,
)
from jeugdregio_core.own_tables.cells import CODE, DAY, NUMBER, TEXT, Cell, Kind, shown
from jeugdregio_core.own_tables.columns import INTENSITY, PROFILE, SEGMENT, Column


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTable:
    """A table under its Dutch name, in the order in which they are entered."""

    name: str
    asked: type
    """What the step is asked with that a row becomes."""
    key: tuple[str, ...]
    """The columns that no two rows have alike."""
    columns: tuple[Column, ...]
    example: Mapping[str, Cell]


def _days(cell: Cell) -> int:
    number = NUMBER.read(cell)
    if not str(number).isdecimal():
        raise ValueError(f"{shown(cell)} is geen heel aantal dagen.")
    return int(str(number))


_NAME = Column("name", "naam", TEXT, "De naam, zoals mensen die lezen.")
_CODE = Column(
    "code", "code", CODE, "De code van de aanbieder, in elke regio dezelfde.", ("aanbieder",)
)
_AGB = Column(
    "agb_code", "AGB-code", TEXT, "Acht cijfers; maak de kolom op als tekst.", ("agb", "agbcode")
).optional()
_WEBSITE = Column("website", "website", TEXT, "Het adres, met https:// ervoor.").optional()
_PROVIDER = Column(
    "provider", "aanbieder", CODE, "De code van de aanbieder.", ("aanbiedercode", "code")
)
_LEAD = Column(
    "lead_contractor", "hoofdaannemer", CODE, "De code van de hoofdaannemer, als die er is."
).optional()
_AGREEMENT = Column("code", "afspraak", CODE, "De code van de afspraak.")
_WAIT = Column(
    "waiting_days", "dagen", Kind("een heel getal, zoals 30", _days), "Hoeveel dagen men wacht."
)
_AS_OF = Column("as_of", "peildatum", DAY, "De dag waarop de aanbieder dit zegt.", ("datum",))
_FIRST = Column("first", "vanaf", DAY, "De eerste dag.", ("ingangsdatum", "begindatum"))
_LAST = Column(
    "last", "tot en met", DAY, "De laatste dag; leeg is: tot nader bericht.", ("t/m", "einddatum")
).optional()

TABLES: Mapping[str, ProviderTable] = {
    table.name: table
    for table in (
        ProviderTable(
            name="aanbieders",
            asked=RegisterProviderInput,
            key=("code",),
            columns=(_CODE, _NAME, _AGB, _WEBSITE),
            example={
                "code": "zorg_noord",
                "name": "Zorg Noord",
                "agb_code": "12345678",
                "website": "https://zorg-noord.example",
            },
        ),
        ProviderTable(
            name="contracten",
            asked=RecordContractInput,
            key=("provider", "first", "segment", "profile", "intensity"),
            columns=(
                _PROVIDER,
                SEGMENT,
                PROFILE.optional(),
                INTENSITY.optional(),
                _LEAD,
                _FIRST,
                _LAST,
            ),
            example={"provider": "zorg_noord", "segment": "B", "first": "01-01-2026"},
        ),
        ProviderTable(
            name="afspraken",
            asked=RecordAgreementInput,
            key=("provider", "code", "first"),
            columns=(_PROVIDER, _AGREEMENT, _FIRST, _LAST),
            example={"provider": "zorg_noord", "code": "vergunning", "first": "01-01-2026"},
        ),
        ProviderTable(
            name="wachttijden",
            asked=ReportAvailabilityInput,
            key=("provider", "segment", "profile", "as_of"),
            columns=(_PROVIDER, SEGMENT, PROFILE.optional(), _WAIT, _AS_OF),
            example={
                "provider": "zorg_noord",
                "segment": "B",
                "waiting_days": 30,
                "as_of": "01-03-2026",
            },
        ),
    )
}
