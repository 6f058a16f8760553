"""The norm framework: the steps of an indication and the principles; figures are unknown."""

from jeugdregio_core import Norm, NormFramework, NormPart, Status
from jeugdregio_westfriesland.sources import FROM_JULY_2025, SLIDES

_STEPS = (
    "Hulpvraag",
    "Vaststellen van de problematiek",
    "Benodigde hulp of ondersteuning",
    "Sociaal netwerk en eigen kracht",
    "Indicatie voor jeugdhulp",
)
_PRINCIPLES = (
    "Eigen kracht en eigen regie",
    "Versterken van het netwerk",
    "Nabije en toegankelijke ondersteuning",
    "Kwaliteit en continuïteit",
    "Samenwerken in de keten",
    "Integrale hulp over domeinen heen",
    "Zorg beschikbaar houden",
    "Kostenbewust",
    "Overzichtelijk en dekkend aanbod",
    "Rechtmatig en doelmatig",
    "Weinig administratieve lasten",
)

FRAMEWORK = NormFramework(
    code="westfriesland-normen-2025",
    title="Normenkader Westfriesland vanaf 1 juli 2025",
    valid=FROM_JULY_2025,
    source=SLIDES.at("Stappen van de Centrale Raad van Beroep"),
    parts=(
        *(NormPart(f"stap-{n}", title) for n, title in enumerate(_STEPS, 1)),
        *(NormPart(f"uitgangspunt-{n}", title) for n, title in enumerate(_PRINCIPLES, 1)),
    ),
    norms=tuple(
        Norm(
            code=f"kwaliteit-{segment.lower()}",
            subject=segment,
            quantity="kwaliteits- en geschiktheidseisen",
            unit="eis",
            status=Status.UNKNOWN,
            source=SLIDES.at("Op organisatieniveau"),
        )
        for segment in ("B", "V", "C")
    ),
    unknown=(
        "De kwaliteitseisen per segment zijn onbekend.",
        "De volgorde van stap 2 en 3 is in de bron niet zeker.",
        "De bedragen voor een pgb per gemeente zijn onbekend.",
    ),
)
