"""Providers as they are in the store, as the tables they can be loaded from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, Table, func, select
from sqlmodel import Session

from jeugdregio_core.own_tables.cells import Cell
from jeugdregio_core.own_tables.writing import Grid, cells
from jeugdregio_core.provider_tables.tables import TABLES
from jeugdregio_core.store.tables import Stored

_PROVIDER, _CONTRACT, _ITEM, _AGREEMENT, _WAIT = (
    Stored.metadata.tables[name]
    for name in ("provider", "contract", "contract_item", "agreement", "availability")
)
_LEAD = _PROVIDER.alias("lead")
_OWNER = _PROVIDER.c.code.label("provider")


def grids(session: Session, region: str) -> dict[str, Grid]:
    """Every table that holds something: all providers, and what this region agreed with them.

    Of the waiting times only the newest.
    """
    found: dict[str, Grid] = {}
    for name, query in _queries(region).items():
        headings: list[Cell] = [column.heading for column in TABLES[name].columns]
        lines = [*_lines(session, name, query)]
        if lines:
            found[name] = [headings, *lines]
    return found


def _lines(session: Session, name: str, query: Select[Any]) -> Iterator[list[Cell]]:
    for row in session.connection().execute(query).mappings():
        values = {key: _kept(value) for key, value in row.items()}
        yield cells(TABLES[name].columns, values)


def _kept(value: Any) -> Any:
    """A day as the kinds of the columns know it."""
    return value.isoformat() if isinstance(value, date) else value


def _queries(region: str) -> Mapping[str, Select[Any]]:
    item, lead = _ITEM.c, _LEAD.c.code.label("lead_contractor")
    covered = (item.segment, item.profile, item.intensity)
    return {
        "aanbieders": select(_PROVIDER).order_by(_OWNER),
        "contracten": _agreed(_CONTRACT, region, *covered, lead)
        .join(_ITEM, item.contract_id == _CONTRACT.c.id)
        .outerjoin(_LEAD, _LEAD.c.id == _CONTRACT.c.lead_contractor_id)
        .order_by(_OWNER, _CONTRACT.c.first, *covered),
        "afspraken": _agreed(_AGREEMENT, region).order_by(
            _OWNER, _AGREEMENT.c.code, _AGREEMENT.c.first
        ),
        "wachttijden": _agreed(_WAIT, region)
        .where(_WAIT.c.as_of == _newest())
        .order_by(_OWNER, _WAIT.c.segment, _WAIT.c.profile),
    }


def _agreed(source: Table, region: str, *beside: ColumnElement[Any]) -> Select[Any]:
    """What is agreed in a region, with the code of the provider."""
    return (
        select(source, _OWNER, *beside)
        .join(_PROVIDER, _PROVIDER.c.id == source.c.provider_id)
        .where(source.c.region == region)
    )


def _newest() -> ScalarSelect[date]:
    """The day of the last report about the same."""
    said = _WAIT.alias("said").c
    return (
        select(func.max(said.as_of))
        .where(
            said.provider_id == _WAIT.c.provider_id,
            said.region == _WAIT.c.region,
            said.segment == _WAIT.c.segment,
            said.profile.is_not_distinct_from(_WAIT.c.profile),
        )
        .scalar_subquery()
    )
