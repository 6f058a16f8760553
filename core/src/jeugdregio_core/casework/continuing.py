"""Requests about an allocation that is there already: an extension, or a change (317)."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

from jeugdregio_core.casework.asked import Asked, Wish, as_asked, first_of
from jeugdregio_core.casework.desk import Work
from jeugdregio_core.casework.find import Standing
from jeugdregio_core.casework.problems import ProblemCode, decline, invalid
from jeugdregio_core.casework.progress import OVER
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.model.period import dutch_date
from jeugdregio_core.rules.input import RequestInput, VolumeInput
from jeugdregio_core.store import tables

_SAME = {
    "provider": "de aanbieder",
    "segment": "het segment",
    "profile": "het profiel",
    "intensity": "de intensiteit",
    "product": "het product",
    "product_category": "de productcategorie",
    "volume": "het volume",
}
"""What an extension leaves as it is."""


def check(asked: Asked) -> None:
    """Whether the allocation can still be extended or changed like this. Raises Declined."""
    if asked.of is None:
        return
    version = asked.of.version
    if version.status in OVER:
        raise decline(
            ProblemCode.NOT_ALLOWED_NOW,
            f"De toewijzing is {version.status.label}. Doe een nieuwe aanvraag.",
        )
    if asked.kind is RequestKind.EXTENSION:
        _follows_on(asked, version)
    else:
        _lies_within(asked, version)


def as_it_stands(work: Work, of: Standing, provider: str) -> Wish:
    """What was first asked of an allocation, with what it has become since."""
    first = as_asked(work, first_of(work, of.allocation))
    version = of.version
    request = replace(
        first.request,
        provider=provider,
        segment=version.segment,
        profile=version.profile,
        intensity=version.intensity,
        product=version.product,
        product_category=version.product_category,
        volume=_volume(version),
        requested_by=None,
        reported_at=None,
        offered_at=None,
    )
    return Wish(request, first.norms)


def extension(
    asked: RequestInput, standing: RequestInput, version: tables.AllocationVersion
) -> RequestInput:
    """More of the same: what is left out stays as it is, from the day after the last one."""
    for name, label in _SAME.items():
        wanted, now = getattr(asked, name), getattr(standing, name)
        if wanted not in (None, now):
            raise invalid(
                f"Een verlenging verandert {label} niet. Vraag een wijziging of een nieuwe "
                "toewijzing aan.",
                f"request.{name}",
            )
    own = {"start": next_day(version), "end": None}
    given = {f.name: value for f in fields(asked) if (value := getattr(asked, f.name)) is not None}
    return replace(standing, **own | given)


def next_day(version: tables.AllocationVersion) -> date:
    """The day on which an extension begins."""
    if version.end is None or version.end == date.max:
        raise decline(
            ProblemCode.NOT_ALLOWED_NOW,
            "De toewijzing heeft geen einddatum. Verlengen is niet nodig.",
            "extends",
        )
    return version.end + timedelta(days=1)


def _follows_on(asked: Asked, version: tables.AllocationVersion) -> None:
    wanted = next_day(version)
    if asked.start != wanted:
        raise invalid(
            f"Een verlenging begint op de dag na de toewijzing: {dutch_date(wanted)}.",
            asked.path("start"),
        )


def _lies_within(asked: Asked, version: tables.AllocationVersion) -> None:
    if asked.start < version.start or (version.end is not None and asked.start > version.end):
        last = f" en eindigt op {dutch_date(version.end)}" if version.end else ""
        raise invalid(
            f"De wijziging gaat in op {dutch_date(asked.start)}. De toewijzing begint op "
            f"{dutch_date(version.start)}{last}.",
            asked.path("start"),
        )


def _volume(version: tables.AllocationVersion) -> VolumeInput | None:
    if version.volume_amount is None:
        return None
    return VolumeInput(
        amount=Decimal(version.volume_amount), unit=version.unit, frequency=version.frequency
    )
