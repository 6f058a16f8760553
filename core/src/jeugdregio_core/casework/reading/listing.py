"""A page of a list: cut before anything is joined, newest first, and stable while rows come in."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    Table,
    bindparam,
    func,
    select,
    tuple_,
)

from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.memory import remembered
from jeugdregio_core.casework.reading.cursors import Cursors, identity, moment
from jeugdregio_core.casework.reading.questions import Look, PartOf
from jeugdregio_core.casework.reading.records import Page
from jeugdregio_core.casework.reading.rows import Form, fetch, instead, until
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.model.casework import AuditAction


class Filter(Hashable, Protocol):
    """What a list is filtered on."""

    @property
    def by_status_alone(self) -> bool:
        """Whether it filters on nothing that a caller can make up."""


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
    held: Callable[[Sight, Any, bool], Sequence[ColumnElement[bool]]]
    """What an item of the list meets: it is seen, and what is filtered on is so."""
    around: Callable[[Sight, bool, Form], Select[Any]]
    """The items with what stands in one row with each."""
    form: Callable[[Work, Look], Form]
    """What that is, for what is shown."""

    def page(
        self,
        work: Work,
        part: PartOf,
        only: Filter,
        look: Look,
        read: Callable[..., Sequence[R]],
    ) -> Page[R]:
        """One part of the list; ``read`` makes records of its rows, in their ``form``."""
        cursors = Cursors(self.name, work.region, (moment, identity))
        place = cursors.place(part.after)
        after = dict(zip(_PLACE, place or (), strict=bool(place)))
        form = self.form(work, look)
        like = (only, look.dated, bool(place), form)
        most = part.first + 1
        rows = fetch(work, self._part, *like, known_at=look.known_at, most=most, **after)
        rows.sort(key=form.values(self.table.c[self.moment], self.table.c.id), reverse=True)
        work.note(AuditAction.EXECUTE, "search", self.name)
        shown = tuple(read(rows[: part.first], form=form))
        places = [(getattr(item, self.moment), item.id) for item in shown]
        return Page(
            items=shown,
            cursors=tuple(map(cursors.write, places)),
            more=len(rows) > part.first,
            total=self._total(work, only, look) if "total_count" in look.wanted else None,
        )

    @property
    def newest_first(self) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
        """The order of the list."""
        return self.table.c[self.moment].desc(), self.table.c.id.desc()

    def _part(
        self, sight: Sight, only: Filter, dated: bool, after: bool, form: Form
    ) -> Select[Any]:
        """In any order: the database would put whole rows in order that stand so already."""
        return instead(self.around(sight, dated, form), self._cut(sight, only, dated, after))

    def _cut(self, sight: Sight, only: Filter, dated: bool, after: bool) -> Subquery:
        chosen = self._chosen(sight, only, dated, *self.table.c)
        if after:
            key = (self.table.c[self.moment], self.table.c.id)
            here = (
                bindparam(name, type_=column.type) for name, column in zip(_PLACE, key, strict=True)
            )
            chosen = chosen.where(tuple_(*key) < tuple_(*here))
        most = bindparam("most", type_=Integer())
        return chosen.order_by(*self.newest_first).limit(most).subquery("page")

    def _total(self, work: Work, only: Filter, look: Look) -> int:
        def count() -> int:
            ((found,),) = fetch(work, self._count, only, look.dated, known_at=look.known_at)
            return int(found)

        if look.dated or not only.by_status_alone:
            return count()
        return remembered(work.kept, (self.name, work.sight, only), count)

    def _count(self, sight: Sight, only: Filter, dated: bool) -> Select[Any]:
        return self._chosen(sight, only, dated, func.count()).select_from(self.table)

    def _chosen(
        self, sight: Sight, only: Filter, dated: bool, *what: ColumnElement[Any]
    ) -> Select[Any]:
        known = until(self.table.c[self.moment], dated)
        return select(*what).where(known, *self.held(sight, only, dated))


_PLACE = ("after_moment", "after_id")
