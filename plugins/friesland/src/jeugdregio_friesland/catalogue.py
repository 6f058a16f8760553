"""The two catalogues: profiles 1 to 10 until the end of 2023, profiles A to J since 2024."""

from jeugdregio_core import (
    Profile,
    ProfileSet,
    Segment,
    TariffBasis,
    TariffPolicy,
    TariffReason,
)
from jeugdregio_friesland.payment import IN_TWO_PARTS, NEW_SCHEDULES
from jeugdregio_friesland.sources import (
    BEFORE_2024,
    BOUGHT,
    FROM_2022,
    FROM_2024,
    LIVING_PAGE,
    SJH_PAGE,
    YOUTH_PAGE,
)

PROFILES = SJH_PAGE.at("Profielen")
PROFILE_H = SJH_PAGE.at("Profiel H")
SINCE_2022 = YOUTH_PAGE.at("Wat ging hieraan vooraf?")

_GROUPS = {
    **dict.fromkeys("ABCD", "Ambulante hulp"),
    "E": "Begeleiding",
    "F": "Dagopvang",
    "G": "Dagbehandeling",
    "H": "Bedden SJH",
    "I": "Logeren",
    "J": "Ondersteunende elementen",
}
_NAMES = {
    **{code: _GROUPS[code] for code in "EFGIJ"},
    "H": "Residentiële Specialistische Jeugdhulp",
}
_NEEDS = {"H": "Tijdelijk een residentiële plek, naast hulp of behandeling uit profiel D."}
_ELSEWHERE = "Ingekocht via een andere overeenkomst."

_DYSLEXIE = Segment(code="DYSLEXIE", name="Dyslexie", valid=FROM_2022, source=SINCE_2022)
_PLEEGZORG = Segment(code="PLEEGZORG", name="Pleegzorg", valid=FROM_2022, source=SINCE_2022)


def _unknown_tariffs(*segments: str) -> tuple[TariffPolicy, ...]:
    return tuple(
        TariffPolicy(
            segment=segment,
            per=TariffBasis.TRAJECT if segment == "SJH" else None,
            reason=TariffReason.UNKNOWN,
        )
        for segment in segments
    )


NEW = ProfileSet(
    code="friesland-2024",
    title="Jeugdhulp Friesland, profielen A-J",
    valid=FROM_2024,
    source=SJH_PAGE.at("Veranderingen bij perceel Specialistische Jeugdhulp"),
    segments=(
        Segment(code="SJH", name="Specialistische Jeugdhulp", source=PROFILES),
        Segment(code="WONEN", name="Wonen", source=SJH_PAGE.at("Wonen")),
        _DYSLEXIE,
        _PLEEGZORG,
        Segment(
            code="HOOGSPECIALISTISCH",
            name="Hoogspecialistische jeugdhulp",
            contracted=False,
            note=_ELSEWHERE,
            source=BOUGHT,
        ),
        Segment(code="CRISIS", name="Crisishulp", contracted=False, note=_ELSEWHERE, source=BOUGHT),
    ),
    profiles=tuple(
        Profile(
            code=code,
            segment="SJH",
            name=_NAMES.get(code),
            need=_NEEDS.get(code),
            grounds=(group,),
            source=PROFILE_H if code == "H" else PROFILES,
        )
        for code, group in _GROUPS.items()
    ),
    payment=_unknown_tariffs("SJH", "WONEN", "DYSLEXIE", "PLEEGZORG"),
    schedules=NEW_SCHEDULES,
    unknown=(
        "De namen van profiel A, B, C en D zijn onbekend.",
        "Hoeveel intensiteiten elk profiel heeft, en wat ze inhouden, is onbekend; daarom staan "
        "er geen PIC's in deze set.",
        "Alle productcodes, eenheden en tarieven zijn onbekend.",
        "Of de betaling nog in twee termijnen gaat, is onzeker: de bron spreekt zichzelf tegen.",
        "Wanneer een traject heel vroeg eindigt, en wat er dan wordt betaald, is onbekend.",
        "Of D apart naast H wordt toegewezen of in H zit, is onbekend.",
        "Waarop zelfstandigheidstraining en ouder-kindgroep bij profiel H een uitzondering zijn, "
        "is onbekend.",
        "Wat de ondersteunende elementen van profiel J zijn, en of J alleen mag staan, is "
        "onbekend.",
        "De inhoud van Wonen, Dyslexie en Pleegzorg (vormen, codes, eenheden) is onbekend.",
        "De einddatum van de contracten is onbekend.",
    ),
)

OLD = ProfileSet(
    code="friesland-2018",
    title="Jeugdhulp Friesland, profielen 1-10",
    valid=BEFORE_2024,
    source=PROFILES.derived(),
    segments=(
        Segment(
            code="SJH",
            name="Specialistische Jeugdhulp",
            note="Verblijf hoort hierbij.",
            source=LIVING_PAGE,
        ),
        _DYSLEXIE,
        _PLEEGZORG,
    ),
    profiles=tuple(
        Profile(code=str(number), segment="SJH", source=PROFILES) for number in range(1, 11)
    ),
    payment=_unknown_tariffs("SJH", "DYSLEXIE", "PLEEGZORG"),
    schedules=(IN_TWO_PARTS,),
    unknown=(
        "De namen van de tien profielen zijn onbekend.",
        "Dat een intensiteit een letter had, is afgeleid; welke letters er waren, is onbekend.",
        "Productcodes, eenheden en tarieven zijn onbekend.",
        "Welk profiel van A tot en met J bij welk profiel van 1 tot en met 10 past, is onbekend.",
        "Hoe lopende trajecten en lopend verblijf op 1 januari 2024 overgingen, is onbekend.",
    ),
)
