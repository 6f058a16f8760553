"""What a provider may deliver and must have on file: rules 3, 23, 26 and 27."""

from jeugdregio_core import (
    NOT_APPLICABLE,
    Answer,
    Case,
    Declaration,
    MissingFact,
    RuleTopic,
    notice,
    refuse,
    review,
    rule,
    spoken,
)
from jeugdregio_core.rules.facts import (
    AGREEMENTS,
    CONTRACTED_ARRANGEMENTS,
    CONTRACTED_SEGMENTS,
    PRODUCT,
    PROFILE,
    PROVIDER,
    PROVIDERS,
    SEGMENT,
)
from jeugdregio_core.rules.input import ProviderInput
from jeugdregio_westfriesland.catalogue import AGREEMENTS as NEW_AGREEMENTS
from jeugdregio_westfriesland.sources import (
    FROM_JULY_2025,
    OLD_CONTRACT,
    PRODUCTS_SITE,
    SLIDES,
)

_COMBINATIONS = [{"B"}, {"C"}, {"V"}, {"V", "B"}, {"V", "C"}]


@rule(
    "westfriesland-03",
    topic=RuleTopic.CONTRACT,
    valid=FROM_JULY_2025,
    source=NEW_AGREEMENTS,
    reads=(PROVIDER, PROVIDERS, CONTRACTED_SEGMENTS, SEGMENT),
)
def contract_fits_the_segment(case: Case) -> Answer:
    """Een aanbieder levert alleen B, alleen C, of V met eventueel B of C erbij."""
    segment, contracted = case[SEGMENT], set(case.contracted_segments())
    held = spoken(sorted(contracted))
    if segment not in contracted:
        return refuse(f"De aanbieder heeft geen contract voor segment {segment}, wel voor: {held}.")
    if contracted == {"B", "V", "C"}:
        return review("Of één aanbieder V, B en C samen mag leveren, zegt de bron niet.")
    if contracted not in _COMBINATIONS:
        return refuse(f"Een contract voor {held} samen bestaat niet zonder V.")
    return None


@rule(
    "westfriesland-23",
    topic=RuleTopic.CONTRACT,
    valid=FROM_JULY_2025,
    source=SLIDES.at("Opdracht voor nieuwe inkoop jeugd"),
    reads=(PROVIDER, PROVIDERS, CONTRACTED_SEGMENTS),
)
def contracted_parties_do_not_subcontract(case: Case) -> Answer:
    """Twee aanbieders die beide een contract hebben, werken niet als hoofd- en onderaannemer."""
    known = {provider.code: provider for provider in case[PROVIDERS]}
    provider = known.get(case[PROVIDER])
    if provider is None:
        return NOT_APPLICABLE
    for code in (provider.lead_contractor, *(provider.subcontractors or ())):
        if code is None:
            continue
        if code not in known:
            raise MissingFact(PROVIDERS)
        if _has_contract(provider) and _has_contract(known[code]):
            return refuse(
                f"Aanbieder {provider.code} en {code} hebben allebei een contract. "
                "Dan mag de een geen onderaannemer van de ander zijn."
            )
    return None


def _has_contract(provider: ProviderInput) -> bool:
    if provider.segments is None:
        raise MissingFact(CONTRACTED_SEGMENTS)
    return bool(provider.segments)


@rule(
    "westfriesland-26",
    topic=RuleTopic.CONTRACT,
    valid=OLD_CONTRACT,
    source=PRODUCTS_SITE,
    reads=(PROVIDER, PROVIDERS, CONTRACTED_ARRANGEMENTS, PROFILE),
    segments=("B",),
)
def a_provider_accepts_what_it_subscribed_to(case: Case) -> Answer:
    """Een aanbieder weigert geen cliënt in een profiel en blok waarvoor hij zich inschreef."""
    known = {provider.code: provider for provider in case[PROVIDERS]}
    provider = known.get(case[PROVIDER])
    if provider is None or provider.arrangements is None:
        return NOT_APPLICABLE
    profile = case[PROFILE]
    if any(held.profile == profile for held in provider.arrangements):
        return notice(
            f"De aanbieder schreef zich in voor profiel {profile} en heeft daar acceptatieplicht. "
            "Welke intensiteiten samen een blok vormen, is niet bekend."
        )
    return None


@rule(
    "westfriesland-27",
    topic=RuleTopic.CONTRACT,
    valid=FROM_JULY_2025,
    source=SLIDES.at("Contractmanagement: perceel dagbesteding"),
    reads=(PRODUCT, PROVIDER, PROVIDERS, AGREEMENTS),
    segments=("B",),
)
def day_care_needs_permits(case: Case) -> Answer:
    """Voor dagbesteding zijn de vergunningen en de melding brandveilig gebruik aanwezig."""
    if case.get(PRODUCT) != "DAGBESTEDING":
        return NOT_APPLICABLE
    held = case.agreements()
    labels = {"vergunning": "de vergunningen", "brandveilig": "de melding brandveilig gebruik"}
    missing = [label for code, label in labels.items() if code not in held]
    if missing:
        return refuse(f"Van de aanbieder ontbreekt voor dagbesteding: {spoken(missing)}.")
    return None


RULES: tuple[Declaration, ...] = (
    contract_fits_the_segment,
    contracted_parties_do_not_subcontract,
    a_provider_accepts_what_it_subscribed_to,
    day_care_needs_permits,
)
