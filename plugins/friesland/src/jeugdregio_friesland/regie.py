"""Regievoering by quadrant of the Fries model: rule 14."""

from jeugdregio_core import Assign, Declaration, NeedLevel, Party, RegieRole, RegieTable
from jeugdregio_core.rules.facts import NEED_LEVEL
from jeugdregio_friesland.sources import FRIES_MODEL, FROM_2024, before_2024

_SPECIALISED = (
    Assign(RegieRole.PROCESREGIE, Party.LOKAAL_TEAM, "Het gebiedsteam voert de procesregie."),
    Assign(
        RegieRole.BEHANDELCOORDINATIE, Party.AANBIEDER, "De aanbieder coördineert de behandeling."
    ),
)

BY_QUADRANT = RegieTable(
    code="friesland-14",
    title="Het kwadrant van het Fries model bepaalt wie de regie voert.",
    valid=FROM_2024,
    source=FRIES_MODEL,
    by=(NEED_LEVEL,),
    roles={
        NeedLevel.VRAGEN: (
            Assign(
                RegieRole.CASUSREGIE,
                Party.BASISVOORZIENING,
                "De basisvoorziening voert de casusregie.",
            ),
            Assign(
                RegieRole.SIGNALERING,
                Party.BASISVOORZIENING,
                "De basisvoorziening geeft signalen door aan het gebiedsteam.",
            ),
        ),
        NeedLevel.SPANNING: (
            Assign(RegieRole.CASUSREGIE, Party.LOKAAL_TEAM, "Het gebiedsteam voert de casusregie."),
            Assign(
                RegieRole.PROCESREGIE, Party.LOKAAL_TEAM, "Het gebiedsteam voert de procesregie."
            ),
        ),
        NeedLevel.NOOD: _SPECIALISED,
        NeedLevel.CRISIS: _SPECIALISED,
    },
)

RULES: tuple[Declaration, ...] = (BY_QUADRANT, before_2024(BY_QUADRANT))
