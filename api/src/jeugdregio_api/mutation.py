"""Everything that can be done in a case and with providers: one mutation per step."""

from jeugdregio_api.allocations import mutations as allocation_steps
from jeugdregio_api.allocations.mutations import DeliveryPayload, OutcomePayload
from jeugdregio_api.clients import mutations as client_steps
from jeugdregio_api.clients.mutations import DocumentPayload
from jeugdregio_api.fields import declared, field
from jeugdregio_api.providers import mutations as provider_steps
from jeugdregio_api.providers.mutations import ProviderPayload
from jeugdregio_api.referrals import mutations as referral_steps
from jeugdregio_api.referrals.mutations import ReferralPayload
from jeugdregio_api.requests import mutations as request_steps
from jeugdregio_api.requests.mutations import AnswerPayload, RequestPayload


@declared(
    description="Everything that can be done in a case, and in the administration of providers. "
    "Every step is one transaction, has its effect once per idempotencyKey, and with dryRun "
    "decides and stores nothing. Bad input and a refusal are problems in the answer. Errors are: "
    "UNAUTHENTICATED without a token, FORBIDDEN for a region that the account is not for, "
    "NOT_FOUND for a region that is not served, CONFLICT for a key that was used for something "
    "else or data that others keep changing, SERVICE_UNAVAILABLE for a store that cannot do it "
    "now."
)
class Mutation:
    """The steps of casework."""

    create_referral: ReferralPayload | None = field(
        "Record a referral (verwijzing) and what is known of the young person.",
        referral_steps.create_referral,
    )
    withdraw_referral: ReferralPayload | None = field(
        "Withdraw a referral, with what was asked and allocated for it and did not begin.",
        referral_steps.withdraw_referral,
    )
    request_allocation: RequestPayload | None = field(
        "Ask for an allocation (VOT, 315) or an extension (verlenging); the rules decide at once.",
        request_steps.request_allocation,
    )
    request_change: RequestPayload | None = field(
        "Ask to change an allocation (verzoek om wijziging, 317); the rules decide at once.",
        request_steps.request_change,
    )
    answer_request: AnswerPayload | None = field(
        "Answer a request: allocate, refuse, investigate or withdraw; the rules decide again.",
        request_steps.answer_request,
    )
    settle_dispute: RequestPayload | None = field(
        "Take a dispute about the intensity further: a talk, or a binding decision.",
        request_steps.settle_dispute,
    )
    record_document: DocumentPayload | None = field(
        "Record a document of a young person, or a new version of one.",
        client_steps.record_document,
    )
    record_delivery: DeliveryPayload | None = field(
        "Record that help started, paused, went on or stopped (305, 307).",
        allocation_steps.record_delivery,
    )
    record_outcome: OutcomePayload | None = field(
        "Record a measurement of what the help brought (resultaat).",
        allocation_steps.record_outcome,
    )
    register_provider: ProviderPayload | None = field(
        "Register a provider (aanbieder), or bring its name, AGB code and website up to date.",
        provider_steps.register_provider,
    )
    record_contract: ProviderPayload | None = field(
        "Record what a provider is contracted for during a period, alone or under a lead "
        "contractor (hoofdaannemer).",
        provider_steps.record_contract,
    )
    end_contract: ProviderPayload | None = field(
        "Give a contract its last day; allocations that run on are left as they are.",
        provider_steps.end_contract,
    )
    record_agreement: ProviderPayload | None = field(
        "Record a condition that a provider meets, such as a vergunning.",
        provider_steps.record_agreement,
    )
    end_agreement: ProviderPayload | None = field(
        "Give a condition that a provider meets its last day.", provider_steps.end_agreement
    )
    record_tariff: ProviderPayload | None = field(
        "Record what one provider is paid for an arrangement (tarief).",
        provider_steps.record_tariff,
    )
    end_tariff: ProviderPayload | None = field(
        "Give what one provider is paid for an arrangement its last day.",
        provider_steps.end_tariff,
    )
    report_availability: ProviderPayload | None = field(
        "Report how many days a family waits (beschikbaarheidswijzer). A provider reports for "
        "itself and for who works under its contract.",
        provider_steps.report_availability,
    )
