"""A page of a list: cut before anything is joined, newest first, and stable while rows come in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, Table, and_, func, literal, select, tuple_

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.reading.cursors import Cursors, identity, moment
from jeugdregio_core.casework.reading.questions import Look, PartOf
from jeugdregio_core.casework.reading.records import Page
from jeugdregio_core.casework.reading.rows import until
from jeugdregio_core.model.casework import AuditAction


class _Listed(Protocol):
    @property
    def id(self) -> UUID: ...


R = TypeVar("R", bound=_Listed)


@dataclass(frozen=True, slots=True)
class Listing:
    """What one actor sees of one table, by a moment that never changes and the id."""

    name: str
    table: Table
    moment: str

    def page(
        self,
        work: Work,
        part: PartOf,
        conditions: Sequence[ColumnElement[bool]],
        look: Look,
        read: Callable[[Subquery], Sequence[R]],
    ) -> Page[R]:
        """One part of what meets these conditions; what the actor sees is one of them.

        ``read`` gets the ids that were cut out, and gives their records in order.
        """
        at = self.table.c[self.moment]
        held = and_(until(at, look.known_at), *conditions)
        cursors = Cursors(self.name, work.region, (moment, identity))
        found = read(self._cut(held, cursors.place(part.after), part.first + 1))
        work.note(AuditAction.EXECUTE, "search", self.name)
        shown = tuple(found[: part.first])
        places = [(getattr(item, self.moment), item.id) for item in shown]
        return Page(
            items=shown,
            cursors=tuple(map(cursors.write, places)),
            more=len(found) > part.first,
            total=self._count(work, held) if "total_count" in look.wanted else None,
        )

    @property
    def newest_first(self) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        """The order of the list."""
        return self.table.c[self.moment].desc(), self.table.c.id.desc()

    def _cut(self, held: ColumnElement[bool], place: tuple[Any, ...] | None, most: int) -> Subquery:
        chosen = select(self.table.c.id).where(held)
        if place is not None:
            key = (self.table.c[self.moment], self.table.c.id)
            here = [literal(value, column.type) for value, column in zip(place, key, strict=True)]
            chosen = chosen.where(tuple_(*key) < tuple_(*here))
        return chosen.order_by(*self.newest_first).limit(most).subquery("page")

    def _count(self, work: Work, held: ColumnElement[bool]) -> int:
        count = select(func.count()).select_from(self.table).where(held)
        return int(work.session.connection().execute(count).scalar_one())
