"""What an allocation names, how long it lasts and who extends it: rules 2, 3, 4, 11 and 12."""

from datetime import date

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Component,
    Declaration,
    Ground,
    RequestedBy,
    RequestKind,
    RuleTopic,
    dutch_date,
    notice,
    passed,
    refuse,
    review,
    rule,
    statement,
)
from jeugdregio_core.rules.facts import (
    CHANGE_OF_END,
    CHANGE_OF_START,
    END,
    GROUNDS,
    INTENSITY,
    KIND,
    LIFELONG,
    PRODUCT,
    PRODUCT_CATEGORY,
    PROFILE,
    REQUESTED_BY,
    SEGMENT,
    START,
)
from jeugdregio_zhz.catalogue import NAMED_SERVICES, STATED_SERVICES
from jeugdregio_zhz.categories import CATEGORIES, ONLY_IN_2015
from jeugdregio_zhz.sources import CATEGORY_CODES, CHANGES, FROM_2022

number_of_services = statement(
    "zhz-02",
    f"De regio koopt {STATED_SERVICES} diensten in; {len(NAMED_SERVICES)} daarvan zijn bij naam "
    "bekend.",
    topic=RuleTopic.PROFILE,
    valid=FROM_2022,
    source=CHANGES,
    place="region.profileSet.unknown",
)


@rule(
    "zhz-02-dienst",
    topic=RuleTopic.PROFILE,
    valid=FROM_2022,
    source=CHANGES.derived(),
    reads=(PRODUCT, SEGMENT, PRODUCT_CATEGORY),
)
def the_service_is_on_the_list(case: Case) -> Answer:
    """De dienst staat in de dienstenlijst; de bron geeft die niet."""
    product, held = case.get(PRODUCT), case.profile_set
    if product is None or product == "OPVANG":
        return NOT_APPLICABLE
    if held is None or not held.components:
        return notice(
            f"Dienst {product} is niet getoetst: de codes van de diensten zijn niet bekend. "
            "Een toewijzing noemt alleen de productcategorie."
        )
    service = held.component(product)
    if service is None:
        return review(f"Dienst {product} staat niet in de dienstenlijst. Controleer de code.")
    return _belongs(case, service)


def _belongs(case: Case, service: Component) -> Answer:
    """Whether the segment and the category asked for are those of the service."""
    named = f"Dienst {service.code} ({service.name})"
    if case.get(SEGMENT) not in (None, service.segment):
        return refuse(f"{named} hoort bij segment {service.segment}. Vraag de dienst daar aan.")
    category = service.product.category
    if category is not None and case.get(PRODUCT_CATEGORY) not in (None, category):
        return refuse(f"{named} heeft productcategorie {category}. Gebruik die.")
    return passed(f"{named} staat in de dienstenlijst.")


@rule(
    "zhz-03",
    topic=RuleTopic.PROFILE,
    valid=FROM_2022,
    source=CHANGES,
    reads=(PROFILE, INTENSITY, PRODUCT_CATEGORY),
)
def an_allocation_names_a_category(case: Case) -> Answer:
    """Een toewijzing noemt een productcategorie en geen zorgprofiel."""
    profile, intensity = case.get(PROFILE), case.get(INTENSITY)
    if profile is not None:
        return refuse(
            f"Sinds 2022 noemt een toewijzing geen zorgprofiel. Laat profiel {profile} weg en "
            "noem de productcategorie."
        )
    if case.get(PRODUCT_CATEGORY) is None:
        return refuse("De productcategorie ontbreekt. Noem haar met twee cijfers, zoals 45.")
    if intensity is not None:
        return notice(
            f"Intensiteit {intensity} telt niet mee: de regio wijst toe op productcategorie."
        )
    return None


@rule(
    "zhz-04",
    topic=RuleTopic.PROFILE,
    valid=FROM_2022,
    source=CATEGORY_CODES,
    reads=(PRODUCT_CATEGORY,),
)
def the_category_exists(case: Case) -> Answer:
    """De productcategorie is een geldige iJw-code van twee cijfers."""
    category = case.get(PRODUCT_CATEGORY)
    if category is None:
        return NOT_APPLICABLE
    if category in CATEGORIES:
        return passed(f"Productcategorie {category} is {CATEGORIES[category]}.")
    first, *_, last = CATEGORIES
    why = "gold alleen in 2015" if category in ONLY_IN_2015 else "bestaat niet"
    return refuse(f"Productcategorie {category} {why}. Kies uit {first} tot en met {last}.")


@rule(
    "zhz-11",
    topic=RuleTopic.ACCESS,
    valid=FROM_2022,
    source=CHANGES,
    reads=(REQUESTED_BY,),
    kinds=(RequestKind.EXTENSION,),
)
def the_access_extends(case: Case) -> Answer:
    """Een verlenging gaat alleen in als de toegang haar geeft."""
    asker = case[REQUESTED_BY]
    if asker is RequestedBy.TOEGANG:
        return None
    return review(
        f"De {asker.label} vraagt de verlenging; die gaat zo nog niet in. De toegang van de "
        "gemeente beslist."
    )


@rule(
    "zhz-12",
    topic=RuleTopic.PERIOD,
    valid=FROM_2022,
    source=CHANGES.derived(),
    reads=(KIND, START, END, CHANGE_OF_START, CHANGE_OF_END, LIFELONG, GROUNDS),
)
def longer_than_a_year_when_lifelong(case: Case) -> Answer:
    """Een toewijzing duurt hoogstens één jaar, of langer bij een levenslange, levensbrede vraag."""
    first, last = _whole_period(case)
    if not longer_than_a_year(first, last):
        return None
    length = f"tot en met {dutch_date(last)}" if last else "zonder einddatum"
    asked = f"De toewijzing loopt vanaf {dutch_date(first)} {length}: langer dan één jaar."
    if is_lifelong(case):
        return passed(f"{asked} Dat kan, want de vraag is levenslang en levensbreed.")
    return refuse(
        f"{asked} Dat kan alleen bij een levenslange en levensbrede vraag. Kies een einddatum "
        "binnen één jaar."
    )


def _whole_period(case: Case) -> tuple[date, date | None]:
    if case[KIND] is RequestKind.CHANGE:
        return case[CHANGE_OF_START], case.get(END) or case.get(CHANGE_OF_END)
    return case[START], case.get(END)


def longer_than_a_year(first: date, last: date | None) -> bool:
    """Whether a period, both days included, is more than one year. Open-ended is."""
    return last is None or (last.year, last.month, last.day) >= (
        first.year + 1,
        first.month,
        first.day,
    )


def is_lifelong(case: Case) -> bool:
    """Whether the need is lifelong and life-wide, said outright or as a ground."""
    if case.get(LIFELONG) is None and Ground.LEVENSLANG in case[GROUNDS]:
        return True
    return case[LIFELONG]


RULES: tuple[Declaration, ...] = (
    number_of_services,
    the_service_is_on_the_list,
    an_allocation_names_a_category,
    the_category_exists,
    the_access_extends,
    longer_than_a_year_when_lifelong,
)
