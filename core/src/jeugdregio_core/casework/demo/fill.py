"""Fill a store with made-up data, in parts: of each part all is stored or nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import func, insert, select
from sqlmodel import Session

from jeugdregio_core.casework.days import AMSTERDAM
from jeugdregio_core.casework.demo.draw import Draw
from jeugdregio_core.casework.demo.region import MadeUp, made_up
from jeugdregio_core.casework.demo.story import Story, Telling
from jeugdregio_core.model.casework import AuditAction, Purpose
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.store import audit
from jeugdregio_core.store.engine import PATIENT
from jeugdregio_core.store.numbers import take_numbers
from jeugdregio_core.store.tables import Stored
from jeugdregio_core.store.transaction import Store

Rows = dict[str, list[dict[str, Any]]]

AT_ONCE = 500
"""How many families are stored together."""

_ALONE = ("demo",)


class NotEmpty(Exception):
    """There is data already; nobody wants made-up families among real ones."""


@record(kw_only=True)
class Wish:
    """How much is wanted, as seen from which moment; the same wish gives the same data."""

    referrals: int
    """In each region, at least."""
    moment: datetime
    seed: int = 1
    add: bool = False
    """Whether there may be data already."""

    @property
    def day(self) -> date:
        """The day it is in the Netherlands."""
        return self.moment.astimezone(AMSTERDAM).date()


@record
class Held:
    """What is in the store already."""

    provider_codes: frozenset[str]
    clients: int

    @property
    def nothing(self) -> bool:
        """Whether the store is empty."""
        return not self.provider_codes and not self.clients


@dataclass(slots=True)
class _Part:
    """What is stored in one go."""

    region: str
    number: int
    rows: Rows = field(default_factory=lambda: defaultdict(list))
    families: list[tuple[str, Story]] = field(default_factory=list)


def fill(
    store: Store,
    rulebooks: Iterable[Rulebook],
    wish: Wish,
    told: Callable[[int, int], None] = lambda _families, _rows: None,
) -> int:
    """Store made-up families for every region; how many rows that were. Raises NotEmpty.

    ``told`` hears after every part how many referrals and rows it held.
    """
    held = store.read(_held)
    if not (held.nothing or wish.add):
        raise NotEmpty
    stored = 0
    for part in _parts(rulebooks, wish, held):
        counts = store.write(_ALONE, partial(_store, part, wish))
        told(counts["referral"], counts.total())
        stored += counts.total()
    store.write(_ALONE, _gather_statistics)
    return stored


def fill_once(store: Store, rulebooks: Iterable[Rulebook], wish: Wish) -> bool:
    """Fill a store that is empty, with everything in one go; whether it was."""
    if not store.read(_held).nothing:
        return False
    parts = [*_parts(rulebooks, wish, Held(frozenset(), 0))]

    def work(session: Session) -> bool:
        empty = _held(session).nothing
        for part in parts if empty else ():
            _store(part, wish, session)
        return empty

    return store.write(_ALONE, work)


def _gather_statistics(session: Session) -> None:
    """Let the database know how much there is of everything, so that it reads by the index."""
    connection = session.connection().execution_options(**{PATIENT: True})
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("ANALYZE")


def _held(session: Session) -> Held:
    client, provider = (Stored.metadata.tables[name] for name in ("client", "provider"))
    connection = session.connection()
    codes = connection.execute(select(provider.c.code)).scalars()
    clients = connection.execute(select(func.count()).select_from(client)).scalar_one()
    return Held(frozenset(codes), clients)


def _parts(rulebooks: Iterable[Rulebook], wish: Wish, held: Held) -> Iterator[_Part]:
    """The providers of each region with its first families, and then the others."""
    taken = {*held.provider_codes}
    for rulebook in rulebooks:
        draw = Draw.seeded(wish.seed, held.clients, rulebook.region.code)
        region = made_up(rulebook, draw, wish.day, wish.referrals, taken)
        if region is not None:
            taken |= region.codes
            yield from _parts_of(rulebook.region.code, region, wish, held.clients)


def _parts_of(region: str, made: MadeUp, wish: Wish, before: int) -> Iterator[_Part]:
    part = _Part(region, 0, made.provider_rows)
    left, family = wish.referrals, before
    while left > 0:
        story = made.story(family - before)
        family += 1
        part.families.append((f"VB-{family:07}", story))
        left -= story.referrals
        if len(part.families) == AT_ONCE:
            yield part
            part = _Part(region, part.number + 1)
    yield part


def _store(part: _Part, wish: Wish, session: Session) -> Counter[str]:
    draw = Draw.seeded(
        wish.seed, part.region, part.number, part.families[:1] and part.families[0][0]
    )
    rows: Rows = defaultdict(list, {name: [*held] for name, held in part.rows.items()})
    numbers = _numbers(session, part.families)
    for reference, story in part.families:
        shift = timedelta(minutes=draw.number(0, 40), microseconds=draw.number(0, 999_999))
        telling = Telling(reference, shift, draw.identity, lambda code: next(numbers[code]))
        story.tell(telling, rows)
    connection = session.connection()
    for name, held in rows.items():
        if held:
            connection.execute(insert(Stored.metadata.tables[name]), held)
    for client in rows["client"]:
        audit.append(session, _line(client, wish.moment))
    people = len(rows["client"])
    made = Counter({name: len(held) for name, held in rows.items()})
    return made + Counter(audit_line=people, client_key=people)


def _numbers(session: Session, families: Sequence[tuple[str, Story]]) -> dict[str, Iterator[int]]:
    """The next allocation numbers of every municipality."""
    wanted = Counter(place for _, story in families for place in story.municipalities)
    return {
        place: iter(take_numbers(session, place, count)) for place, count in sorted(wanted.items())
    }


def _line(client: dict[str, Any], at: datetime) -> audit.Line:
    occasion = audit.Occasion(
        region=client["region"],
        at=at,
        actor="demo",
        role="demo",
        operation="demo",
        purpose=Purpose.MANAGEMENT.value,
    )
    about = client["reference"], client["id"]
    return audit.Line(occasion, AuditAction.CREATE, "client", str(client["id"]), *about)
