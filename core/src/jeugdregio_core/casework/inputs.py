"""What each step is asked with: one declaration for the API, the command line and the tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jeugdregio_core.model.casework import DeliveryKind, OutcomeMeasure
from jeugdregio_core.model.codes import (
    Coded,
    DocumentKind,
    FamilyControl,
    LivesIn,
    NeedLevel,
    Party,
    ReferrerType,
    RequestedBy,
)
from jeugdregio_core.rules.input import (
    AS_CAMEL_CASE,
    NormInput,
    RequestInput,
    given,
    listed,
    record,
)
from jeugdregio_core.rules.values import Amount, Day, Group, Number, Several, Text, YesOrNo


def needed(doc: str) -> Any:
    """A field that must be given, with its English description."""
    return field(metadata={"doc": doc})


_KEY = "The same key with the same input has its effect once and gets the first answer again."
_DRY = "Decide, and store nothing."
_REGION = "Code of the region."


class Answer(Coded):
    """What the municipality answers to a request."""

    ALLOCATE = "ALLOCATE", "toewijzen"
    REFUSE = "REFUSE", "afwijzen"
    INVESTIGATE = "INVESTIGATE", "in onderzoek nemen"
    WITHDRAW = "WITHDRAW", "intrekken"


class RefusalReason(Coded):
    """Why a request is refused, iJw code list WJ759."""

    NEW_REQUEST = "NEW_REQUEST", "geen wijziging maar een nieuwe aanvraag (1)"
    BUDGET = "BUDGET", "past niet binnen het budget (2)"
    NO_CONTRACT = "NO_CONTRACT", "geen contract (3)"
    NOT_IN_CONTRACT = "NOT_IN_CONTRACT", "past niet binnen het contract (4)"
    OTHER_MUNICIPALITY = "OTHER_MUNICIPALITY", "een andere gemeente (5)"
    STACKING = "STACKING", "stapeling (6)"
    CARE_CONTENT = "CARE_CONTENT", "zorginhoudelijk (7)"
    RESIDENCE = "RESIDENCE", "woonplaatsbeginsel (8)"
    AGE_LIMIT = "AGE_LIMIT", "leeftijdsgrens (9)"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredClientInput:
    """The young person (jeugdige) of a referral: a pseudonym, no name and no BSN."""

    __pydantic_config__ = AS_CAMEL_CASE

    reference: Text = needed("Reference that the organisation gave; unique in the region.")
    birth_date: Day = needed("Date of birth (geboortedatum).")
    municipality: Text = needed("CBS code of the municipality, four digits.")
    family_reference: Text | None = given("Reference that brothers and sisters share.")
    protection_measure: YesOrNo | None = given("Whether a protection measure is in force.")
    need_level: NeedLevel | None = given("Quadrant of the Fries model jeugdhulp.")
    family_control: FamilyControl | None = given("How far the family holds the regie itself.")
    lives_in: LivesIn | None = given("Where the young person lives.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateReferralInput:
    """Record a referral (verwijzing). What is known of the client is brought up to date."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    client: ReferredClientInput = needed("The young person.")
    referrer: ReferrerType = needed("Who refers (verwijzer).")
    received_on: Day = needed("Day on which the referral came in.")
    segment: Text | None = given("Segment that is referred to.")
    profile: Text | None = given("Profile that is referred to.")
    intensity: Text | None = given("Intensity that is referred to.")
    advised_intensity: Text | None = given("Intensity that the referrer advises.")
    provider: Text | None = given("Code of the provider that the family chose.")
    referred_by: Text | None = given(
        "Code of the organisation that refers, which may follow it; a referrer's own when left out."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawReferralInput:
    """Withdraw a referral, with its open requests and the allocations that did not start."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    referral: Text = needed("Id of the referral.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestAllocationInput:
    """Ask for an allocation (315), or for more of the same (verlenging)."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    referral: Text = needed("Id of the referral.")
    extends: Number | None = given("Number of the allocation that is extended, for an extension.")
    request: Group[RequestInput] = record(RequestInput, "What is asked for.")
    norms: Group[NormInput] = record(NormInput, "What is asked of the norm framework.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestChangeInput:
    """Ask to change a running allocation (317); the rest of it stays as it is."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    municipality: Text = needed("CBS code of the municipality that allocated.")
    number: Number = needed("Number of the allocation.")
    intensity: Text = needed("Intensity that is wished.")
    profile: Text | None = given("Profile that is wished; the same when left out.")
    start: Day = needed("Day on which the change takes effect.")
    end: Day | None = given("Last day that is wished; the same when left out.")
    requested_by: RequestedBy | None = given("Who asks; the provider when left out.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRequestInput:
    """Answer a request: allocate, refuse with a reason, investigate, or withdraw it."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    request: Text = needed("Id of the request.")
    answer: Answer = needed("What is answered.")
    reason: RefusalReason | None = given("Why it is refused (WJ759); needed for a refusal.")
    remark: Text | None = given("Remark beside the answer, without personal data.")
    overrule_because: Text | None = given(
        "Why a person allocates what the rules refuse or leave to a person."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDocumentInput:
    """Record a document of a client, or a new version of one. Its text is kept elsewhere."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    client: Text = needed("Reference of the client.")
    request: Text | None = given("Id of the request it belongs to.")
    document: Text | None = given("Id of the document that this is a new version of.")
    kind: DocumentKind = needed("What document it is.")
    author: Party | None = given("Who wrote it.")
    approved_by: Party | None = given("Who approved it.")
    signed_by: Several[Party] = listed("Who signed it.")
    date: Day | None = given("Day of the document.")
    includes: Several[Text] = listed("Codes of parts that it holds.")
    uri: Text | None = given("Where the organisation keeps the text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDeliveryInput:
    """Record that the help of an allocation started, paused, went on or stopped (305, 307)."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    municipality: Text = needed("CBS code of the municipality that allocated.")
    number: Number = needed("Number of the allocation.")
    kind: DeliveryKind = needed("What happened.")
    on: Day = needed("Day on which it happened.")
    reason: Text | None = given("Code of JZ588; needed for a stop, 20 for a pause.")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutcomeInput:
    """Record a measurement of what the help brought (resultaat)."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    municipality: Text = needed("CBS code of the municipality that allocated.")
    number: Number = needed("Number of the allocation.")
    measure: OutcomeMeasure = needed("What was measured.")
    value: Amount | None = given("The figure.")
    text: Text | None = given("The result in words, where it is no figure.")
    measured_on: Day = needed("Day of the measurement.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDisputeInput:
    """Take a dispute about the intensity further: consulted, agreed, or decided (bindend)."""

    __pydantic_config__ = AS_CAMEL_CASE

    idempotency_key: Text = needed(_KEY)
    dry_run: YesOrNo | None = given(_DRY)
    region: Text = needed(_REGION)
    request: Text = needed("Id of the request.")
    consulted_on: Day | None = given("Day of the talk with the lokaal team.")
    agreed: YesOrNo | None = given("Whether they agreed.")
    binding_intensity: Text | None = given("Intensity that the independent expert decided.")
    decided_on: Day | None = given("Day of that decision.")
