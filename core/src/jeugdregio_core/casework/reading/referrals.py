"""Referrals with all that came of them: a page, one, or those of a client."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from itertools import compress
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select

from jeugdregio_core.casework import missed
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import identity
from jeugdregio_core.casework.reading import allocations, decisions, requests
from jeugdregio_core.casework.reading.clients import CLIENT, client, clients, note_clients
from jeugdregio_core.casework.reading.history import follows, referral_statuses
from jeugdregio_core.casework.reading.listing import Listing
from jeugdregio_core.casework.reading.providers import PROVIDER, give_providers, provider
from jeugdregio_core.casework.reading.questions import (
    BadQuestion,
    Look,
    PartOf,
    ReferralFilter,
    Wanted,
)
from jeugdregio_core.casework.reading.records import (
    DecisionRecord,
    Page,
    ProviderRecord,
    ReferralRecord,
)
from jeugdregio_core.casework.reading.rows import (
    Form,
    Shape,
    attach,
    fetch,
    of_provider,
    same,
    table,
    until,
    within,
)
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.store.prepared import Row, among

REFERRAL = table("referral")

_referral = Shape(ReferralRecord, REFERRAL)


def _held(sight: Sight, only: ReferralFilter, _dated: bool) -> list[ColumnElement[bool]]:
    return [
        sight.referrals,
        *same(REFERRAL.c.status, only.status),
        *same(REFERRAL.c.municipality, only.municipality),
        *of_provider(REFERRAL.c.provider_id, only.provider),
        *([sight.chosen] if only.provider is not None else []),
        *within(REFERRAL.c.received_on, only.received_on),
    ]


def _form(work: Work, look: Look) -> Form:
    shown: dict[Shape[Any], Wanted | None] = {_referral: None, client: look.wanted.get("client")}
    if "provider" in look.wanted:
        shown[provider] = look.wanted["provider"]
    if (said := look.at("decision")) is not None:
        shown[decisions.shape(work, said)] = said.wanted
    return Form.of(shown)


def _all(sight: Sight, dated: bool, form: Form) -> Select[Any]:
    held = select(*form.columns).join_from(REFERRAL, CLIENT, CLIENT.c.id == REFERRAL.c.client_id)
    if ProviderRecord in form:
        held = held.outerjoin(PROVIDER, PROVIDER.c.id == REFERRAL.c.provider_id)
    if DecisionRecord in form:
        held = held.outerjoin(*decisions.newest(sight, REFERRAL, dated))
    return held


_LIST = Listing("referrals", REFERRAL, "created_at", _held, _all, _form)


def page(work: Work, part: PartOf, only: ReferralFilter, look: Look) -> Page[ReferralRecord]:
    """A part of the referrals of the region, newest first."""
    if only.status is not None and look.dated:
        raise BadQuestion("Een filter op status kan niet samen met asOf. Laat een van de twee weg.")
    if only.status is not None and follows(work, look):
        raise BadQuestion(
            "Een aanbieder ziet van een verwijzing alleen de eigen verzoeken. Een filter op de "
            "status van het geheel kan daarom niet. Laat dit filter weg."
        )
    found = _LIST.page(work, part, only, look, partial(_records, work, look=look))
    note_clients(work, (referral.client for referral in found.items))
    return found


def one(work: Work, text: str, look: Look) -> ReferralRecord | None:
    """The referral with this id, if it is there to see."""
    wanted = identity(text)
    found = _look_up(work, "id", [wanted] if wanted else [], look)
    note_clients(work, (referral.client for referral in found))
    if not found:
        missed.by_id(work, "referral", wanted)
    return next(iter(found), None)


def of_clients(work: Work, ids: Collection[UUID], look: Look) -> Sequence[ReferralRecord]:
    """The referrals of these clients, newest first."""
    return _look_up(work, "client_id", ids, look)


def _look_up(work: Work, by: str, ids: Collection[UUID], look: Look) -> list[ReferralRecord]:
    form = _form(work, look)
    rows = fetch(work, _by, by, look.dated, form, ids=ids, known_at=look.known_at)
    return _records(work, rows, look, form)


def _by(sight: Sight, column: str, dated: bool, form: Form) -> Select[Any]:
    known = until(REFERRAL.c.created_at, dated)
    wanted = _all(sight, dated, form).where(among(REFERRAL.c[column]), known, sight.referrals)
    return wanted.order_by(*_LIST.newest_first)


def _records(work: Work, rows: Sequence[Row], look: Look, form: Form) -> list[ReferralRecord]:
    """The records of rows, with what is shown around them."""
    if not rows:
        return []
    found = form.read(ReferralRecord, rows)
    people = clients(work, rows, form, look.at("client"))
    for record, person in zip(found, people, strict=True):
        record.client = person
    if ProviderRecord in form:
        chosen = look.wanted["provider"]
        give_providers(work, found, rows, form, chosen, seen=work.sight.works_for)
    if (said := look.at("decision")) is not None:
        _decide(work, found, rows, said, form)
    ids = [record.id for record in found]
    asked = requests.of_referrals(work, ids, look.at("requests"))
    allocated = allocations.of_requests(work, "referral_id", ids, look.at("allocations"))
    attach(found, "status", referral_statuses(work, found, look))
    attach(found, "requests", asked)
    attach(found, "allocations", allocated)
    return found


_Found: TypeAlias = Sequence[ReferralRecord]


def _decide(work: Work, found: _Found, rows: Sequence[Row], look: Look, form: Form) -> None:
    """Give each the newest decision about its newest request, where there is one."""
    first = form.place(DecisionRecord)
    decided = [row[first] is not None for row in rows]
    said = decisions.read(work, look, form, compress(rows, decided))
    for record, decision in zip(compress(found, decided), said, strict=True):
        record.decision = decision
