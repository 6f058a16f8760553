"""Where every step is carried out: in one transaction, once per key, with a line in the audit log.

A step is a function from ``Work`` to ``Told``. It may be run several times and may be undone, so
it touches nothing but the session it gets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Protocol, TypeVar
from uuid import UUID

import orjson
from sqlalchemy import Connection
from sqlmodel import Session

from jeugdregio_core import trace_context
from jeugdregio_core.casework import discretion, rights
from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.casework.days import day_of
from jeugdregio_core.casework.memory import Kept, Memory
from jeugdregio_core.casework.plain import plain
from jeugdregio_core.casework.problems import Declined, StepProblem
from jeugdregio_core.casework.sight import Sight
from jeugdregio_core.guard import Guard
from jeugdregio_core.model.casework import AuditAction, AuditOutcome
from jeugdregio_core.store import audit, subjects
from jeugdregio_core.store.idempotency import once
from jeugdregio_core.store.transaction import Store

T = TypeVar("T")


class Command(Protocol):
    """What every step is asked with."""

    @property
    def region(self) -> str:
        """Code of the region."""

    @property
    def idempotency_key(self) -> str:
        """The same key with the same question has its effect once."""

    @property
    def dry_run(self) -> bool | None:
        """Decide, and store nothing."""


class Shown(Protocol):
    """A client of whom something is shown."""

    id: UUID
    reference: str


@dataclass(frozen=True, slots=True)
class Work:
    """What a step works with. ``moment`` does not move while it runs."""

    session: Session
    region: str
    """Code of the region that is worked for."""
    guarded: Callable[[], Guard]
    actor: Actor
    moment: datetime
    new_id: Callable[[], UUID]
    operation: str
    sight: Sight = Sight()
    """What of the region the actor sees."""
    memory: Memory | None = None
    """What earlier reads kept; a step does without, since it sees what it changed itself."""

    @property
    def day(self) -> date:
        """The day it is in the Netherlands."""
        return day_of(self.moment)

    @property
    def guard(self) -> Guard:
        """The guarded rulebook of the region, with the tables of this transaction in it.

        A look seldom needs it, and looks for newer tables when it does. Raises UnknownRegion.
        """
        return self.guarded()

    @property
    def connection(self) -> Connection:
        """The connection of the session, without what a session does first for its objects."""
        held = self.session.bind
        assert isinstance(held, Connection), "a session of the store has one connection"
        return held

    @property
    def kept(self) -> Kept:
        """What is kept of the region as it stands; may be added to."""
        if self.memory is None:
            return {}
        return self.memory.kept(self.session.info, self.connection, self.region)

    def note(
        self,
        action: AuditAction,
        kind: str,
        identity: object,
        client: str | None = None,
        outcome: AuditOutcome = AuditOutcome.OK,
    ) -> None:
        """Leave a line in the audit log: what was touched, never what it said."""
        line = audit.Line(
            self._occasion, action, kind, str(identity), client, outcome=outcome.value
        )
        audit.append(self.session, line)

    def note_shown(self, clients: Iterable[Shown]) -> None:
        """Leave a line for each of these clients: somebody sees them."""
        told = partial(audit.Line, self._occasion, AuditAction.READ, "client")
        known = [(one.reference, one.id) for one in clients]
        texts: list[str] = orjson.loads(orjson.dumps([one for _, one in known], default=str))
        lines = (told(text, *about) for text, about in zip(texts, known, strict=True))
        audit.append(self.session, *lines)

    @property
    def _occasion(self) -> audit.Occasion:
        return audit.Occasion(
            region=self.region,
            at=self.moment,
            actor=self.actor.subject,
            role=self.actor.role.value,
            operation=self.operation,
            organisation=self.actor.organisation,
            trace=trace_context.current(),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """The answer of a step: what it made or changed, the decision, and any problems.

    ``made`` holds per kind (``referral``, ``request``, ``allocation``, ...) what the thing was
    like right after the step, as plain data: a second answer to one key is the first answer, and
    what a dry run made is nowhere to be read.
    """

    made: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    decision: Mapping[str, Any] | None = None
    problems: tuple[StepProblem, ...] = ()

    @property
    def ids(self) -> dict[str, str]:
        """The id of everything it made or changed, per kind."""
        return {kind: thing["id"] for kind, thing in self.made.items()}

    def as_json(self) -> dict[str, Any]:
        """Plain data, as it is kept with an idempotency key."""
        return {
            "made": {kind: dict(thing) for kind, thing in self.made.items()},
            "decision": self.decision,
            "problems": [problem.as_json() for problem in self.problems],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Told:
        """Read back what ``as_json`` gave."""
        problems = tuple(StepProblem.from_json(problem) for problem in data["problems"])
        return cls(data["made"], data["decision"], problems)


Step = Callable[[Work], Told]


@dataclass(frozen=True, slots=True)
class Desk:
    """Carries out steps. The clock and the source of ids are given, so that tests can hold them."""

    store: Store
    guard: Callable[[Session, str], Guard]
    """The guarded rulebook of a region, with the tables of this transaction in it. Raises
    UnknownRegion."""
    clock: Callable[[], datetime]
    new_id: Callable[[], UUID]
    memory: Memory = field(default_factory=Memory)

    def carry_out(
        self, actor: Actor, operation: str, asked: Command, about: Iterable[str], step: Step
    ) -> Told:
        """Take the step, once for this key. A declined step leaves nothing but its answer.

        Raises UnknownRegion, Forbidden and the errors of the store: KeyReused, Conflict,
        StoreUnavailable and OutcomeUnknown.
        """
        key = subjects.key(asked.region, actor.subject, asked.idempotency_key)

        def work(session: Session) -> Mapping[str, Any]:
            given = self._work(session, asked.region, actor, operation)
            rights.check(actor, operation, asked.region)
            if asked.dry_run:
                return _taken(given, step).as_json()
            answer: Mapping[str, Any] = once(
                session,
                region=asked.region,
                subject=actor.subject,
                key=asked.idempotency_key,
                body=_body(operation, asked),
                now=given.moment,
                effect=lambda: _taken(given, step).as_json(),
            )
            return answer

        run = self.store.rehearse if asked.dry_run else self.store.write
        told = Told.from_json(run([key, *about], work))
        return told if Sight.shows_everything(actor.role) else _discreet(told)

    def carry_out_all(
        self,
        actor: Actor,
        operation: str,
        region: str,
        about: Iterable[str],
        steps: Sequence[Callable[[Work], T]],
        *,
        dry_run: bool = False,
    ) -> list[T | Declined]:
        """Take steps in one transaction: all of them, or none where one is declined.

        For who manages the store; it asks for no right and keeps no answer. Raises UnknownRegion
        and the errors of the store.
        """

        def work(session: Session) -> list[T | Declined]:
            given = self._work(session, region, actor, operation)
            tried = [_tried(given, step) for step in steps]
            if any(isinstance(one, Declined) for one in tried):
                raise _Undone(tried)
            return tried

        run = self.store.rehearse if dry_run else self.store.write
        try:
            return run(about, work)
        except _Undone as undone:
            return undone.tried

    def look(self, actor: Actor, operation: str, region: str, see: Callable[[Work], T]) -> T:
        """Read. What ``see`` noted is in the audit log before its answer is given.

        Raises StoreUnavailable, and UnknownRegion where rules are asked; elsewhere of a region
        that is not there nothing is seen.
        """
        return self.store.read(self._seeing(actor, operation, region, see))

    async def look_awaited(
        self, actor: Actor, operation: str, region: str, see: Callable[[Work], T]
    ) -> T:
        """``look``, for who may not wait in an event loop."""
        return await self.store.look(self._seeing(actor, operation, region, see))

    def _seeing(
        self, actor: Actor, operation: str, region: str, see: Callable[[Work], T]
    ) -> Callable[[Session], T]:
        return lambda session: see(self._work(session, region, actor, operation, self.memory))

    def _work(
        self,
        session: Session,
        region: str,
        actor: Actor,
        operation: str,
        memory: Memory | None = None,
    ) -> Work:
        guarded = cache(partial(self.guard, session, region))
        if memory is None:
            guarded()  # no step is taken where there are no rules
        moment = self.clock()
        sight = Sight.of(session, actor, region, moment)
        return Work(session, region, guarded, actor, moment, self.new_id, operation, sight, memory)

    def sight(self, session: Session, actor: Actor, region: str) -> Sight:
        """What this actor sees of a region now."""
        return Sight.of(session, actor, region, self.clock())


def _body(operation: str, asked: Command) -> dict[str, Any]:
    """What makes two questions the same: all but the key, and how they were written."""
    body = plain(asked)
    return {"operation": operation} | {
        name: value for name, value in body.items() if name not in ("idempotencyKey", "dryRun")
    }


def _discreet(told: Told) -> Told:
    """The same without what is about the help of others."""
    if told.decision is None:
        return told
    decision = discretion.decision(told.decision)
    return Told(told.made, decision, discretion.problems(told.problems, told.decision))


class _Undone(Exception):
    """Ends a transaction of which nothing is to stay."""

    def __init__(self, tried: list[Any]) -> None:
        self.tried = tried
        super().__init__()


def _taken(given: Work, step: Step) -> Told:
    told = _tried(given, step)
    if isinstance(told, Declined):
        return Told(decision=told.decision, problems=told.problems)
    return told


def _tried(given: Work, step: Callable[[Work], T]) -> T | Declined:
    try:
        with given.session.begin_nested():
            return step(given)
    except Declined as declined:
        _forget_deeds(given.session)
        return declined


def _forget_deeds(session: Session) -> None:
    """Of a step that was undone, only what was seen stays in the audit log."""
    lines: list[audit.Line] = session.info[audit.PENDING]
    lines[:] = [line for line in lines if line.action is AuditAction.READ]
