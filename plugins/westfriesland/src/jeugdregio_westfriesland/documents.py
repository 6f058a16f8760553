"""Perspectiefplan, vervolgdeel and aanvraagformulier in segment B: rules 21 and 22."""

from jeugdregio_core import (
    Declaration,
    DocumentKind,
    DocumentTable,
    Party,
    ReferrerType,
    RequestKind,
    Scope,
    Verdict,
    document,
)
from jeugdregio_westfriesland.sources import FROM_JULY_2025, SLIDES

TABLE = SLIDES.at("Overzicht perspectiefplan en regievoeren")
ONLY_B = Scope(segments=frozenset({"B"}))

START, EXTENSION = (RequestKind.NEW,), (RequestKind.EXTENSION,)
MUNICIPALITY = (ReferrerType.GEMEENTE,)
EXTERNAL = (
    ReferrerType.HUISARTS,
    ReferrerType.JEUGDARTS,
    ReferrerType.MEDISCH_SPECIALIST,
    ReferrerType.GI,
    ReferrerType.RECHTER,
)
NO_REFERRER = (ReferrerType.ZELF, ReferrerType.VEILIG_THUIS)

LAAG, MIDDEN = ("1", "2", "3", "4"), ("5", "6", "7")
PLAN, SEQUEL, FORM = (
    DocumentKind.PERSPECTIEFPLAN,
    DocumentKind.VERVOLGDEEL,
    DocumentKind.AANVRAAGFORMULIER,
)
ACCESS, PROVIDER = Party.GEMEENTELIJKE_TOEGANG, Party.AANBIEDER

NOTHING_ASKED = (
    "De bron vraagt hier geen document van de aanbieder. Of een externe verwijzer naar dit "
    "profiel kan verwijzen, zegt de bron niet."
)
FOOTNOTE = "De tabel heeft hier een voetnoot (*); de tekst daarvan is niet bekend."

BY_MUNICIPALITY = DocumentTable(
    code="westfriesland-22",
    title="Verwijst de gemeente, dan is er bij de start een perspectiefplan en bij verlenging een "
    "vervolgdeel.",
    valid=FROM_JULY_2025,
    source=TABLE,
    scope=ONLY_B,
    rows=(
        document(PLAN, ACCESS, referrers=MUNICIPALITY, requests=START),
        document(SEQUEL, ACCESS, referrers=MUNICIPALITY, requests=EXTENSION),
    ),
)

BY_EXTERNAL_REFERRER = DocumentTable(
    code="westfriesland-21",
    title="Verwijst een ander dan de gemeente, dan hangt het document van de aanbieder af van het "
    "profiel.",
    valid=FROM_JULY_2025,
    source=TABLE,
    scope=ONLY_B,
    rows=(
        document(
            None,
            requests=START + EXTENSION,
            referrers=NO_REFERRER,
            verdict=Verdict.REVIEW,
            note="Deze verwijzer staat niet in de tabel. Laat het beoordelen.",
        ),
        document(
            FORM,
            PROVIDER,
            products=("DAGBESTEDING",),
            requests=START + EXTENSION,
            referrers=EXTERNAL,
        ),
        document(
            None,
            products=("VERVOER", "MEDICATIECONTROLE"),
            requests=START + EXTENSION,
            referrers=EXTERNAL,
            verdict=Verdict.NOTICE,
            note="Dit product staat niet in de tabel; welk document nodig is, is niet bekend.",
        ),
        document(
            None,
            profiles=LAAG,
            requests=START + EXTENSION,
            referrers=EXTERNAL,
            verdict=Verdict.NOTICE,
            note=NOTHING_ASKED,
        ),
        document(FORM, PROVIDER, profiles=MIDDEN, requests=START + EXTENSION, referrers=EXTERNAL),
        document(
            PLAN, PROVIDER, profiles=("8",), requests=START, referrers=EXTERNAL, note=FOOTNOTE
        ),
        document(SEQUEL, PROVIDER, profiles=("8",), requests=EXTENSION, referrers=EXTERNAL),
    ),
)

RULES: tuple[Declaration, ...] = (BY_EXTERNAL_REFERRER, BY_MUNICIPALITY)
