"""The region and its seven municipalities."""

from jeugdregio_core import Municipality, Region
from jeugdregio_westfriesland.sources import PROVINCE, SINCE_JEUGDWET, SLIDES

_MUNICIPALITIES = {
    "0388": "Enkhuizen",
    "0405": "Hoorn",
    "0420": "Medemblik",
    "0432": "Opmeer",
    "0498": "Drechterland",
    "0532": "Stede Broec",
    "1598": "Koggenland",
}
_ACCESS_NAMES = {"0405": "1.Hoorn", "1598": "Zorgteam"}

WESTFRIESLAND = Region(
    code="westfriesland",
    name="Westfriesland",
    organisation="Netwerkorganisatie Zorg in regio Westfriesland",
    source=SLIDES.at("Contractmanagement"),
    municipalities=tuple(
        Municipality(
            code=code,
            name=name,
            valid=SINCE_JEUGDWET,
            source=PROVINCE,
            access_name=_ACCESS_NAMES.get(code),
        )
        for code, name in _MUNICIPALITIES.items()
    ),
)
