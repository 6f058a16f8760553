"""First the request, then the beschikking, then the care: rule 20."""

from datetime import date

from jeugdregio_aa_zawa.catalogue import BOUGHT
from jeugdregio_aa_zawa.sources import FROM_2018, REQUEST_AND_TARIFF
from jeugdregio_core import (
    Answer,
    Case,
    Declaration,
    DocumentKind,
    MissingFact,
    RuleTopic,
    dutch_date,
    notice,
    passed,
    refuse,
    rule,
)
from jeugdregio_core.rules.facts import DOCUMENT_DATE, DOCUMENTS, START
from jeugdregio_core.rules.input import DocumentInput


@rule(
    "aa_zawa-20",
    topic=RuleTopic.DOCUMENT,
    valid=FROM_2018,
    source=REQUEST_AND_TARIFF,
    reads=(START, DOCUMENTS, DOCUMENT_DATE),
    segments=BOUGHT,
)
def care_starts_after_the_beschikking(case: Case) -> Answer:
    """Eerst komt het verzoek om toewijzing, dan een positieve beschikking, en dan de hulp."""
    decided = _first_day(case.documents(DocumentKind.BESCHIKKING))
    if decided is None:
        return notice("De hulp mag pas beginnen na een positieve beschikking van de gemeente.")
    asked = _first_day(case.documents(DocumentKind.VERZOEK_OM_TOEWIJZING))
    if asked is not None and asked > decided:
        return refuse(
            f"Het verzoek om toewijzing ({dutch_date(asked)}) is van na de beschikking "
            f"({dutch_date(decided)}). Het verzoek moet er eerst zijn."
        )
    if case[START] < decided:
        return refuse(
            f"De hulp zou beginnen op {dutch_date(case[START])}, vóór de beschikking van "
            f"{dutch_date(decided)}. Kies een latere startdatum."
        )
    return passed(f"De beschikking is van {dutch_date(decided)}; de hulp begint niet eerder.")


def _first_day(documents: tuple[DocumentInput, ...]) -> date | None:
    days = [document.date for document in documents if document.date is not None]
    if documents and not days:
        raise MissingFact(DOCUMENT_DATE)
    return min(days, default=None)


RULES: tuple[Declaration, ...] = (care_starts_after_the_beschikking,)
