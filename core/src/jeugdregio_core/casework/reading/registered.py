"""One provider, whether or not it has a contract."""

from __future__ import annotations

from sqlalchemy import select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import identity
from jeugdregio_core.casework.reading.providers import PROVIDER, provider, providers
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import ProviderRecord
from jeugdregio_core.casework.reading.rows import fetch


def one(work: Work, text: str, look: Look) -> ProviderRecord | None:
    """The provider with this id, with all that the region agreed with it."""
    found = fetch(work, select(*provider.columns).where(PROVIDER.c.id == identity(text)))
    read = providers(work, [row.id for row in found], look.wanted)
    return next((read(row) for row in found), None)
