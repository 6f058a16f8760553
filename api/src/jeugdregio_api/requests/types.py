"""Requests as the API shows them."""

from datetime import date, datetime

import strawberry
from strawberry.scalars import JSON

from jeugdregio_api.allocations.types import Allocation
from jeugdregio_api.catalogue.help import Help
from jeugdregio_api.clients.queries import client_of
from jeugdregio_api.clients.types import Client
from jeugdregio_api.fields import declared, field
from jeugdregio_api.providers.queries import provider_of
from jeugdregio_api.providers.types import Provider
from jeugdregio_api.requests import queries
from jeugdregio_api.requests.decision import RecordedDecision
from jeugdregio_core.model.casework import DisputeStatus, RequestStatus
from jeugdregio_core.model.codes import RequestKind


@declared(description="A status that a request got, and why.")
class RequestStep:
    """Declared over a step of a request."""

    status: RequestStatus = field("The status.")
    at: datetime = field("When.")
    actor: str = field("Account of who did it.")
    reason: str | None = field("Code of the reason (WJ759), for a refusal.")
    remark: str | None = field("Remark beside it.")


@declared(description="A difference between the advised and the chosen intensity.")
class Dispute:
    """Declared over a dispute as it stands now."""

    advised: str = field("Intensity that the referrer advised.")
    chosen: str = field("Intensity that the provider chose.")
    consulted_on: date | None = field("Day of the talk with the lokaal team.")
    agreed: bool | None = field("Whether they agreed.")
    binding_intensity: str | None = field("Intensity that the independent expert decided.")
    decided_on: date | None = field("Day of that decision.")
    status: DisputeStatus = field("How far it has come.")


@declared(description="A request for an allocation, an extension or a change (VOT, 317).")
class Request(Help):
    """Declared over a request, with the status that was known."""

    id: strawberry.ID = field("Its id.")
    reference: str = field("What the national messages call it.", queries.reference)
    kind: RequestKind = field("New allocation, extension or change.")
    status: RequestStatus = field("How far it has come.")
    submitted_at: datetime = field("When it came in.")
    facts: JSON = field("What was asked, as DecideRequestInput has it.")
    referral_id: strawberry.ID | None = field("Id of the referral it is under, if any.")
    client: Client = field("The young person (jeugdige).", client_of)
    provider: Provider = field("Who is to deliver (aanbieder).", provider_of)
    decision: RecordedDecision | None = field("The newest decision about it (besluit).")
    decisions: list[RecordedDecision] = field("Every decision about it, newest first.")
    steps: list[RequestStep] = field("Every status it had, in order.")
    allocations: list[Allocation] = field(
        "The allocations that came of it, or that it extended.", queries.allocations_of
    )
    disputes: list[Dispute] = field("Differences about the intensity.")
