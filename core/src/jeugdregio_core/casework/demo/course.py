"""What becomes of an allocation: a start, a pause, a change, an extension, and a stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from jeugdregio_core.casework.allocations import BY_PROVIDER, EXTENDED, REMOVED
from jeugdregio_core.casework.demo.asking import Asking
from jeugdregio_core.casework.demo.cases import last_day, next_month
from jeugdregio_core.casework.demo.dossier import Dossier
from jeugdregio_core.casework.demo.helping import Helping
from jeugdregio_core.model.casework import AllocationStatus, DeliveryKind
from jeugdregio_core.model.codes import RequestedBy, RequestKind
from jeugdregio_core.rules.input import CaseInput, RequestInput

_EARLY = {"32": 40, "34": 40, "33": 10, "36": 10}
"""Why help stops before its last day, by how often (JZ588)."""

AS_PLANNED = "31"


def run(child: Dossier, helping: Helping, first: Asking) -> list[Asking]:
    """Let an allocation run until yesterday; the requests that were made about it."""
    started = _start(child, helping)
    if started is None:
        return []
    last = _pause(child, helping, started)
    later = [*_change(child, helping, first, last)]
    last = _last_day(helping, last)
    later += _extension(child, helping, first, last)
    _stop(child, helping, _last_day(helping, last))
    return later


def _start(child: Dossier, helping: Helping) -> date | None:
    draw, now = child.bureau.draw, helping.newest
    decided = now["decided_at"]
    day = draw.after(max(now["start"], decided.date()), 0, 9)
    if child.happened(day) and day <= now["end"]:
        at = child.later(day, decided)
        helping.report(DeliveryKind.START, AllocationStatus.STARTED, day, at)
        return day
    withdrawn = draw.after(decided.date(), 2, 10)
    if draw.often(0.1) and child.happened(withdrawn):
        at = child.later(withdrawn, decided)
        helping.become(at, reason=REMOVED, status=AllocationStatus.WITHDRAWN)
    return None


def _pause(child: Dossier, helping: Helping, day: date) -> date:
    """The day of the last report."""
    draw = child.bureau.draw
    reports = (
        (DeliveryKind.STOP_TEMPORARILY, AllocationStatus.STOPPED_TEMPORARILY, (30, 80)),
        (DeliveryKind.RESUME, AllocationStatus.STARTED, (10, 40)),
    )
    for kind, status, wait in reports if draw.often(0.06) else ():
        on = draw.after(day, *wait)
        if not child.happened(on) or on > helping.newest["end"]:
            break
        helping.report(kind, status, on, child.later(on, helping.newest["decided_at"]))
        day = on
    return day


def _change(child: Dossier, helping: Helping, first: Asking, last: date) -> list[Asking]:
    """A change of intensity (317), from the first of a month; what the rules refuse stays."""
    draw, now = child.bureau.draw, helping.newest
    start = next_month(draw.after(last, 45, 90))
    asked_on = start - timedelta(days=draw.number(10, 20))
    if not _running(helping) or start > now["end"] or not child.happened(start):
        return []
    others = [code for code in _intensities(child, first) if code != now["intensity"]]
    if now["intensity"] is None or not others or not draw.often(0.2):
        return []
    request = replace(_as_it_stands(first, now), intensity=draw.one_of(others), start=start)
    given = replace(first.given, kind=RequestKind.CHANGE, request=request)
    asking = _ask(child, helping, replace(given, change_of=helping.facts(now)), asked_on)
    if _granted(child, asking, asked_on):
        at = asking.steps[-1]["at"]
        changes = now["changes_so_far"] + 1
        helping.become(at, reason=BY_PROVIDER, intensity=request.intensity, changes_so_far=changes)
    return [asking]


def _extension(child: Dossier, helping: Helping, first: Asking, last: date) -> list[Asking]:
    """More of the same, from the day after the last one."""
    draw, now = child.bureau.draw, helping.newest
    asked_on = now["end"] - timedelta(days=draw.number(14, 30))
    if not _running(helping) or asked_on <= last or not child.happened(now["end"]):
        return []
    if not draw.often(0.15):
        return []
    start = now["end"] + timedelta(days=1)
    end = last_day(start, draw.number(3, 6))
    request = replace(_as_it_stands(first, now), start=start, end=end)
    given = replace(first.given, kind=RequestKind.EXTENSION, request=request)
    asking = _ask(child, helping, given, asked_on)
    if _granted(child, asking, asked_on):
        helping.become(asking.steps[-1]["at"], reason=EXTENDED, end=end)
    return [asking]


def _stop(child: Dossier, helping: Helping, last: date) -> None:
    draw, end = child.bureau.draw, helping.newest["end"]
    early = draw.often(0.2) and end - last > timedelta(days=30)
    on = draw.between(last + timedelta(days=14), end) if early else end
    if on < last or not child.happened(on):
        return
    at = child.later(on, helping.newest["decided_at"])
    reason = draw.weighed(_EARLY) if on < end else AS_PLANNED
    helping.report(DeliveryKind.STOP, AllocationStatus.ENDED, on, at, reason)
    if draw.often(0.6):
        helping.measure(draw, on, at + timedelta(minutes=10))


def _ask(child: Dossier, helping: Helping, given: CaseInput, day: date) -> Asking:
    at = child.later(day, helping.newest["decided_at"])
    asked, decision = child.put(given, at, without=helping)
    child.file(asked, at)
    asking = Asking(
        id=child.story.new_id(), given=asked, provider=helping.provider, allocation=helping.id
    )
    asking.ask(decision, at)
    return asking


def _granted(child: Dossier, asking: Asking, asked_on: date) -> bool:
    answered_on = child.bureau.draw.after(asked_on, 1, 7)
    return child.happened(answered_on) and child.answered(asking, answered_on)


def _running(helping: Helping) -> bool:
    status: AllocationStatus = helping.newest["status"]
    return status is AllocationStatus.STARTED


def _as_it_stands(first: Asking, now: dict[str, Any]) -> RequestInput:
    return replace(
        first.given.request,
        profile=now["profile"],
        intensity=now["intensity"],
        end=now["end"],
        requested_by=RequestedBy.PROVIDER,
    )


def _intensities(child: Dossier, first: Asking) -> list[str]:
    client, start = first.given.client, first.given.request.start
    held = child.bureau.catalogue(start, client.municipality) if start else None
    return [intensity.code for intensity in held.intensities] if held else []


def _last_day(helping: Helping, last: date) -> date:
    """The last day on which something happened."""
    decided: datetime = helping.newest["decided_at"]
    return max(last, decided.date())
