"""The sociale kaart: who is contracted for this on that day, and how soon a family can start."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.memory import remembered_of
from jeugdregio_core.casework.reading.cursors import Cursors, identity, number, words
from jeugdregio_core.casework.reading.providers import (
    CONTRACT,
    ITEM,
    PROVIDER,
    Providers,
    provider,
    soonest,
    waiting_times,
)
from jeugdregio_core.casework.reading.questions import BadQuestion, Look, PartOf, ProviderFilter
from jeugdregio_core.casework.reading.records import Page, ProviderRecord
from jeugdregio_core.casework.reading.rows import fetch
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.period import NotInForce, dutch_date
from jeugdregio_core.store.prepared import Row

_NOT_REPORTED = 2**31 - 1
"""Sorts after every waiting time."""


def find(work: Work, part: PartOf, only: ProviderFilter, look: Look) -> Page[ProviderRecord]:
    """A part of the providers that fit, those who can start soonest first, then by name."""
    cursors = Cursors("providers", work.region, (number, words, identity))
    after = cursors.place(part.after)
    fitting = _ranked(work, only) if _exists(work, only) else {}
    left = [place for place in fitting if after is None or place > after]
    chosen = {place: fitting[place] for place in left[: part.first]}
    ids = {row[0] for row in chosen.values()}
    read = Providers(work, ids, look.wanted, only.contracted_on).read
    return Page(
        items=tuple(
            found for row in chosen.values() if (found := read(row, 0, only.segment, only.profile))
        ),
        cursors=tuple(map(cursors.write, chosen)),
        more=len(left) > len(chosen),
        total=len(fitting) if "total_count" in look.wanted else None,
    )


def _ranked(work: Work, only: ProviderFilter) -> dict[tuple[int, str, UUID], Row]:
    """The rows of all providers that fit, by their place in the list.

    A region contracts some hundreds of providers at most, so they are put in order here.
    """
    rows = fetch(work, _fitting, work.region, only)
    ids = [row[0] for row in rows]
    waiting = remembered_of(work.kept, "waiting_times", ids, partial(waiting_times, work))
    places = {}
    for row in rows:
        held = provider.read(row)
        first = soonest(waiting[held.id] or (), only.segment, only.profile)
        days = first.waiting_days if first else _NOT_REPORTED
        places[days, held.name.casefold(), held.id] = row
    return dict(sorted(places.items()))


def _fitting(_sight: Sight, region: str, only: ProviderFilter) -> Select[Any]:
    contracted = _contracted(region, only).subquery("contracted")
    found = select(*provider.columns).join(contracted, contracted.c.provider_id == PROVIDER.c.id)
    if only.name is None:
        return found
    named = func.lower(PROVIDER.c.name).contains(only.name.lower(), autoescape=True)
    return found.where(named)


def _contracted(region: str, only: ProviderFilter) -> Select[Any]:
    """Whose contract covers it: from the contracts of the region, however many providers."""
    held = CONTRACT.c
    return (
        select(held.provider_id)
        .distinct()
        .join(ITEM, ITEM.c.contract_id == held.id)
        .where(
            held.region == region,
            held.first <= only.contracted_on,
            or_(held.last.is_(None), held.last >= only.contracted_on),
            *_covering(only),
        )
    )


def _covering(only: ProviderFilter) -> list[ColumnElement[bool]]:
    covering = [] if only.segment is None else [ITEM.c.segment == only.segment]
    for column, wanted in ((ITEM.c.profile, only.profile), (ITEM.c.intensity, only.intensity)):
        if wanted is not None:
            covering.append(or_(column.is_(None), column == wanted))
    return covering


def _exists(work: Work, only: ProviderFilter) -> bool:
    """Whether the catalogue knows this combination; a contract for all profiles covers no other.

    Raises BadQuestion for a municipality of another region.
    """
    region, on = work.guard.rulebook.region, only.contracted_on
    if only.municipality is not None and region.municipality(only.municipality, on) is None:
        raise BadQuestion(
            f"Gemeente {only.municipality} hoort op {dutch_date(on)} niet bij {region.name}."
        )
    try:
        held = work.guard.rulebook.profile_set_on(on, only.municipality)
    except NotInForce:
        return only.segment is only.profile is only.intensity is None
    return _knows(held, only)


def _knows(held: ProfileSet, only: ProviderFilter) -> bool:
    if only.segment is not None and held.segment(only.segment, only.contracted_on) is None:
        return False
    profiles = {profile.code for profile in held.profiles_in(only.segment)}
    if only.profile is not None and only.profile not in profiles:
        return False
    if only.intensity is None:
        return True
    intensity = held.intensity(only.intensity)
    if intensity is None:
        return False
    return only.profile is None or intensity.profiles is None or only.profile in intensity.profiles
