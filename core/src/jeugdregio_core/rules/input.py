"""The facts a decision is asked about, as a caller gives them.

One declaration for every road in: the API, the command line and the worked cases all read this
shape, under camelCase names. ``None`` means: not given. The ``doc`` of a field is what the
API shows as its description.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from jeugdregio_core.model.codes import (
    DocumentKind,
    Entry,
    FamilyControl,
    Frequency,
    Ground,
    LivesIn,
    NeedLevel,
    Party,
    ReferrerType,
    RequestedBy,
    RequestKind,
    Unit,
)
from jeugdregio_core.rules.values import (
    Amount,
    Count,
    Day,
    Group,
    Moment,
    Read,
    Several,
    Text,
    YesOrNo,
)

AS_CAMEL_CASE: dict[str, Any] = {
    "alias_generator": lambda name: _camel(name),
    "validate_by_name": True,
    "extra": "forbid",
}


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)


def given(doc: str, default: Any = None) -> Any:
    """A field a caller may leave out, with its English description."""
    return field(default=default, metadata={"doc": doc})


def listed(doc: str) -> Any:
    """A list that is empty when left out."""
    return field(default=(), metadata={"doc": doc})


def record(kind: type, doc: str) -> Any:
    """A group of facts, all unknown when left out."""
    return field(default=kind(), metadata={"doc": doc})


def _kind(value: object) -> object:
    return RequestKind.NEW if value is None else value


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientInput:
    """The young person (jeugdige), without anything that identifies."""

    __pydantic_config__ = AS_CAMEL_CASE

    municipality: Text | None = given("CBS code of the municipality, four digits.")
    birth_date: Day | None = given("Date of birth (geboortedatum).")
    protection_measure: YesOrNo | None = given(
        "Whether a child protection measure (jeugdbeschermingsmaatregel) is in force."
    )
    need_level: NeedLevel | None = given("Quadrant of the Fries model jeugdhulp.")
    family_control: FamilyControl | None = given("How far the family holds the regie itself.")
    lives_in: LivesIn | None = given("Where the young person lives.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralInput:
    """The referral (verwijzing)."""

    __pydantic_config__ = AS_CAMEL_CASE

    referrer: ReferrerType | None = given("Who refers (verwijzer).")
    advised_intensity: Text | None = given("Intensity that the referrer advises.")
    date: Day | None = given("Day of the referral.")


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeInput:
    """How much is asked (volume)."""

    __pydantic_config__ = AS_CAMEL_CASE

    amount: Amount | None = given("Number of units.")
    unit: Unit | None = given("Unit of the amount (eenheid, WJ756).")
    frequency: Frequency | None = given("How often (frequentie, WMO757).")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestInput:
    """What is asked for (verzoek om toewijzing)."""

    __pydantic_config__ = AS_CAMEL_CASE

    provider: Text | None = given("Code of the provider (aanbieder) that is to deliver.")
    segment: Text | None = given("Code of the segment or perceel.")
    profile: Text | None = given("Code of the support profile (ondersteuningsprofiel).")
    intensity: Text | None = given("Code of the intensity (intensiteit).")
    product: Text | None = given("Code of a product beside the profiles, or a product code.")
    product_category: Text | None = given("iJw product category, two digits.")
    variant: Text | None = given("Variant of a profile that the region names.")
    start: Day | None = given("First day of the allocation, or of the change.")
    end: Day | None = given("Last day of the allocation; left out when open-ended.")
    requested_by: RequestedBy | None = given("Who sends the request.")
    entry: Entry | None = given("Door through which the request comes in.")
    volume: VolumeInput | None = given("How much is asked.")
    standalone: YesOrNo | None = given(
        "Whether complementary support (complementaire ondersteuning) stands alone."
    )
    lifelong: YesOrNo | None = given(
        "Whether the need is lifelong and life-wide (levenslang en levensbreed)."
    )
    reported_at: Moment | None = given("Crisis: when it was reported, with offset.")
    offered_at: Moment | None = given("Crisis: when fitting help was offered, with offset.")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationInput:
    """An allocation (toewijzing) that runs."""

    __pydantic_config__ = AS_CAMEL_CASE

    provider: Text | None = given("Code of the provider that delivers.")
    segment: Text | None = given("Code of the segment or perceel.")
    profile: Text | None = given("Code of the support profile.")
    intensity: Text | None = given("Code of the intensity.")
    product: Text | None = given("Code of a product beside the profiles.")
    start: Day | None = given("First day.")
    end: Day | None = given("Last day; left out when open-ended.")
    initial: YesOrNo | None = given("Whether it is the first allocation, on which others stack.")
    changes_so_far: Count | None = given("How often it was changed (317) before.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractedArrangementInput:
    """A profile and intensity in a contract."""

    __pydantic_config__ = AS_CAMEL_CASE

    profile: Text | None = given("Code of the support profile.")
    intensity: Text | None = given("Code of the intensity; left out when all are meant.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderInput:
    """What is known of a provider (aanbieder) in this region. A list left out is not known."""

    __pydantic_config__ = AS_CAMEL_CASE

    code: Text = field(metadata={"doc": "Code of the provider."})
    segments: Several[Text] | None = given("Segments it is contracted for.")
    arrangements: Several[ContractedArrangementInput] | None = given(
        "Profiles and intensities it is contracted for."
    )
    lead_contractor: Text | None = given("Code of its lead contractor (hoofdaannemer).")
    subcontractors: Several[Text] | None = given("Codes of its onderaannemers.")
    agreements: Several[Text] | None = given(
        "Agreements on file: hoofdovereenkomst, samenwerkingsverband, vergunning, brandveilig."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentInput:
    """A document that is on file."""

    __pydantic_config__ = AS_CAMEL_CASE

    kind: DocumentKind = field(metadata={"doc": "What document it is."})
    author: Party | None = given("Who wrote it.")
    approved_by: Party | None = given("Who approved it.")
    signed_by: Several[Party] = listed("Who signed it.")
    date: Day | None = given("Day of the document.")
    includes: Several[Text] = listed("Codes of parts that it holds.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NormInput:
    """What the request asks of the norm framework (normenkader)."""

    __pydantic_config__ = AS_CAMEL_CASE

    duration_months: Amount | None = given("Duration asked for, in months.")
    hours_per_week: Amount | None = given("Intensity asked for, in hours a week.")
    staff_mix: Text | None = given("Staff level asked for, such as HBO.")
    grounds: Several[Ground] = listed("Signalled grounds to consider deviating.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known of a family and its request, whichever region is asked."""

    __pydantic_config__ = AS_CAMEL_CASE

    decision_date: Day | None = given("Day of the decision; today when left out.")
    kind: Annotated[RequestKind, Read(_kind)] = field(
        default=RequestKind.NEW, metadata={"doc": "New allocation, extension or change."}
    )
    client: Group[ClientInput] = record(ClientInput, "The young person.")
    referral: Group[ReferralInput] = record(ReferralInput, "The referral.")
    request: Group[RequestInput] = record(RequestInput, "What is asked for.")
    change_of: AllocationInput | None = given("For a change: the allocation as it stands.")
    running: Several[AllocationInput] = listed("The client's allocations that stand beside it.")
    providers: Several[ProviderInput] = listed("What is known of each provider named.")
    documents: Several[DocumentInput] = listed("The documents on file.")
    norms: Group[NormInput] = record(NormInput, "What is asked of the norm framework.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInput(Situation):
    """One question: may this be allocated, and what goes with it?"""

    region: Text = field(metadata={"doc": "Code of the region."})
