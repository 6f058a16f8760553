"""The Normenkader of SJH: rule 21. Its parts are known, its figures are not."""

from jeugdregio_core import (
    Declaration,
    Norm,
    NormFramework,
    NormPart,
    RuleTopic,
    Status,
    statement,
)
from jeugdregio_friesland.sources import FROM_2024, SJH_PAGE

SOURCE = SJH_PAGE.at("Het Normenkader - Specialistische Jeugdhulp Friesland")

FRAMEWORK = NormFramework(
    code="friesland-normenkader-2024",
    title="Normenkader Specialistische Jeugdhulp Friesland",
    valid=FROM_2024,
    source=SOURCE,
    parts=(
        NormPart("scope", "Algemeen kader (scope)"),
        NormPart("effectieve-jeugdhulp", "Effectieve jeugdhulp"),
        NormPart("kwaliteitskader", "Fries Kwaliteitskader"),
        NormPart("pic", "Profielen en intensiteiten (PIC's), met extra voorwaarden"),
        NormPart("tarieven", "Tarieven per PIC"),
    ),
    norms=tuple(
        Norm(
            code=f"pic-{quantity}",
            subject="PIC",
            quantity=quantity,
            unit=unit,
            status=Status.UNKNOWN,
            source=SOURCE,
        )
        for quantity, unit in (
            ("duur", "maand"),
            ("inzet", "uur per week"),
            ("personeelsniveau", "niveau"),
        )
    ),
    unknown=(
        "De extra voorwaarden per profiel en intensiteit zijn onbekend.",
        "Uren, duur en personeelsniveau per PIC zijn onbekend.",
        "De sancties en beloningen voor aanbieders werkt de regio nog uit.",
    ),
)

RULES: tuple[Declaration, ...] = (
    statement(
        "friesland-21",
        "Het Normenkader heeft vijf onderdelen: algemeen kader, effectieve jeugdhulp, Fries "
        "Kwaliteitskader, PIC's en tarieven.",
        topic=RuleTopic.NORM,
        valid=FROM_2024,
        source=SOURCE,
        place="region.normFramework.parts",
    ),
)
