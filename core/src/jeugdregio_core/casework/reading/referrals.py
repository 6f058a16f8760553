"""Referrals with all that came of them: a page, one, or those of a client."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Subquery, select

from jeugdregio_core.casework import missed
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import identity
from jeugdregio_core.casework.reading import allocations, requests
from jeugdregio_core.casework.reading.clients import CLIENT, client, clients, note_clients
from jeugdregio_core.casework.reading.decisions import newest_of_referrals
from jeugdregio_core.casework.reading.history import follows, referral_statuses
from jeugdregio_core.casework.reading.listing import Listing
from jeugdregio_core.casework.reading.providers import PROVIDER, provider, providers
from jeugdregio_core.casework.reading.questions import BadQuestion, Look, PartOf, ReferralFilter
from jeugdregio_core.casework.reading.records import Page, ReferralRecord
from jeugdregio_core.casework.reading.rows import (
    Shape,
    columns,
    fetch,
    of_provider,
    parts,
    same,
    table,
    until,
    within,
)
from jeugdregio_core.model.casework import ReferralStatus

REFERRAL = table("referral")

_referral = Shape(ReferralRecord, REFERRAL, without=("status",))
_SHAPES = (_referral, client, provider)
_LIST = Listing("referrals", REFERRAL, "created_at")


def page(work: Work, part: PartOf, only: ReferralFilter, look: Look) -> Page[ReferralRecord]:
    """A part of the referrals of the region, newest first."""
    if only.status is not None and look.known_at is not None:
        raise BadQuestion("Een filter op status kan niet samen met asOf. Laat een van de twee weg.")
    if only.status is not None and follows(work, look):
        raise BadQuestion(
            "Een aanbieder ziet van een verwijzing alleen de eigen verzoeken. Een filter op de "
            "status van het geheel kan daarom niet. Laat dit filter weg."
        )
    conditions = [
        work.sight.referrals,
        *same(REFERRAL.c.status, only.status),
        *same(REFERRAL.c.municipality, only.municipality),
        *of_provider(REFERRAL.c.provider_id, only.provider),
        *([work.sight.chosen] if only.provider is not None else []),
        *within(REFERRAL.c.received_on, only.received_on),
    ]

    def read(cut: Subquery) -> list[ReferralRecord]:
        here = _all().join(cut, cut.c.id == REFERRAL.c.id)
        return _read(work, here.order_by(*_LIST.newest_first), look)

    found = _LIST.page(work, part, conditions, look, read)
    note_clients(work, (referral.client for referral in found.items))
    return found


def one(work: Work, text: str, look: Look) -> ReferralRecord | None:
    """The referral with this id, if it is there to see."""
    wanted = _all().where(REFERRAL.c.id == identity(text), work.sight.referrals)
    found = _read(work, wanted.where(until(REFERRAL.c.created_at, look.known_at)), look)
    note_clients(work, (referral.client for referral in found))
    if not found:
        missed.by_id(work, "referral", identity(text))
    return next(iter(found), None)


def of_clients(work: Work, ids: Collection[UUID], look: Look) -> Sequence[ReferralRecord]:
    """The referrals of these clients, newest first."""
    wanted = _all().where(
        REFERRAL.c.client_id.in_(ids),
        until(REFERRAL.c.created_at, look.known_at),
        work.sight.referrals,
    )
    return _read(work, wanted.order_by(*_LIST.newest_first), look)


def _all() -> Select[Any]:
    return (
        select(*columns(*_SHAPES), REFERRAL.c.status.label("status_now"))
        .select_from(REFERRAL)
        .join(CLIENT, CLIENT.c.id == REFERRAL.c.client_id)
        .outerjoin(PROVIDER, PROVIDER.c.id == REFERRAL.c.provider_id)
    )


def _read(work: Work, statement: Select[Any], look: Look) -> list[ReferralRecord]:
    rows = fetch(work, statement)
    if not rows:
        return []
    ids = [row.id for row in rows]
    read_client = clients(work, {row.client_id for row in rows}, look.at("client"))
    read_provider = providers(work, {row.provider_id for row in rows}, look.wanted.get("provider"))
    decided = newest_of_referrals(work, ids, look.at("decision"))
    asked = requests.of_referrals(work, ids, look.at("requests"))
    allocated = allocations.of_requests(work, "referral_id", ids, look.at("allocations"))
    followed = {row.id for row in rows if row.status_now is not ReferralStatus.WITHDRAWN}
    statuses = referral_statuses(work, followed if follows(work, look) else ids, look)
    return [
        _referral.read(
            own,
            status=statuses.get(row.id, row.status_now),
            client=read_client(of_client),
            provider=(
                read_provider(of_provider, row.segment, row.profile)
                if work.sight.works_for(row.provider_id)
                else None
            ),
            decision=decided.get(row.id),
            requests=asked.get(row.id, ()),
            allocations=allocated.get(row.id, ()),
        )
        for row in rows
        for own, of_client, of_provider in (parts(row, *_SHAPES),)
    ]
