"""Providers as the API shows them."""

from datetime import date

from jeugdregio_api.catalogue import queries as catalogue_queries
from jeugdregio_api.catalogue.types import Arrangement, Profile, Segment
from jeugdregio_api.fields import declared, field
from jeugdregio_api.provenance import Period
from jeugdregio_api.providers import queries
from jeugdregio_core.model.codes import TariffBasis


@declared(description="How long a family waits (beschikbaarheidswijzer).")
class Availability:
    """Declared over what a provider reported."""

    segment: Segment | None = field(
        "The segment it is about; null when the catalogue has none.", catalogue_queries.segment_of
    )
    profile: Profile | None = field(
        "The support profile it is about; the whole segment when null.",
        catalogue_queries.profile_of,
    )
    waiting_days: int = field("How many days a family waits.")
    as_of: date = field("The day on which the provider said so.")


@declared(description="What a provider is contracted for in one segment (contract).")
class Contract:
    """Declared over the items of a contract in one segment."""

    segment: Segment | None = field(
        "The segment; null when the catalogue has none.", catalogue_queries.segment_of
    )
    arrangements: list[Arrangement] = field(
        "Every arrangement it covers; a contract for all profiles covers all of them.",
        queries.arrangements,
    )
    valid: Period = field("When the contract is in force.", queries.period, name="period")
    lead_contractor: str | None = field("Code of the lead contractor (hoofdaannemer), if any.")


@declared(description="A condition that a provider meets, such as a vergunning.")
class Agreement:
    """Declared over an agreement."""

    code: str = field("Code of the agreement.")
    valid: Period = field("When it holds.", queries.period, name="period")


@declared(description="What one provider is paid for an arrangement (tarief).")
class ProviderTariff:
    """Declared over a tariff that a region and a provider agreed."""

    arrangement: str = field("Code of the arrangement.")
    amount_cents: int = field("Amount in whole euro cents.")
    per: TariffBasis = field("What the amount pays for.")
    valid: Period = field("When it holds.", queries.period, name="period")
    source: str = field("The document that says so.")


@declared(description="An organisation that delivers help (aanbieder).")
class Provider:
    """Declared over a provider, with what one region agreed with it."""

    code: str = field("Code of the provider.")
    name: str = field("Name.")
    agb_code: str | None = field("AGB code, eight digits; null when unknown.")
    website: str | None = field("Website.")
    availability: Availability | None = field(
        "The shortest wait for the help at hand: what was searched for, referred to or allocated; "
        "null when nothing was reported.",
        queries.availability,
    )
    waiting_times: list[Availability] = field(
        "The newest report for every segment, and for every profile that was named.",
        queries.waiting_times,
    )
    contracts: list[Contract] = field(
        "What it is contracted for in this region; only on a day, if one is given.",
        queries.contracts,
    )
    agreements: list[Agreement] = field("Conditions it meets in this region (afspraken).")
    tariffs: list[ProviderTariff] = field(
        "What it is paid, where the region agrees tariffs per provider."
    )
