"""Where the store holds the facts that rules read of an allocation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Enum, Integer, and_, cast

from jeugdregio_core.casework.columns.scans import Asked, Kind, Scan
from jeugdregio_core.casework.reading.rows import table
from jeugdregio_core.model.casework import AllocationStatus, DecisionMoment
from jeugdregio_core.record import record
from jeugdregio_core.rules import facts

ALLOCATION, VERSION, CLIENT = table("allocation"), table("allocation_version"), table("client")
PROVIDER, REQUEST, REFERRAL = table("provider"), table("request"), table("referral")
DECISION, DOCUMENT, DOCUMENT_VERSION = (
    table("decision"),
    table("document"),
    table("document_version"),
)


def key(column: Column[Any]) -> Asked:
    """An id."""
    return Asked(Kind.KEY, column, bool(column.nullable))


def day(column: Column[Any]) -> Asked:
    """A day."""
    return Asked(Kind.DAY, column, bool(column.nullable))


def number(column: Column[Any]) -> Asked:
    """A number that is always there."""
    return Asked(Kind.NUMBER, column)


def word(column: Column[Any]) -> Asked:
    """One of few values."""
    return Asked(Kind.WORD, column, bool(column.nullable), _as_declared(column.type))


def _as_declared(kind: Any) -> Callable[[str], Any]:
    if isinstance(kind, Enum) and kind.enum_class is not None:
        members: Callable[[str], Any] = kind.enum_class
        return members
    return _truth if isinstance(kind, Boolean) else str


def _truth(text: str) -> bool:
    return text in ("1", "true")


def _norm(name: str, read: Callable[[str], Any]) -> Asked:
    return Asked(Kind.WORD, DECISION.c.given["norms"][name].as_string(), True, read)


OF_CLIENT: Mapping[str, Asked] = {
    facts.MUNICIPALITY.path: word(CLIENT.c.municipality),
    facts.PROTECTION_MEASURE.path: word(CLIENT.c.protection_measure),
    facts.NEED_LEVEL.path: word(CLIENT.c.need_level),
    facts.FAMILY_CONTROL.path: word(CLIENT.c.family_control),
    facts.LIVES_IN.path: word(CLIENT.c.lives_in),
}
OF_VERSION: Mapping[str, Asked] = {
    facts.SEGMENT.path: word(VERSION.c.segment),
    facts.PROFILE.path: word(VERSION.c.profile),
    facts.INTENSITY.path: word(VERSION.c.intensity),
    facts.PRODUCT.path: word(VERSION.c.product),
    facts.PRODUCT_CATEGORY.path: word(VERSION.c.product_category),
}
OF_DECISION: Mapping[str, Asked] = {
    facts.NORM_DURATION.path: _norm("durationMonths", Decimal),
    facts.NORM_HOURS.path: _norm("hoursPerWeek", Decimal),
    facts.NORM_STAFF_MIX.path: _norm("staffMix", str),
}
"""Per path of a fact. Of a referral, a provider and documents see ``loading`` and ``documents``."""


@record
class Standing:
    """What a version is among the others of its allocation."""

    version: int
    changes: int
    initial: bool
    withdrawn: bool

    @classmethod
    def read(cls, text: str) -> Standing:
        """Take the number apart in which the database put all of it."""
        version, rest = divmod(int(text), _ROOM)
        changes, (initial, withdrawn) = rest // 4, divmod(rest % 4, 2)
        return cls(version, changes, bool(initial), bool(withdrawn))


_ROOM = 1 << 20
_STANDING = Asked(
    Kind.WORD,
    cast(VERSION.c.version, BigInteger) * _ROOM
    + VERSION.c.changes_so_far * 4
    + cast(VERSION.c.initial, Integer) * 2
    + cast(VERSION.c.status == AllocationStatus.WITHDRAWN, Integer),
    read=Standing.read,
)
"""There are few different ones, and one word is read faster than two numbers and two words."""

CLIENTS, ALLOCATIONS, VERSIONS, PROVIDERS = "clients", "allocations", "versions", "providers"
REQUESTS, REFERRALS, DECISIONS = "requests", "referrals", "decisions"
DOCUMENTS, DOCUMENT_VERSIONS = "documents", "document versions"


def scans(region: str, wanted: frozenset[str]) -> dict[str, Scan]:
    """What must be read for these facts, each after what it refers to.

    What refers to a table does not come at once after it: in between its ids are put in order.
    """
    by_referrer = facts.REFERRER.path in wanted
    with_documents = facts.DOCUMENTS.path in wanted
    norms = _among(OF_DECISION, wanted)
    return {
        **({REFERRALS: _referrals(region)} if by_referrer else {}),
        PROVIDERS: _providers(),
        CLIENTS: _clients(region, wanted),
        **({REQUESTS: _requests(region)} if by_referrer else {}),
        **({DOCUMENTS: _documents(region)} if with_documents else {}),
        ALLOCATIONS: _allocations(region),
        **({DOCUMENT_VERSIONS: _document_versions()} if with_documents else {}),
        **({DECISIONS: _decisions(region, norms)} if norms else {}),
        VERSIONS: _versions(wanted),
    }


def _providers() -> Scan:
    columns = {"id": key(PROVIDER.c.id), facts.PROVIDER.path: word(PROVIDER.c.code)}
    return Scan(PROVIDER, columns)


def _clients(region: str, wanted: frozenset[str]) -> Scan:
    columns = {"id": key(CLIENT.c.id)} | _among(OF_CLIENT, wanted)
    return Scan(CLIENT, columns, CLIENT.c.region == region)


def _referrals(region: str) -> Scan:
    columns = {"id": key(REFERRAL.c.id), facts.REFERRER.path: word(REFERRAL.c.referrer)}
    return Scan(REFERRAL, columns, REFERRAL.c.region == region)


def _requests(region: str) -> Scan:
    columns = {"id": key(REQUEST.c.id), "referral": key(REQUEST.c.referral_id)}
    return Scan(REQUEST, columns, REQUEST.c.region == region)


def _allocations(region: str) -> Scan:
    columns = {
        "id": key(ALLOCATION.c.id),
        "client": key(ALLOCATION.c.client_id),
        "provider": key(ALLOCATION.c.provider_id),
        "request": key(ALLOCATION.c.request_id),
        "number": number(ALLOCATION.c.number),
        "current": number(ALLOCATION.c.current),
        "municipality": word(ALLOCATION.c.municipality),
    }
    return Scan(ALLOCATION, columns, ALLOCATION.c.region == region)


def _versions(wanted: frozenset[str]) -> Scan:
    columns = {
        "allocation": key(VERSION.c.allocation_id),
        "standing": _STANDING,
        "start": day(VERSION.c.start),
        "end": day(VERSION.c.end),
    }
    return Scan(VERSION, columns | _among(OF_VERSION, wanted))


def _decisions(region: str, norms: Mapping[str, Asked]) -> Scan:
    """Decisions hold much text, so only those about what was allocated are looked at."""
    of_request = and_(
        DECISION.c.request_id == ALLOCATION.c.request_id,
        DECISION.c.moment == DecisionMoment.REQUEST,
    )
    columns = {"allocation": key(ALLOCATION.c.id), **norms}
    return Scan(ALLOCATION, columns, ALLOCATION.c.region == region, beside=(DECISION, of_request))


def _documents(region: str) -> Scan:
    columns = {
        "id": key(DOCUMENT.c.id),
        "client": key(DOCUMENT.c.client_id),
        "request": key(DOCUMENT.c.request_id),
        "current": number(DOCUMENT.c.current),
        "kind": word(DOCUMENT.c.kind),
    }
    return Scan(DOCUMENT, columns, DOCUMENT.c.region == region)


def _document_versions() -> Scan:
    columns = {
        "document": key(DOCUMENT_VERSION.c.document_id),
        "version": number(DOCUMENT_VERSION.c.version),
        "author": word(DOCUMENT_VERSION.c.author),
        "approved_by": word(DOCUMENT_VERSION.c.approved_by),
    }
    return Scan(DOCUMENT_VERSION, columns)


def _among(held: Mapping[str, Asked], wanted: frozenset[str]) -> dict[str, Asked]:
    return {path: asked for path, asked in held.items() if path in wanted}
