"""The two catalogues: what could be allocated until 30 June 2025, and what can be since."""

from jeugdregio_core import (
    Arrangement,
    Complexity,
    Component,
    Frequency,
    Intensity,
    Product,
    Profile,
    ProfileSet,
    Segment,
    TariffBasis,
    TariffPolicy,
    TariffReason,
    Unit,
)
from jeugdregio_westfriesland.sources import (
    FRAMEWORK_2019,
    FROM_JULY_2025,
    KOGGENLAND_2025,
    OLD_CONTRACT,
    PRODUCTS_SITE,
    SLIDES,
)

AGREEMENTS = SLIDES.at("De nieuwe overeenkomsten jeugdhulp")
PROFILE_TABLE = SLIDES.at("Specialistische jeugdhulp segment B: profielen")
PRODUCT_TABLE = SLIDES.at("Productcodes en PDC")
COMPONENTS = SLIDES.at("Componenten en producten")

LAAG, MIDDEN, HOOG = Complexity.LAAG, Complexity.MIDDEN, Complexity.HOOG

_PROFILES = {
    "1": ("De ontwikkeling van een jeugdige met psychosociale problemen stimuleren.",
          ("Psychosociaal",)),
    "2": ("Ouders gerichte opvoedvaardigheden leren; de jeugdige heeft ontwikkelings- of "
          "gedragsproblemen.", ("Opvoedvaardigheden",)),
    "3": ("Ouders met eigen problemen helpen opvoeden, en de ontwikkeling van de jeugdige steunen.",
          ("Ouderproblematiek", "Opvoedvaardigheden", "Ontwikkelingsbedreiging")),
    "4": ("Een jeugdige met een beperking begeleiden en de ouders ondersteunen.",
          ("Beperking", "Begeleiden van jeugdige en ouders")),
    "5": ("Behandeling samen met begeleiding voor een jeugdige met een beperking.",
          ("Beperking", "Behandelen", "Begeleiden")),
    "6": ("Behandeling samen met begeleiding vanwege een lichamelijke beperking.",
          ("Lichamelijke beperking", "Behandelen", "Begeleiden")),
    "7": ("Met behandeling de ontwikkelings- en gedragsproblemen van een jeugdige verminderen.",
          ("Ontwikkelings- of gedragsstoornis", "Behandelen", "Systemisch")),
    "8": ("Vaardigheden leren met intensieve begeleiding en behandeling, in een gezin met "
          "problemen op meer leefgebieden.",
          ("Multiprobleem", "Behandeling", "Begeleiding", "Systemisch", "Domeinoverstijgend")),
}  # fmt: skip

_INTENSITIES = {
    "PE": ("perspectief", "niet duurzaam"),
    "IN": ("intensief", "niet duurzaam"),
    "DL": ("duurzaam licht", "duurzaam"),
    "DZ": ("duurzaam zwaar", "duurzaam"),
}

CONFIRMED_CODES = frozenset({"501PE", "501IN", "504DL", "504DZ"})
"""The product codes that the source prints; the others follow their pattern."""


def _arrangement(profile: str, intensity: str) -> Arrangement:
    code = f"50{profile}{intensity}"
    confirmed = code in CONFIRMED_CODES
    return Arrangement(
        code=code,
        segment="B",
        profile=profile,
        intensity=intensity,
        source=PRODUCT_TABLE if confirmed else PRODUCT_TABLE.derived(),
        product=Product(category="50", code=code, unit=Unit.STUKS, frequency=Frequency.MAAND),
        confirmed=confirmed,
    )


NEW = ProfileSet(
    code="westfriesland-2025",
    title="Jeugdhulp Westfriesland vanaf 1 juli 2025",
    valid=FROM_JULY_2025,
    source=AGREEMENTS,
    segments=(
        Segment(
            code="B",
            name="Specialistische jeugdhulp",
            complexity=(LAAG, MIDDEN),
            source=AGREEMENTS,
        ),
        Segment(code="V", name="Jeugdhulp met verblijf", source=AGREEMENTS),
        Segment(
            code="C", name="Hoog specialistische jeugdhulp", complexity=(HOOG,), source=AGREEMENTS
        ),
    ),
    profiles=tuple(
        Profile(
            code=code,
            name=f"Profiel {code}",
            segment="B",
            need=need,
            grounds=grounds,
            complexity=LAAG if code in "1234" else MIDDEN,
            treatment=True if code in "5678" else None,
            source=PROFILE_TABLE,
        )
        for code, (need, grounds) in _PROFILES.items()
    ),
    intensities=tuple(
        Intensity(code=code, name=name, family=family, source=PRODUCT_TABLE)
        for code, (name, family) in _INTENSITIES.items()
    ),
    arrangements=tuple(
        _arrangement(profile, intensity) for profile in _PROFILES for intensity in _INTENSITIES
    ),
    components=(
        Component(code="VERVOER", name="Vervoerscomponent", segment="B", source=COMPONENTS),
        Component(
            code="MEDICATIECONTROLE", name="Medicatiecontrole", segment="B", source=COMPONENTS
        ),
        Component(code="DAGBESTEDING", name="Dagbesteding", segment="B", source=COMPONENTS),
    ),
    payment=(
        TariffPolicy(segment="B", per=TariffBasis.MAAND, reason=TariffReason.UNKNOWN),
        TariffPolicy(segment="V", per=None, reason=TariffReason.UNKNOWN),
        TariffPolicy(segment="C", per=None, reason=TariffReason.UNKNOWN),
    ),
    unknown=(
        "Alle tarieven en hun indexering zijn onbekend.",
        "Welke intensiteiten bij elk profiel bestaan, is maar voor vier combinaties bekend.",
        "De inhoud van de intensiteiten (uren, duur, maximum) is onbekend.",
        "De codes van vervoer, medicatiecontrole en dagbesteding zijn onbekend.",
        "De profielen, producten en regie van segment V en C zijn onbekend.",
        "De teksten bij de voetnoten *, ** en *** in de documententabel zijn onbekend.",
        "De einddatum van de overeenkomsten is onbekend.",
    ),
)

OLD = ProfileSet(
    code="westfriesland-oud",
    title="Jeugdhulp Westfriesland tot 1 juli 2025",
    valid=OLD_CONTRACT,
    source=PRODUCTS_SITE,
    segments=(
        Segment(code="B", name="Specialistische jeugdhulp", source=KOGGENLAND_2025.derived()),
        Segment(code="C", name="Hoog specialistische jeugdhulp", source=KOGGENLAND_2025.derived()),
    ),
    profiles=tuple(
        Profile(code=str(number), segment="B", source=PRODUCTS_SITE) for number in range(1, 11)
    ),
    intensities=(
        *(Intensity(code=letter, source=PRODUCTS_SITE) for letter in "ABCDEF"),
        Intensity(code="G", profiles=frozenset({"4", "6"}), source=PRODUCTS_SITE),
    ),
    unknown=(
        f"Dat deze set op 1 januari 2019 begon, is afgeleid uit: {FRAMEWORK_2019}.",
        "De namen van de tien profielen zijn onbekend.",
        "Welke intensiteiten samen een blok vormen, en welke duurzaam zijn, is onbekend.",
        "Tarieven en productcodes zijn onbekend.",
    ),
)
