"""The rulebooks with the newest tables in them, for processes that share one store."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from threading import Lock
from time import monotonic

from sqlmodel import Session

from jeugdregio_core.guard import Guard
from jeugdregio_core.own_tables import keeping
from jeugdregio_core.own_tables.keeping import Version
from jeugdregio_core.own_tables.rows import Row
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.store.transaction import Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Held:
    version: Version
    guard: Guard
    seen: float


class CurrentGuards:
    """Gives the guarded rulebook of a region, filled with the tables as they are now.

    Call it with the code of a region outside a transaction: it looks whether something was loaded,
    at most once per ``fresh_seconds``. Within a transaction use ``within``, so that the tables
    are those of that transaction. ``base`` gives the guard without tables; what a region spent of
    its time limit stays counted when its tables change.
    """

    def __init__(
        self, store: Store, base: Callable[[str], Guard], fresh_seconds: float = 0.2
    ) -> None:
        self._store = store
        self._base = base
        self._fresh_seconds = fresh_seconds
        self._held: dict[str, _Held] = {}
        self._filling = Lock()

    def __call__(self, region: str) -> Guard:
        """The guard of a region. Raises UnknownRegion, and StoreUnavailable."""
        self._base(region)
        held = self._held.get(region)
        if held is not None and monotonic() - held.seen < self._fresh_seconds:
            return held.guard
        return self._store.read(lambda session: self.within(session, region))

    def within(self, session: Session, region: str) -> Guard:
        """The guard of a region as this transaction sees its tables. Raises UnknownRegion."""
        self._base(region)
        return self._as_of(session, region, keeping.version(session, region))

    async def versions(self) -> Mapping[str, Version]:
        """What is loaded now, without reading it: the same as long as nothing else is.

        Raises StoreUnavailable.
        """
        return await self._store.look(keeping.versions)

    async def each(
        self, regions: Collection[str]
    ) -> tuple[dict[str, Guard], Mapping[str, Version]]:
        """The guards of these regions as they are now, and what is loaded; in one statement.

        Raises UnknownRegion, and StoreUnavailable.
        """

        def look(session: Session) -> tuple[dict[str, Guard], Mapping[str, Version]]:
            newest = keeping.versions(session)
            of = {one: self._as_of(session, one, newest.get(one, Version())) for one in regions}
            return of, newest

        return await self._store.look(look)

    def _as_of(self, session: Session, region: str, newest: Version) -> Guard:
        base, seen = self._base(region), monotonic()
        held = self._held.get(region) or _Held(Version(), base, seen)
        if held.version == newest:
            self._held[region] = replace(held, seen=seen)
            return held.guard
        rows = keeping.rows_of(session, newest)
        with self._filling:  # no read in here: in an event loop it would wait for itself
            held = self._held.get(region) or held
            guard = held.guard
            if held.version != newest:
                guard = replace(guard, rulebook=_filled(base.rulebook, rows))
            self._held[region] = _Held(newest, guard, seen)
        return guard


def _filled(base: Rulebook, rows: Sequence[Row]) -> Rulebook:
    """With every row that fits. A row that fits no more leaves its fact unknown again."""
    from jeugdregio_core.own_tables.filled import fill
    from jeugdregio_core.own_tables.tables import tables_of

    filled = fill(base, tables_of(base), rows)
    if filled.problems:
        _log.error(
            "region %s: %d of %d loaded rows do not fit and are left out; the first: %s",
            base.region.code,
            len(filled.problems),
            len(rows),
            filled.problems[0],
        )
    return filled.rulebook
