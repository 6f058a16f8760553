"""The documents that this region's rules come from, and the periods they speak of."""

from dataclasses import replace
from typing import TypeVar

from jeugdregio_core import RegieTable, Rule, Source, between, public, since

R = TypeVar("R", Rule, RegieTable)

SJH_PAGE = Source("Sociaal Domein Fryslân, Implementatie Specialistische Jeugdhulp")
YOUTH_PAGE = Source("Sociaal Domein Fryslân, Implementatie jeugdhulp")
FRIES_MODEL = YOUTH_PAGE.at("Fries model jeugdhulp")
BOUGHT = YOUTH_PAGE.at("Ingekochte jeugdhulp")
LIVING_PAGE = public("sdfryslan.nl", "Implementatie Wonen")
SDF_YOUTH = public("sdfryslan.nl", "Jeugd")
PROTOCOL = public(
    "Administratieprotocol Jeugdhulp 2018 en verder v1.9, Fryslân",
    "Deelnemende gemeenten; de codes zijn die van het CBS",
)
TWENTY_IN_2018 = public("sneekernieuwsblad.nl", "Fries Actieplan Jeugd, oktober 2018")
MERGER_2019 = public("nl.wikipedia.org", "Noardeast-Fryslân; de codes zijn die van het CBS")

SINCE_2018 = since(2018)
BEFORE_2024 = between((2018, 1, 1), (2023, 12, 31))
FROM_2022 = since(2022)
FROM_2024 = since(2024)


def before_2024(declared: R) -> R:
    """The same rule, or table of rules, in the system of 2018.

    The source describes 2024 and says that the system itself did not change; that the rule held
    before is our reading.
    """
    return replace(declared, valid=BEFORE_2024, source=declared.source.derived())
