"""Regievoering: rule 20."""

from jeugdregio_core import Assign, Party, RegieRole, RegieTable, Scope
from jeugdregio_core.rules.facts import PRODUCT, PROFILE, SEGMENT
from jeugdregio_westfriesland.documents import TABLE
from jeugdregio_westfriesland.sources import FROM_JULY_2025, SLIDES

_REGIE = RegieRole.REGIE
_NOT_THE_ACCESS = "De lokale toegang voert hier geen regie. Wie dat wel doet, zegt de bron niet."

lokale_toegang = Assign(
    _REGIE, Party.GEMEENTELIJKE_TOEGANG, "De lokale toegang voert de regie bij profiel 8."
)
not_lokale_toegang = Assign(_REGIE, None, _NOT_THE_ACCESS)


def _with_footnote(marker: str) -> Assign:
    return Assign(
        _REGIE,
        None,
        f"{_NOT_THE_ACCESS} De tabel heeft hier een voetnoot ({marker}); "
        "de tekst daarvan is niet bekend.",
    )


SEGMENT_B = RegieTable(
    code="westfriesland-20",
    title="Bij profiel 8 voert de lokale toegang de regie, bij de andere profielen en dagbesteding "
    "niet.",
    valid=FROM_JULY_2025,
    source=TABLE,
    by=(PRODUCT, PROFILE),
    roles={
        **dict.fromkeys(("1", "2", "3", "4"), (not_lokale_toegang,)),
        **{profile: (_with_footnote("**"),) for profile in ("5", "6", "7")},
        "8": (lokale_toegang,),
        "DAGBESTEDING": (_with_footnote("***"),),
    },
    scope=Scope(segments=frozenset({"B"})),
)

OTHER_SEGMENTS = RegieTable(
    code="westfriesland-20-v-c",
    title="Wie in segment V en C de regie voert, is niet bekend.",
    valid=FROM_JULY_2025,
    source=SLIDES.at("Regievoering bij complexe casuïstiek").derived(),
    by=(SEGMENT,),
    roles={
        segment: (
            Assign(_REGIE, None, f"Wie in segment {segment} de regie voert, zegt de bron niet."),
        )
        for segment in ("V", "C")
    },
)
