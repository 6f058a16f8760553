"""The two catalogues: for the whole region from 2018, for Zaanstreek-Waterland from 2022."""

from dataclasses import replace

from jeugdregio_aa_zawa.payments import NO_TARIFF_IN_A, SCHEDULES, TARIFFS
from jeugdregio_aa_zawa.region import ZAWA
from jeugdregio_aa_zawa.sources import (
    CONVERSION,
    FAQ_INTENSITIES,
    FROM_2018,
    FROM_2022,
    PROFILES,
    PURMEREND_2018,
    SEGMENTS,
    SPIC,
)
from jeugdregio_core import (
    Arrangement,
    Complexity,
    Intensity,
    Profile,
    ProfileSet,
    Segment,
    TariffPolicy,
    TariffReason,
)

BOUGHT = ("B", "C")
"""The segments that are bought by SPIC."""

_A = Segment(
    code="A",
    name="Basis jeugdhulp",
    contracted=False,
    source=SEGMENTS,
    note="Het lokale team geeft deze hulp zelf. Ongeveer 20% van de gezinnen met jeugdhulp.",
)
_B = Segment(
    code="B",
    name="Specialistische jeugdhulp",
    source=SEGMENTS,
    note="Meestal één probleem; traject, resultaat en kosten zijn goed te voorspellen. "
    "Ongeveer 85% van de gezinnen met specialistische jeugdhulp.",
)
_C = Segment(
    code="C",
    name="Hoogspecialistische jeugdhulp",
    complexity=(Complexity.HOOG,),
    source=SEGMENTS,
    note="Intensieve hulp bij meer problemen tegelijk, zoals verblijf of verslavingszorg. "
    "Ongeveer 15% van de gezinnen met specialistische jeugdhulp.",
)
_V = Segment(code="V", name="Verblijf", source=CONVERSION)

_PROFILE_NAMES = {
    "1": "Jeugdige met psychosociale problemen en een verstoorde relatie tussen de ouders",
    "2": "Jeugdige met ontwikkelings- en gedragsproblemen, en ouders die opvoeden lastig vinden",
    "3": "Jeugdige met een ouder die ziek is of een beperking heeft",
    "4": "Jeugdige met ontwikkelings-, gedrags- of psychiatrische problemen (naam onvolledig)",
}
_PROFILES = tuple(
    Profile(
        code=str(number),
        name=_PROFILE_NAMES.get(str(number)),
        source=PURMEREND_2018 if str(number) in _PROFILE_NAMES else PROFILES,
    )
    for number in range(1, 12)
)

_GUIDE_MONTHS = (12, 18)
_INTENSITIES = (
    Intensity(
        code="PERSPECTIEF",
        name="perspectief",
        family="herstel",
        guide_months=_GUIDE_MONTHS,
        source=FAQ_INTENSITIES,
    ),
    Intensity(
        code="INTENSIEF",
        name="intensief",
        family="herstel",
        guide_months=_GUIDE_MONTHS,
        source=FAQ_INTENSITIES,
    ),
    Intensity(code="DUURZAAM_LICHT", name="duurzaam licht", family="duurzaam", source=CONVERSION),
    Intensity(code="DUURZAAM_ZWAAR", name="duurzaam zwaar", family="duurzaam", source=CONVERSION),
)

_SPICS = tuple(
    Arrangement(
        code=f"{segment}-{profile.code}-{intensity.code}",
        segment=segment,
        profile=profile.code,
        intensity=intensity.code,
        source=SPIC.derived(),
    )
    for segment in BOUGHT
    for profile in _PROFILES
    for intensity in _INTENSITIES
)

_UNKNOWN = (
    "De namen van profiel 5 tot en met 11 zijn onbekend; die van profiel 4 is niet volledig.",
    "Welke SPICs echt bestaan, hoe hun code eruitziet en welke productcode erbij hoort, is "
    "onbekend. De sleutel segment-profiel-intensiteit is van ons.",
    "Alle tarieven zijn onbekend. Wel is genoemd dat het hoogste tarief in segment B ongeveer "
    "6.000 euro was.",
    "Wat duurzaam licht en duurzaam zwaar inhouden en hoe lang ze minstens duren, is onbekend.",
    "Of stapelen mag in segment C of over segmenten heen, is onbekend.",
)

FROM_2018_SET = ProfileSet(
    code="aa_zawa-2018",
    title="Jeugdhulp Amsterdam-Amstelland en Zaanstreek-Waterland vanaf 2018",
    valid=FROM_2018,
    source=SEGMENTS,
    segments=(_A, _B, _C),
    profiles=_PROFILES,
    intensities=_INTENSITIES,
    arrangements=_SPICS,
    payment=TARIFFS,
    schedules=SCHEDULES,
    unknown=(
        *_UNKNOWN,
        "Wanneer het eerste deel bij herstel wordt betaald, en wat er bij vroeg stoppen geldt, is "
        "onbekend.",
        "De hulp zou binnen zes weken beginnen; of die termijn bindend is en hoe zij later is "
        "verruimd, is onbekend.",
        "Na 2021 is deze catalogus in Amsterdam-Amstelland niet bevestigd. Amsterdam kocht de "
        "hoogspecialistische jeugdhulp vanaf 2021 opnieuw in.",
    ),
)

ZAWA_2022_SET = replace(
    FROM_2018_SET,
    code="aa_zawa-zawa-2022",
    title="Jeugdhulp Zaanstreek-Waterland vanaf 2022",
    valid=FROM_2022,
    source=CONVERSION,
    municipalities=ZAWA,
    segments=(_A, _B, _C, _V),
    payment=(
        NO_TARIFF_IN_A,
        TariffPolicy(segment="B", per=None, reason=TariffReason.UNKNOWN),
        TariffPolicy(segment="C", per=None, reason=TariffReason.UNKNOWN, per_provider=True),
        TariffPolicy(segment="V", per=None, reason=TariffReason.UNKNOWN),
    ),
    schedules=(),
    unknown=(
        *_UNKNOWN,
        "Segment C kreeg er intensiteiten bij; welke, is onbekend.",
        "De profielen, intensiteiten en producten van segment V zijn onbekend.",
        "Hoe onder de contracten vanaf 2022 wordt betaald, is onbekend.",
    ),
)
