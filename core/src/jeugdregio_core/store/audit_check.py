"""Check the audit log of a region: was a line changed, taken out, moved, or the end cut off?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from jeugdregio_core.record import record
from jeugdregio_core.store import audit_form
from jeugdregio_core.store.audit import BEFORE_THE_FIRST, Head, head
from jeugdregio_core.store.tables import AuditLine

_AT_ONCE = 2_000


@record
class Verification:
    """What was found. ``head`` is the newest line now; export it and check with it next time."""

    head: Head
    problems: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def verify(session: Session, region: str, exported: Head | None = None) -> Verification:
    """Walk the whole chain of a region. With an exported head also what was cut off is found."""
    now = head(session.connection(), region)
    problems = [*_walk(session, region), *_compare(session, now, exported)]
    return Verification(now, tuple(problems))


@dataclass(slots=True)
class _Stripped:
    """The lines that lost their reference, until the line that holds the digest of them."""

    last: int = 0
    digest: str = BEFORE_THE_FIRST

    def add(self, line: dict[str, Any]) -> None:
        self.last = line["sequence"]
        self.digest = audit_form.digest(self.digest, line)

    def compare(self, said: str) -> Iterator[str]:
        if self.digest != said:
            yield f"Een van de oude regels tot en met {self.last} is gewijzigd."
        self.last, self.digest = 0, BEFORE_THE_FIRST


def _walk(session: Session, region: str) -> Iterator[str]:
    before = Head(region, 0, BEFORE_THE_FIRST)
    stripped = _Stripped()
    for row in _lines(session, region):
        yield from _look_at(row, before, stripped)
        before = Head(region, row.sequence, row.hash)
    if stripped.last:
        yield f"Van de oude regels tot en met {stripped.last} is niet te zien of ze kloppen."


def _look_at(row: AuditLine, before: Head, stripped: _Stripped) -> Iterator[str]:
    missing = row.sequence - before.sequence - 1
    if missing:
        lacking = "ontbreekt 1 regel" if missing == 1 else f"ontbreken {missing} regels"
        yield f"Voor regel {row.sequence} {lacking}."
    elif row.previous_hash != before.hash:
        yield f"Regel {row.sequence} sluit niet aan op de regel ervoor."
    yield from _content(row.model_dump(), stripped)


def _content(line: dict[str, Any], stripped: _Stripped) -> Iterator[str]:
    if audit_form.is_stripped(line):
        stripped.add(line)
    elif not audit_form.is_known(line) or line["hash"] != audit_form.link(
        line["previous_hash"], line
    ):
        yield f"Regel {line['sequence']} is gewijzigd."
    elif line["operation"] == audit_form.UPGRADED:
        yield from stripped.compare(line["object_id"])


def _compare(session: Session, now: Head, exported: Head | None) -> Iterator[str]:
    if exported is None:
        return
    if now.sequence < exported.sequence:
        lost = exported.sequence - now.sequence
        yield "De laatste regel is weg." if lost == 1 else f"De laatste {lost} regels zijn weg."
        return
    row = session.get(AuditLine, (now.region, exported.sequence))
    if row is not None and row.hash != exported.hash:
        yield f"Regel {exported.sequence} is niet meer de regel die is bewaard."


def _lines(session: Session, region: str) -> Iterator[AuditLine]:
    """In parts, so that no statement takes long however old the log is."""
    last = 0
    while True:
        part = session.exec(
            select(AuditLine)
            .where(AuditLine.region == region, col(AuditLine.sequence) > last)
            .order_by(col(AuditLine.sequence))
            .limit(_AT_ONCE)
        ).all()
        yield from part
        if len(part) < _AT_ONCE:
            return
        last = part[-1].sequence
