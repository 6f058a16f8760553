"""The region and its municipalities: ten since the mergers of 1 January 2019."""

from jeugdregio_core import Municipality, Region
from jeugdregio_zhz.sources import (
    MUNICIPALITY_LIST,
    SINCE_JEUGDWET,
    SINCE_THE_MERGERS,
    SLIDES,
)

_UNCHANGED = {
    "0482": "Alblasserdam",
    "0505": "Dordrecht",
    "0512": "Gorinchem",
    "0523": "Hardinxveld-Giessendam",
    "0531": "Hendrik-Ido-Ambacht",
    "0590": "Papendrecht",
    "0610": "Sliedrecht",
    "0642": "Zwijndrecht",
}
_MERGED = {"1963": "Hoeksche Waard", "1978": "Molenlanden"}

WENT_UP_IN = {
    "Hoeksche Waard": ("Binnenmaas", "Cromstrijen", "Korendijk", "Oud-Beijerland", "Strijen"),
    "Molenlanden": ("Giessenlanden", "Molenwaard"),
}
"""The former municipalities that the sources name, without their codes."""

ZHZ = Region(
    code="zhz",
    name="Zuid-Holland Zuid",
    organisation="Serviceorganisatie Jeugd ZHZ",
    source=SLIDES,
    municipalities=tuple(
        Municipality(code=code, name=name, valid=valid, source=MUNICIPALITY_LIST)
        for names, valid in ((_UNCHANGED, SINCE_JEUGDWET), (_MERGED, SINCE_THE_MERGERS))
        for code, name in names.items()
    ),
)
