"""One provider, whether or not it has a contract."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import identity
from jeugdregio_core.casework.reading.providers import PROVIDER, Providers, provider
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.casework.reading.records import ProviderRecord
from jeugdregio_core.casework.reading.rows import fetch
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.store.prepared import among


def one(work: Work, text: str, look: Look) -> ProviderRecord | None:
    """The provider with this id, with all that the region agreed with it."""
    wanted = identity(text)
    found = fetch(work, _by_id, ids=[wanted] if wanted else [])
    read = Providers(work, [row[0] for row in found], look.wanted).read
    return next((read(row) for row in found), None)


def _by_id(_sight: Sight) -> Select[Any]:
    return select(*provider.columns).where(among(PROVIDER.c.id))
