"""From rows to the page: the same data as the GraphQL operation gives."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from benchmarks.pages.floor.known import Known

Place = tuple[str, str]
"""Where a page begins: the moment (ISO, UTC) and the id of the row before it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question."""

    region: str
    status: str
    first: int
    place: Place | None


@dataclass(slots=True)
class Rows:
    """What the statements gave. The referrals are one more than shown when there is more."""

    referrals: Sequence[Any]
    allocations: Iterable[Any]
    decisions: Iterable[Any]
    contracts: Iterable[Any]
    total: int


def read_cursor(cursor: str | None) -> Place | None:
    """The place in a cursor."""
    if not cursor:
        return None
    _, _, _, at, identity = orjson.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return at, identity


def write_cursor(region: str, at: str, identity: str) -> str:
    """The cursor of a place."""
    told = orjson.dumps([1, "referrals", region, at, identity])
    return urlsafe_b64encode(told).decode().rstrip("=")


def page(known: Known, asked: Asked, rows: Rows) -> dict[str, Any]:
    """The whole answer."""
    allocations = _allocations(known, rows.allocations)
    decisions = _decisions(rows.decisions)
    contracts: dict[Any, list[Any]] = {}
    for row in rows.contracts:
        contracts.setdefault(row[0], []).append(row)
    edges = [
        _edge(known, asked.region, row, allocations, decisions, contracts)
        for row in rows.referrals[: asked.first]
    ]
    info = {
        "hasNextPage": len(rows.referrals) > asked.first,
        "endCursor": edges[-1]["cursor"] if edges else None,
    }
    shown = {"totalCount": rows.total, "pageInfo": info, "edges": edges}
    return {"data": {"referrals": shown}}


def _edge(
    known: Known,
    region: str,
    row: Any,
    allocations: dict[Any, list[Any]],
    decisions: dict[Any, Any],
    contracts: dict[Any, list[Any]],
) -> dict[str, Any]:
    (key, identity, at, status, day, referrer, segment, profile, how, place) = row[:10]
    reference, lives, provider, name, agb = row[10:15]
    return {
        "cursor": write_cursor(region, at, identity),
        "node": {
            "id": identity,
            "status": status,
            "receivedOn": day,
            "referrer": referrer,
            "client": {"reference": reference, "municipality": known.municipality(lives, day)},
            "segment": known.segment(day, place, segment),
            "arrangement": known.arrangement(day, place, segment, profile, how),
            "provider": None
            if provider is None
            else {
                "name": name,
                "agbCode": agb,
                "contracts": _contracts(known, day, place, contracts.get(provider, ())),
            },
            "allocations": allocations.get(key, ()),
            "decision": decisions.get(key),
        },
    }


def _contracts(known: Known, day: str, place: str, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """One per segment and period, in the catalogue of the day in it that is nearest."""
    shown = []
    before = None
    for _, first, last, lead, code in rows:
        if (here := (first, last, lead, code)) == before:
            continue
        before = here
        nearest = max(day if last is None else min(day, last), first)
        found = known.segment(nearest, place if nearest == day else None, code)
        shown.append(
            {
                "segment": {"code": code} if found else None,
                "period": {"first": first, "last": last},
            }
        )
    return shown


def _allocations(known: Known, rows: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for owner, number, start, end, status, segment, profile, how, place, name in rows:
        held = known.arrangement(start, place, segment, profile, how)
        found.setdefault(owner, []).append(
            {
                "number": number,
                "start": start,
                "end": end,
                "status": status,
                "arrangement": {"code": held["code"]} if held else None,
                "provider": {"name": name},
            }
        )
    return found


def _decisions(rows: Iterable[Any]) -> dict[Any, Any]:
    return {
        owner: {
            "verdict": verdict,
            "findings": [
                {
                    "verdict": one["verdict"],
                    "message": one["message"],
                    "rule": {"code": one["rule"]["code"]},
                }
                for one in orjson.loads(findings)
            ],
        }
        for owner, verdict, findings in rows
    }
