"""Referrals as the API shows them."""

from datetime import date, datetime

import strawberry

from jeugdregio_api.allocations.types import Allocation
from jeugdregio_api.catalogue.help import Help
from jeugdregio_api.clients.queries import client_of, municipality
from jeugdregio_api.clients.types import Client
from jeugdregio_api.fields import declared, field
from jeugdregio_api.providers.queries import provider_of
from jeugdregio_api.providers.types import Provider
from jeugdregio_api.regions.municipality import Municipality
from jeugdregio_api.requests.decision import RecordedDecision
from jeugdregio_api.requests.queries import allocations_of, requests_of
from jeugdregio_api.requests.types import Request
from jeugdregio_core.model.casework import ReferralStatus
from jeugdregio_core.model.codes import ReferrerType


@declared(description="A referral to specialised help (verwijzing).")
class Referral(Help):
    """Declared over a referral, with the status that was known."""

    id: strawberry.ID = field("Its id.")
    status: ReferralStatus = field("How far it has come.")
    received_on: date = field("Day on which it came in.")
    created_at: datetime = field("When it was recorded.")
    referrer: ReferrerType = field("Who referred (verwijzer).")
    referred_by: str | None = field(
        "Code of the organisation that referred; null when it is not known."
    )
    advised_intensity: str | None = field("Code of the intensity that the referrer advised.")
    municipality: Municipality | None = field(
        "The municipality at that time; null when the region never had it.", municipality
    )
    client: Client = field("The young person (jeugdige).", client_of)
    provider: Provider | None = field(
        "The provider that the family chose; null when none was chosen yet.", provider_of
    )
    requests: list[Request] = field("The requests under it, newest first.", requests_of)
    allocations: list[Allocation] = field(
        "The allocations that came of it or were extended under it, oldest first.", allocations_of
    )
    decision: RecordedDecision | None = field(
        "The newest decision about its newest request; null when nothing was asked yet."
    )
