"""The region and its municipalities: rule 22."""

from datetime import date

from jeugdregio_core import (
    Declaration,
    Municipality,
    Period,
    Region,
    RuleTopic,
    between,
    since,
    statement,
)
from jeugdregio_friesland.sources import (
    MERGER_2019,
    PROTOCOL,
    SINCE_2018,
    TWENTY_IN_2018,
    YOUTH_PAGE,
)

_ALL_ALONG = {
    "0059": "Achtkarspelen",
    "0060": "Ameland",
    "0072": "Harlingen",
    "0074": "Heerenveen",
    "0080": "Leeuwarden",
    "0085": "Ooststellingwerf",
    "0086": "Opsterland",
    "0088": "Schiermonnikoog",
    "0090": "Smallingerland",
    "0093": "Terschelling",
    "0096": "Vlieland",
    "0098": "Weststellingwerf",
    "0737": "Tytsjerksteradiel",
    "1891": "Dantumadiel",
    "1900": "Súdwest-Fryslân",
    "1940": "De Fryske Marren",
    "1949": "Waadhoeke",
}
_MERGED_IN_2019 = {
    "0058": "Dongeradeel",
    "0079": "Kollumerland en Nieuwkruisland",
    "1722": "Ferwerderadiel",
}
_NOARDEAST = "1970"

FRIESLAND = Region(
    code="friesland",
    name="Friesland",
    organisation="Sociaal Domein Fryslân",
    source=YOUTH_PAGE.at("Wat ging hieraan vooraf?"),
    municipalities=(
        *(
            Municipality(code=code, name=name, valid=SINCE_2018, source=PROTOCOL)
            for code, name in _ALL_ALONG.items()
        ),
        Municipality(code=_NOARDEAST, name="Noardeast-Fryslân", valid=since(2019), source=PROTOCOL),
        *(
            Municipality(
                code=code,
                name=name,
                valid=Period(SINCE_2018.first, date(2018, 12, 31)),
                source=MERGER_2019,
                merged_into=_NOARDEAST,
            )
            for code, name in _MERGED_IN_2019.items()
        ),
    ),
)

_PLACE = "region.municipalities"

RULES: tuple[Declaration, ...] = (
    statement(
        "friesland-22",
        "De regio heeft 18 gemeenten, elk met een eigen code van vier cijfers.",
        topic=RuleTopic.ACCESS,
        valid=since(2019),
        source=YOUTH_PAGE.at("Wat ging hieraan vooraf?"),
        place=_PLACE,
    ),
    statement(
        "friesland-22",
        "In 2018, vóór de vorming van Noardeast-Fryslân, heeft de regio 20 gemeenten.",
        topic=RuleTopic.ACCESS,
        valid=between((2018, 1, 1), (2018, 12, 31)),
        source=TWENTY_IN_2018,
        place=_PLACE,
    ),
)
