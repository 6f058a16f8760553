"""Where every step is carried out: in one transaction, once per key, with a line in the audit log.

A step is a function from ``Work`` to ``Told``. It may be run several times and may be undone, so
it touches nothing but the session it gets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlmodel import Session

from jeugdregio_core.casework.problems import Declined, StepProblem
from jeugdregio_core.guard import Guard
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import audit, subjects
from jeugdregio_core.store.idempotency import once
from jeugdregio_core.store.transaction import Store


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, in which role, for which organisation. ``subject`` is an account, never a name."""

    subject: str
    role: str
    organisation: str | None = None


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


@dataclass(frozen=True, slots=True)
class Work:
    """What a step works with. ``now`` and ``today`` do not move while it runs."""

    session: Session
    guard: Guard
    actor: Actor
    now: datetime
    today: date
    new_id: Callable[[], UUID]
    operation: str

    @property
    def region(self) -> str:
        """Code of the region that is worked for."""
        return self.guard.rulebook.region.code

    def note(
        self, action: AuditAction, kind: str, identity: object, client: str | None = None
    ) -> None:
        """Leave a line in the audit log: what was touched, never what it said."""
        audit.append(
            self.session,
            audit.Line(
                region=self.region,
                at=self.now,
                actor=self.actor.subject,
                role=self.actor.role,
                action=action,
                object_type=kind,
                object_id=str(identity),
                client_reference=client,
                operation=self.operation,
                outcome="ok",
            ),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """The answer of a step: ids of what it made or changed, the decision, and any problems."""

    ids: Mapping[str, str] = field(default_factory=dict)
    decision: Mapping[str, Any] | None = None
    problems: tuple[StepProblem, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain data, as it is kept with an idempotency key."""
        return {
            "ids": dict(self.ids),
            "decision": self.decision,
            "problems": [problem.as_json() for problem in self.problems],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Told:
        """Read back what ``as_json`` gave."""
        problems = tuple(StepProblem.from_json(problem) for problem in data["problems"])
        return cls(data["ids"], data["decision"], problems)


Step = Callable[[Work], Told]


@dataclass(frozen=True, slots=True)
class Desk:
    """Carries out steps. The clock and the source of ids are given, so that tests can hold them."""

    store: Store
    guard: Callable[[str], Guard]
    """The guarded rulebook of a region. Raises UnknownRegion."""
    now: Callable[[], datetime]
    today: Callable[[], date]
    new_id: Callable[[], UUID]

    def carry_out(
        self, actor: Actor, operation: str, asked: Command, about: Iterable[str], step: Step
    ) -> Told:
        """Take the step, once for this key. A declined step leaves nothing but its answer.

        Raises UnknownRegion and the errors of the store: KeyReused, Conflict, StoreUnavailable and
        OutcomeUnknown.
        """
        guard = self.guard(asked.region)
        key = subjects.key(asked.region, actor.subject, asked.idempotency_key)

        def work(session: Session) -> Mapping[str, Any]:
            given = Work(session, guard, actor, self.now(), self.today(), self.new_id, operation)
            if asked.dry_run:
                return _taken(given, step).as_json()
            answer: Mapping[str, Any] = once(
                session,
                region=asked.region,
                subject=actor.subject,
                key=asked.idempotency_key,
                body=[operation, asdict(asked)],  # type: ignore[call-overload]
                now=given.now,
                effect=lambda: _taken(given, step).as_json(),
            )
            return answer

        run = self.store.rehearse if asked.dry_run else self.store.write
        return Told.from_json(run([key, *about], work))


def _taken(given: Work, step: Step) -> Told:
    try:
        with given.session.begin_nested():
            return step(given)
    except Declined as declined:
        return Told(problems=declined.problems)
