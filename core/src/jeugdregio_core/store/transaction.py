"""The store: the only road to a write, and the road to a read."""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop, get_running_loop
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, asynccontextmanager
from functools import partial
from types import TracebackType
from typing import TypeAlias, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from jeugdregio_core.beside import beside
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import audit, outbox
from jeugdregio_core.store.engine import Engines, Limits, open_engines, read_url
from jeugdregio_core.store.failures import commit
from jeugdregio_core.store.here import Here, Looked, looked, session_on
from jeugdregio_core.store.journal import Journal
from jeugdregio_core.store.journal_awaited import AwaitedJournal
from jeugdregio_core.store.locks import locking
from jeugdregio_core.store.retry import Retry
from jeugdregio_core.store.terms import Terms

T = TypeVar("T")
Work: TypeAlias = Callable[[Session], T]


def open_store(url: str, limits: Limits | None = None, terms: Terms | None = None) -> Store:
    """Connect, and refuse a database that could lose what it acknowledged.

    A SQLite file is made when it is not there. Tables come from ``migrations.prepare``. Raises
    StoreRefused and StoreUnavailable.
    """
    store = store_at(url, limits, terms)
    try:
        store.check()
    except BaseException:
        store.close()
        raise
    return store


def store_at(url: str, limits: Limits | None = None, terms: Terms | None = None) -> Store:
    """The same without connecting: its first use does, and refuses as much. Raises StoreRefused."""
    limits = limits or Limits()
    return Store(open_engines(read_url(url), limits), limits, terms or Terms())


class Store(AbstractContextManager["Store"]):
    """One database. Threads and processes may share it; a store may not cross a fork.

    ``work`` gets a session, and returns what it found or made. It may be run several times, so it
    does nothing but read and write through that session: no message, no file, no counter. Of an
    attempt that fails nothing remains. Whether it is stored is decided here: a commit in ``work``
    stores nothing.
    """

    def __init__(self, engines: Engines, limits: Limits, terms: Terms) -> None:
        self.engines = engines
        self.terms = terms
        self.retry = Retry(limits.tries, limits.seconds)
        self._journal = Journal(self.add_lines)
        self._here: dict[AbstractEventLoop, tuple[Here, AwaitedJournal]] = {}

    def check(self) -> None:
        """Whether the database answers and is safe. Raises StoreUnavailable and StoreRefused."""
        for engine in self.engines.all():
            self.retry.run(partial(_connect, engine))

    def write(self, subjects: Iterable[str], work: Work[T]) -> T:
        """Run ``work`` as if it were alone, and store what it did: all of it or nothing.

        Writes that name a same subject (see ``subjects``) wait for each other. Raises Conflict,
        StoreUnavailable and OutcomeUnknown, and whatever ``work`` raises.
        """
        about = tuple(subjects)
        return self.retry.run(lambda: self._attempt(about, work, keep=True))

    def rehearse(self, subjects: Iterable[str], work: Work[T]) -> T:
        """Run ``work`` exactly as a write would, and store nothing but that it looked."""
        about = tuple(subjects)
        looked: list[audit.Line] = []

        def tried(session: Session) -> T:
            answer = work(session)
            lines: list[audit.Line] = session.info[audit.PENDING]
            looked[:] = [line for line in lines if line.action is AuditAction.READ]
            return answer

        answer = self.retry.run(lambda: self._attempt(about, tried, keep=False))
        self._log(looked)
        return answer

    def read(self, work: Work[T]) -> T:
        """Run ``work`` on one state of the database. Audit lines are stored before it returns.

        Raises StoreUnavailable, also when the lines cannot be stored: then nothing is shown.
        """
        answer, lines = self.looked(work)
        self._log(lines)
        return answer

    async def look(self, work: Work[T]) -> T:
        """``read``, for who may not wait in an event loop."""
        if (opened := self._here.get(get_running_loop())) is None:
            return await beside(self.read, work)
        here, journal = opened
        answer, lines = await here.looked(work)
        if lines:
            await journal.add(lines)
        return answer

    def look_ahead(self, work: Work[T]) -> T:
        """``look``, before there is an event loop: a server then loads only what it reads with."""
        with ThreadPoolExecutor(1) as beside_any_loop:
            return beside_any_loop.submit(asyncio.run, self._look_ahead(work)).result()

    async def _look_ahead(self, work: Work[T]) -> T:
        async with self.here():
            return await self.look(work)

    @asynccontextmanager
    async def here(self) -> AsyncIterator[None]:
        """Within, ``look`` reads in this event loop if it can; elsewhere in a thread beside it."""
        loop = get_running_loop()
        if self.engines.here is None or loop in self._here:
            yield
            return
        here = self.engines.here(self)
        journal = AwaitedJournal(here.add_lines)
        self._here[loop] = here, journal
        try:
            yield
        finally:
            del self._here[loop]
            await journal.finish()
            await here.close()

    def looked(self, work: Work[T]) -> Looked[T]:
        """What ``work`` finds, with the lines that are still to be stored before it is shown."""
        return self.retry.run(lambda: self._look(work))

    def add_lines(self, lines: list[audit.Line]) -> None:
        """Store these lines of who only looked."""
        self.write((), lambda session: session.info[audit.PENDING].extend(lines))

    def close(self) -> None:
        """Close every connection."""
        for engine in self.engines.used():
            engine.dispose()

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        self.close()

    def _log(self, lines: list[audit.Line]) -> None:
        if lines:
            self._journal.add(lines)

    def _attempt(self, about: tuple[str, ...], work: Work[T], *, keep: bool) -> T:
        with locking(self.engines.locks) as locks:
            locks.take(about)
            with self.engines.writer.connect() as connection:
                transaction = connection.begin()
                with session_on(connection) as session:
                    answer = work(session)
                    session.flush()
                    if keep:
                        outbox.fill(session, audit.seal(session, locks, self.terms))
                        commit(transaction)
        return answer

    def _look(self, work: Work[T]) -> Looked[T]:
        with self.engines.reader.begin() as connection:
            return looked(connection, work)


def _connect(engine: Engine) -> None:
    engine.connect().close()
