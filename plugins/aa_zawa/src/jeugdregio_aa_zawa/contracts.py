"""Who may deliver, and with whom: rules 22, 23, 26 and 29."""

from jeugdregio_aa_zawa.catalogue import BOUGHT
from jeugdregio_aa_zawa.region import in_zawa
from jeugdregio_aa_zawa.sources import (
    CONVERSION,
    FAQ_LEAD_CONTRACTOR,
    FROM_2018,
    FROM_2022,
    LEAD_CONTRACTOR,
    PROFILES,
)
from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    MissingFact,
    RuleTopic,
    passed,
    refuse,
    rule,
    spoken,
)
from jeugdregio_core.rules.facts import (
    CONTRACTED_ARRANGEMENTS,
    CONTRACTED_SEGMENTS,
    INTENSITY,
    MUNICIPALITY,
    PROFILE,
    PROVIDER,
    PROVIDERS,
    SEGMENT,
)

_CHAIN_FACTS = (PROVIDER, PROVIDERS, CONTRACTED_SEGMENTS)


def _chain(case: Case) -> list[tuple[str, str]]:
    """Hoofdaannemer and onderaannemer, for every such pair with the provider asked for."""
    pairs = set[tuple[str, str]]()
    for provider in case[PROVIDERS]:
        if provider.lead_contractor:
            pairs.add((provider.lead_contractor, provider.code))
        for sub in provider.subcontractors or ():
            pairs.add((provider.code, sub))
    if not pairs:
        return []
    asked = case.get(PROVIDER)
    return sorted((lead, sub) for lead, sub in pairs if asked in (lead, sub))


def _has_contract(case: Case, code: str) -> bool:
    found = next((p for p in case[PROVIDERS] if p.code == code), None)
    if found is None:
        raise MissingFact(PROVIDERS)
    if found.segments is None:
        raise MissingFact(CONTRACTED_SEGMENTS)
    return bool(found.segments)


@rule(
    "aa_zawa-22",
    topic=RuleTopic.CONTRACT,
    valid=FROM_2018,
    source=LEAD_CONTRACTOR,
    reads=_CHAIN_FACTS,
)
def one_contracted_lead_contractor(case: Case) -> Answer:
    """Werken er meer aanbieders samen, dan is er één hoofdaannemer, en die heeft een contract."""
    leads = sorted({lead for lead, _ in _chain(case)})
    if not leads:
        return NOT_APPLICABLE
    if len(leads) > 1:
        return refuse(
            f"Dit traject heeft meer dan één hoofdaannemer: {spoken(leads)}. Kies er precies één."
        )
    lead = leads[0]
    if not _has_contract(case, lead):
        return refuse(f"Hoofdaannemer {lead} heeft geen contract. Dat moet wel.")
    return passed(
        f"Hoofdaannemer {lead} heeft een contract. Een onderaannemer mag zonder contract werken."
    )


@rule(
    "aa_zawa-23",
    topic=RuleTopic.CONTRACT,
    valid=FROM_2018,
    source=FAQ_LEAD_CONTRACTOR,
    reads=(PROVIDER, PROVIDERS),
)
def only_the_lead_contractor_invoices(case: Case) -> Answer:
    """Alleen de hoofdaannemer factureert bij de gemeente."""
    chain = _chain(case)
    if not chain:
        return NOT_APPLICABLE
    asked = case[PROVIDER]
    leads = [lead for lead, sub in chain if sub == asked]
    if not leads:
        return None
    return refuse(
        f"Aanbieder {asked} is onderaannemer en factureert niet bij de gemeente. "
        f"Vraag de toewijzing aan voor hoofdaannemer {spoken(leads)}."
    )


@rule(
    "aa_zawa-26",
    topic=RuleTopic.CONTRACT,
    valid=FROM_2018,
    source=PROFILES,
    reads=(PROVIDER, PROVIDERS, CONTRACTED_ARRANGEMENTS, SEGMENT, PROFILE, INTENSITY),
    segments=BOUGHT,
)
def the_provider_is_contracted_for_the_spic(case: Case) -> Answer:
    """De aanbieder heeft een contract voor het gekozen profiel en de intensiteit."""
    profile, intensity = case.get(PROFILE), case.get(INTENSITY)
    if profile is None or intensity is None:
        return NOT_APPLICABLE
    provider, segment = case.provider(), case[SEGMENT]
    if provider.segments is not None and segment not in provider.segments:
        others = f", wel voor: {spoken(provider.segments)}" if provider.segments else ""
        return refuse(f"De aanbieder heeft geen contract voor segment {segment}{others}.")
    if provider.arrangements is None:
        raise MissingFact(CONTRACTED_ARRANGEMENTS)
    for held in provider.arrangements:
        if held.profile == profile and held.intensity in (None, intensity):
            return None
    return refuse(
        f"De aanbieder heeft geen contract voor profiel {profile} met intensiteit {intensity}. "
        "Het lokale team weet welke aanbieder dat wel heeft."
    )


@rule(
    "aa_zawa-29",
    topic=RuleTopic.CONTRACT,
    valid=FROM_2022,
    source=CONVERSION,
    reads=(MUNICIPALITY, *_CHAIN_FACTS),
)
def no_contracted_subcontractor_in_zawa(case: Case) -> Answer:
    """In Zaanstreek-Waterland is een aanbieder met een contract vanaf 2022 geen onderaannemer."""
    if not in_zawa(case):
        return NOT_APPLICABLE
    for lead, sub in _chain(case):
        if _has_contract(case, sub):
            return refuse(
                f"Aanbieder {sub} heeft zelf een contract. In Zaanstreek-Waterland mag {sub} vanaf "
                f"2022 geen onderaannemer van {lead} zijn."
            )
    return None


RULES: tuple[Declaration, ...] = (
    one_contracted_lead_contractor,
    only_the_lead_contractor_invoices,
    the_provider_is_contracted_for_the_spic,
    no_contracted_subcontractor_in_zawa,
)
