"""Which day, municipality and segment, and who refers: rules 1, 2, 3, 15, 16 and 30."""

from jeugdregio_aa_zawa.catalogue import BOUGHT
from jeugdregio_aa_zawa.documents import approved_by_local_team
from jeugdregio_aa_zawa.sources import (
    ABOUT,
    BROCHURE,
    FAQ_REFERRAL,
    FROM_2018,
    SEGMENTS,
    SINCE_JEUGDWET,
)
from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    DocumentKind,
    Entry,
    ReferrerType,
    RuleTopic,
    dutch_date,
    notice,
    passed,
    refuse,
    review,
    rule,
    spoken,
)
from jeugdregio_core.rules.facts import (
    DOCUMENTS,
    ENTRY,
    MUNICIPALITY,
    REFERRER,
    SEGMENT,
    START,
)


@rule(
    "aa_zawa-01",
    topic=RuleTopic.PERIOD,
    valid=SINCE_JEUGDWET,
    source=BROCHURE.at("Inleiding"),
    reads=(START, MUNICIPALITY),
)
def the_system_starts_in_2018(case: Case) -> Answer:
    """Een toewijzing in dit stelsel begint op of na 1 januari 2018."""
    case[START]
    if case.profile_set is None:
        return refuse(
            f"De toewijzing begint op {dutch_date(case.on)}. Deze segmenten en profielen gelden "
            "pas vanaf 1 januari 2018. Controleer de startdatum."
        )
    return passed(f"Begin op {dutch_date(case.on)}: {case.profile_set.title}.")


@rule(
    "aa_zawa-02",
    topic=RuleTopic.PROFILE,
    valid=FROM_2018,
    source=SEGMENTS,
    reads=(SEGMENT, START, MUNICIPALITY),
)
def help_in_segment_a_needs_no_allocation(case: Case) -> Answer:
    """Het segment bestaat; voor segment A is geen SPIC, verwijzing of tarief nodig."""
    wanted, held = case[SEGMENT], case.profile_set
    if held is None:
        return NOT_APPLICABLE
    if wanted == "A":
        return refuse(
            "Hulp in segment A geeft het lokale team zelf, zonder verwijzing, SPIC of toewijzing. "
            "Ga met deze vraag naar het lokale team."
        )
    if case.segment(wanted) is not None:
        return None
    known = spoken(segment.code for segment in held.segments_on(case.on))
    pointer = (
        " Segment V (verblijf) is er alleen in Zaanstreek-Waterland, vanaf 1 januari 2022."
        if wanted == "V"
        else ""
    )
    return refuse(f"Segment {wanted} bestaat niet in {held.title}.{pointer} Bekend: {known}.")


@rule(
    "aa_zawa-03",
    topic=RuleTopic.ACCESS,
    valid=FROM_2018,
    source=SEGMENTS,
    reads=(REFERRER,),
    segments=BOUGHT,
)
def specialist_help_needs_a_referral(case: Case) -> Answer:
    """Voor segment B en C is een verwijzing nodig."""
    referrer = case.get(REFERRER)
    if referrer is ReferrerType.VEILIG_THUIS:
        return NOT_APPLICABLE
    if referrer in (None, ReferrerType.ZELF):
        return refuse(
            "Er is geen verwijzing. Vraag er een aan het lokale team, de huisarts of een andere "
            "wettelijke verwijzer."
        )
    return None


@rule(
    "aa_zawa-15",
    topic=RuleTopic.ACCESS,
    valid=FROM_2018,
    source=FAQ_REFERRAL,
    reads=(REFERRER, ENTRY, DOCUMENTS),
    segments=("C",),
)
def the_provider_contacts_the_local_team(case: Case) -> Answer:
    """Verwijst de huisarts naar segment C, dan zoekt de aanbieder contact met het lokale team."""
    if case.get(REFERRER) is not ReferrerType.HUISARTS:
        return NOT_APPLICABLE
    if case.get(ENTRY) is Entry.LOCAL_TEAM:
        return passed("De huisarts verwees, en het lokale team is al betrokken.")
    task = (
        "De huisarts verwees naar segment C. De aanbieder moet contact opnemen met het lokale team"
    )
    if any(approved_by_local_team(plan) for plan in case.documents(DocumentKind.PERSPECTIEFPLAN)):
        return notice(f"{task}; het perspectiefplan is door dat team al goedgekeurd.")
    return review(f"{task}: dat moet het perspectiefplan maken en goedkeuren.")


@rule(
    "aa_zawa-16",
    topic=RuleTopic.ACCESS,
    valid=FROM_2018,
    source=FAQ_REFERRAL,
    reads=(REFERRER,),
    segments=BOUGHT,
)
def veilig_thuis_does_not_refer(case: Case) -> Answer:
    """Elke wettelijke verwijzer mag verwijzen, ook de GI; Veilig Thuis is geen verwijzer."""
    referrer = case.get(REFERRER)
    if referrer in (None, ReferrerType.ZELF):
        return NOT_APPLICABLE
    if referrer is ReferrerType.VEILIG_THUIS:
        return refuse(
            "Veilig Thuis kan niet verwijzen. Laat het lokale team, een arts of de gecertificeerde "
            "instelling verwijzen."
        )
    return None


@rule(
    "aa_zawa-30",
    topic=RuleTopic.ACCESS,
    valid=SINCE_JEUGDWET,
    source=ABOUT,
    reads=(MUNICIPALITY, START),
)
def the_municipality_is_one_of_the_fourteen(case: Case) -> Answer:
    """De gemeente is een van de veertien; Beemster hoort na de fusie bij Purmerend."""
    wanted, region = case[MUNICIPALITY], case.catalogue.region
    if case.municipality(wanted) is not None:
        return None
    former = region.former_municipality(wanted)
    successor = former and former.merged_into and case.municipality(former.merged_into)
    if former and successor:
        return notice(
            f"Gemeente {wanted} ({former.name}) is opgegaan in {successor.code} "
            f"({successor.name}). Gebruik {successor.code}; de regels van die gemeente gelden."
        )
    known = spoken(f"{m.code} {m.name}" for m in region.municipalities_on(case.on))
    return refuse(f"Gemeente {wanted} hoort niet bij {region.name}. Bekend: {known}.")


RULES: tuple[Declaration, ...] = (
    the_system_starts_in_2018,
    help_in_segment_a_needs_no_allocation,
    specialist_help_needs_a_referral,
    the_provider_contacts_the_local_team,
    veilig_thuis_does_not_refer,
    the_municipality_is_one_of_the_fourteen,
)
