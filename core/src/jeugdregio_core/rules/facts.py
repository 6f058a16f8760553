"""Every fact a rule may read: its place in the question, its Dutch label, and how to ask for it.

A rule names the facts it reads by these constants, so that a form can be built from the rules
and a missing fact can be named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from jeugdregio_core.model.codes import (
    Coded,
    Entry,
    FactKind,
    FamilyControl,
    Ground,
    LivesIn,
    NeedLevel,
    Party,
    ReferrerType,
    RequestedBy,
    RequestKind,
)
from jeugdregio_core.rules.input import (
    AllocationInput,
    CaseInput,
    DocumentInput,
    ProviderInput,
    VolumeInput,
)

T = TypeVar("T")


def _reader(attribute: str) -> Callable[[CaseInput], T | None]:
    head, _, rest = attribute.partition(".")
    held_by = _HOLDERS.get(head)
    if held_by is None or not rest:
        return attrgetter(attribute)
    part = attrgetter(rest)

    def read(case: CaseInput) -> T | None:
        holder = held_by(case)
        return None if holder is None else part(holder)

    return read


def _asked_provider(case: CaseInput) -> ProviderInput | None:
    asked = case.request.provider
    for provider in case.providers:
        if provider.code == asked:
            return provider
    return None


def _no_single_one(_case: CaseInput) -> None:
    return None


_HOLDERS: dict[str, Callable[[CaseInput], object | None]] = {
    "change_of": attrgetter("change_of"),
    "providers": _asked_provider,
    "documents": _no_single_one,
}
"""Where a fact is held that may be absent. A fact of one document among several can be named as
missing, not read."""


@dataclass(frozen=True, eq=False)
class Fact(Generic[T]):
    """A fact of a case. ``path`` is its place in the question, as the API spells it."""

    path: str
    label: str
    kind: FactKind
    help: str = ""
    choices: type[Coded] | None = None
    read: Callable[[CaseInput], T | None] = field(init=False, repr=False)
    attribute: str = field(init=False, repr=False)
    """The path as the question spells it."""

    def __post_init__(self) -> None:
        attribute = re.sub(r"([A-Z])", lambda m: "_" + m[1].lower(), self.path)
        object.__setattr__(self, "attribute", attribute)
        object.__setattr__(self, "read", _reader(attribute))

    @property
    def is_of_another(self) -> bool:
        """Whether it is a fact of something that may be absent, such as a running allocation."""
        head, _, rest = self.attribute.partition(".")
        return bool(rest) and head in _HOLDERS

    def __str__(self) -> str:
        return self.path


class MissingFact(LookupError):
    """A rule needs a fact that the caller did not give; the engine turns it into REVIEW."""

    def __init__(self, fact: Fact[Any]) -> None:
        self.fact = fact

    def __str__(self) -> str:
        return f"Nodig voor deze regel: {self.fact.label.lower()} ({self.fact.path})."


KIND: Final = Fact[RequestKind]("kind", "Soort verzoek", FactKind.CHOICE, choices=RequestKind)
DECISION_DATE: Final = Fact[date]("decisionDate", "Datum van de beslissing", FactKind.DATE)

BIRTH_DATE: Final = Fact[date]("client.birthDate", "Geboortedatum van de jeugdige", FactKind.DATE)
MUNICIPALITY: Final = Fact[str](
    "client.municipality", "Gemeente van de jeugdige", FactKind.CHOICE, "De CBS-code: vier cijfers."
)
PROTECTION_MEASURE: Final = Fact[bool](
    "client.protectionMeasure", "Jeugdbeschermingsmaatregel", FactKind.BOOLEAN
)
NEED_LEVEL: Final = Fact[NeedLevel](
    "client.needLevel", "Kwadrant van het Fries model", FactKind.CHOICE, choices=NeedLevel
)
FAMILY_CONTROL: Final = Fact[FamilyControl](
    "client.familyControl", "Regie in het gezin", FactKind.CHOICE, choices=FamilyControl
)
LIVES_IN: Final = Fact[LivesIn](
    "client.livesIn", "Waar de jeugdige woont", FactKind.CHOICE, choices=LivesIn
)

REFERRER: Final = Fact[ReferrerType](
    "referral.referrer", "Verwijzer", FactKind.CHOICE, choices=ReferrerType
)
ADVISED_INTENSITY: Final = Fact[str](
    "referral.advisedIntensity", "Intensiteit die de verwijzer adviseert", FactKind.CHOICE
)
REFERRAL_DATE: Final = Fact[date]("referral.date", "Datum van de verwijzing", FactKind.DATE)

PROVIDER: Final = Fact[str]("request.provider", "Aanbieder", FactKind.TEXT)
SEGMENT: Final = Fact[str]("request.segment", "Segment of perceel", FactKind.CHOICE)
PROFILE: Final = Fact[str]("request.profile", "Ondersteuningsprofiel", FactKind.CHOICE)
INTENSITY: Final = Fact[str]("request.intensity", "Intensiteit", FactKind.CHOICE)
PRODUCT: Final = Fact[str]("request.product", "Product", FactKind.CHOICE)
PRODUCT_CATEGORY: Final = Fact[str](
    "request.productCategory", "Productcategorie", FactKind.TEXT, "Twee cijfers, zoals 45."
)
VARIANT: Final = Fact[str]("request.variant", "Variant van het profiel", FactKind.TEXT)
START: Final = Fact[date]("request.start", "Startdatum", FactKind.DATE)
END: Final = Fact[date](
    "request.end", "Einddatum", FactKind.DATE, "Laat leeg als er geen einddatum is."
)
REQUESTED_BY: Final = Fact[RequestedBy](
    "request.requestedBy", "Wie het verzoek doet", FactKind.CHOICE, choices=RequestedBy
)
ENTRY: Final = Fact[Entry](
    "request.entry", "Waar het verzoek binnenkomt", FactKind.CHOICE, choices=Entry
)
VOLUME: Final = Fact[VolumeInput]("request.volume", "Volume", FactKind.RECORDS)
STANDALONE: Final = Fact[bool](
    "request.standalone", "Losse complementaire ondersteuning", FactKind.BOOLEAN
)
LIFELONG: Final = Fact[bool](
    "request.lifelong", "Levenslange en levensbrede hulpvraag", FactKind.BOOLEAN
)
REPORTED_AT: Final = Fact[datetime]("request.reportedAt", "Tijdstip van melding", FactKind.TIME)
OFFERED_AT: Final = Fact[datetime]("request.offeredAt", "Tijdstip van hulpaanbod", FactKind.TIME)

CHANGE_OF: Final = Fact[AllocationInput]("changeOf", "Lopende toewijzing", FactKind.RECORDS)
RUNNING: Final = Fact[tuple[AllocationInput, ...]](
    "running", "Toewijzingen die ernaast lopen", FactKind.RECORDS
)
PROVIDERS: Final = Fact[tuple[ProviderInput, ...]](
    "providers", "Contracten van de aanbieder", FactKind.RECORDS
)
DOCUMENTS: Final = Fact[tuple[DocumentInput, ...]](
    "documents", "Documenten in het dossier", FactKind.RECORDS
)

NORM_DURATION: Final = Fact[Decimal](
    "norms.durationMonths", "Gevraagde duur", FactKind.NUMBER, "In maanden."
)
NORM_HOURS: Final = Fact[Decimal](
    "norms.hoursPerWeek", "Gevraagde inzet", FactKind.NUMBER, "In uren per week."
)
NORM_STAFF_MIX: Final = Fact[str]("norms.staffMix", "Gevraagd personeelsniveau", FactKind.TEXT)
GROUNDS: Final = Fact[tuple[Ground, ...]](
    "norms.grounds", "Redenen om af te wijken", FactKind.CHOICES, choices=Ground
)

CHANGE_OF_START: Final = Fact[date](
    "changeOf.start", "Startdatum van de lopende toewijzing", FactKind.DATE
)
CHANGE_OF_END: Final = Fact[date](
    "changeOf.end", "Einddatum van de lopende toewijzing", FactKind.DATE
)
CHANGE_OF_PROFILE: Final = Fact[str](
    "changeOf.profile", "Profiel van de lopende toewijzing", FactKind.CHOICE
)
CHANGE_OF_INTENSITY: Final = Fact[str](
    "changeOf.intensity", "Intensiteit van de lopende toewijzing", FactKind.CHOICE
)
CHANGES_SO_FAR: Final = Fact[int](
    "changeOf.changesSoFar", "Aantal eerdere wijzigingen", FactKind.NUMBER
)
CONTRACTED_SEGMENTS: Final = Fact[tuple[str, ...]](
    "providers.segments", "Segmenten waarvoor de aanbieder een contract heeft", FactKind.RECORDS
)
CONTRACTED_ARRANGEMENTS: Final = Fact[tuple[object, ...]](
    "providers.arrangements",
    "Profielen en intensiteiten waarvoor de aanbieder een contract heeft",
    FactKind.RECORDS,
)
AGREEMENTS: Final = Fact[tuple[str, ...]](
    "providers.agreements", "Afspraken die van de aanbieder bekend zijn", FactKind.RECORDS
)
DOCUMENT_AUTHOR: Final = Fact[Party](
    "documents.author", "Wie het document heeft opgesteld", FactKind.RECORDS
)
DOCUMENT_DATE: Final = Fact[date]("documents.date", "Datum van het document", FactKind.RECORDS)
