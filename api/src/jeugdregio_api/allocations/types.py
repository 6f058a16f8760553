"""Allocations as the API shows them."""

from datetime import date, datetime

import strawberry

from jeugdregio_api.allocations import queries
from jeugdregio_api.catalogue.help import Help, HelpCodes
from jeugdregio_api.clients.queries import client_of, municipality
from jeugdregio_api.clients.types import Client
from jeugdregio_api.fields import declared, field
from jeugdregio_api.providers.queries import provider_of
from jeugdregio_api.providers.types import Provider
from jeugdregio_api.regions.municipality import Municipality
from jeugdregio_api.requests.decision import RecordedDecision
from jeugdregio_core.model.casework import AllocationStatus, DeliveryKind, OutcomeMeasure
from jeugdregio_core.model.codes import Frequency, Unit


@declared(description="How much is allocated (omvang).")
class Volume:
    """Declared over a version of an allocation."""

    amount: int | None = field("Number of units.", queries.amount)
    unit: Unit | None = field("Unit (eenheid, WJ756).")
    frequency: Frequency | None = field("How often (frequentie, WMO757).")


@declared(description="An allocation as it stood from a moment on. It is never changed.")
class AllocationVersion:
    """Declared over a version of an allocation."""

    version: int = field("Number of this version; the first is 1.")
    decided_at: datetime = field("When it was decided.")
    start: date = field("First day.")
    end: date | None = field("Last day; null when open-ended.")
    status: AllocationStatus = field("Whether the help was being delivered.")
    codes: HelpCodes = field("The codes of the help.", queries.version_of)
    product: str | None = field("Product code, or code of a product beside the profiles.")
    product_category: str | None = field("Product category, two digits.")
    volume: Volume = field("How much.", queries.version_of)
    changes_so_far: int = field("How often it was changed (317).")
    initial: bool = field("Whether it is the first allocation, on which others stack (stapelen).")
    reason: str | None = field("Code of the reason for this version, iJw.")


@declared(description="A start or stop that the provider reported (305, 307).")
class Delivery:
    """Declared over a report of the delivery."""

    kind: DeliveryKind = field("What happened.")
    on_day: date = field("Day on which it happened.", name="on")
    reason: str | None = field("Code of the reason (JZ588).")
    recorded_at: datetime = field("When it was recorded.")


@declared(description="A measurement of what the help brought (resultaat).")
class Outcome:
    """Declared over a measurement."""

    id: strawberry.ID = field("Its id.")
    measure: OutcomeMeasure = field("What was measured.")
    value: float | None = field("The figure.")
    text: str | None = field("The result in words, where it is no figure.")
    measured_on: date = field("Day of the measurement.")
    recorded_at: datetime = field("When it was recorded.")


@declared(description="Help that a municipality allocated (toewijzing).")
class Allocation(AllocationVersion, Help):
    """Declared over an allocation in the version that was known."""

    id: strawberry.ID = field("Its id.")
    municipality: Municipality | None = field(
        "The municipality that allocated; null when the region never had it.", municipality
    )
    number: int = field("Its number, unique in the municipality (ToewijzingNummer).")
    created_at: datetime = field("When it was allocated.")
    client: Client = field("The young person (jeugdige).", client_of)
    provider: Provider = field("Who delivers (aanbieder).", provider_of)
    decision: RecordedDecision | None = field(
        "The newest decision about the request that it came of."
    )
    versions: list[AllocationVersion] = field("Every version, oldest first.")
    deliveries: list[Delivery] = field("What the provider reported, in order.")
    outcomes: list[Outcome] = field("What was measured (resultaten), in order.")
