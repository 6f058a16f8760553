"""The part of the schema that the page shows, as users of strawberry write types."""

# ruff: noqa: N815 - the names are those of the operation
from __future__ import annotations

import strawberry

from jeugdregio_core.model.casework import ReferralStatus


@strawberry.input
class StatusFilter:
    """By status."""

    eq: ReferralStatus | None = None


@strawberry.input
class Where:
    """Which referrals."""

    status: StatusFilter | None = None


@strawberry.type
class Named:
    """A code with its name."""

    code: str
    name: str | None


@strawberry.type
class Coded:
    """A code."""

    code: str


@strawberry.type
class Product:
    """A product."""

    category: str | None
    code: str | None


@strawberry.type
class Tariff:
    """A tariff."""

    amountCents: int | None
    per: str | None
    reason: str | None


@strawberry.type
class Arrangement:
    """An arrangement."""

    code: str
    profile: Named | None
    intensity: Named | None
    product: Product
    tariff: Tariff | None


@strawberry.type
class Period:
    """A period."""

    first: str
    last: str | None


@strawberry.type
class Contract:
    """A contract."""

    segment: Coded | None
    period: Period


@strawberry.type
class Provider:
    """A provider."""

    name: str
    agbCode: str | None
    contracts: list[Contract]


@strawberry.type
class Client:
    """A client."""

    reference: str
    municipality: Named | None


@strawberry.type
class Allocation:
    """An allocation."""

    number: int
    start: str
    end: str | None
    status: str
    arrangement: Coded | None
    provider: Provider


@strawberry.type
class Finding:
    """A finding."""

    verdict: str
    message: str
    rule: Coded


@strawberry.type
class Decision:
    """A decision."""

    verdict: str
    findings: list[Finding]


@strawberry.type
class Referral:
    """A referral."""

    id: strawberry.ID
    status: str
    receivedOn: str
    referrer: str
    client: Client
    segment: Named | None
    arrangement: Arrangement | None
    provider: Provider | None
    allocations: list[Allocation]
    decision: Decision | None


@strawberry.type
class PageInfo:
    """Where it ends."""

    hasNextPage: bool
    endCursor: str | None


@strawberry.type
class Edge:
    """An item."""

    cursor: str
    node: Referral


@strawberry.type
class Page:
    """A page."""

    totalCount: int
    pageInfo: PageInfo
    edges: list[Edge]
