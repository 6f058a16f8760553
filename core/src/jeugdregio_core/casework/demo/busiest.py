"""Which organisations of a region have most to see, to show the demo as one of them."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import Session

from jeugdregio_core.record import record
from jeugdregio_core.store.tables import Stored


@record
class Busiest:
    """The organisations with most to see; ``None`` where there is nothing."""

    municipality: str | None
    """CBS code."""
    provider: tuple[str, str] | None
    """Code and name."""


def busiest(session: Session, region: str) -> Busiest:
    """The municipality with most young people, and the provider with most allocations."""
    client, allocation, provider = (
        Stored.metadata.tables[name] for name in ("client", "allocation", "provider")
    )
    most = func.count().desc()
    municipalities = (
        select(client.c.municipality)
        .where(client.c.region == region)
        .group_by(client.c.municipality)
        .order_by(most, client.c.municipality)
    )
    providers = (
        select(provider.c.code, provider.c.name)
        .join(allocation, allocation.c.provider_id == provider.c.id)
        .where(allocation.c.region == region)
        .group_by(provider.c.code, provider.c.name)
        .order_by(most, provider.c.code)
    )
    connection = session.connection()
    municipality = connection.execute(municipalities.limit(1)).scalar()
    found = connection.execute(providers.limit(1)).one_or_none()
    return Busiest(municipality, (found.code, found.name) if found else None)
