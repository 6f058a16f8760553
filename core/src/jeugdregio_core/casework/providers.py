"""Who delivers help: register a provider, the conditions it meets, and how long families wait."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from urllib.parse import urlsplit

from sqlmodel import select

from jeugdregio_core.casework import find, own
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.inputs_providers import (
    RecordAgreementInput,
    RegisterProviderInput,
    ReportAvailabilityInput,
)
from jeugdregio_core.casework.problems import invalid
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.period import NotInForce, Period, dutch_date, in_force
from jeugdregio_core.model.words import spoken
from jeugdregio_core.store import tables


class Held(Protocol):
    """Something that holds during a period."""

    first: date
    last: date | None


def register_provider(work: Work, asked: RegisterProviderInput) -> Told:
    """Register a provider; one that is known already is brought up to date."""
    _readable(asked)
    _own_agb_code(work, asked)
    provider = work.session.exec(
        select(tables.Provider).where(tables.Provider.code == asked.code)
    ).one_or_none()
    action = AuditAction.UPDATE if provider else AuditAction.CREATE
    if provider is None:
        provider = tables.Provider(id=work.new_id(), code=asked.code, name=asked.name)
        work.session.add(provider)
    provider.name = asked.name
    provider.agb_code = asked.agb_code or provider.agb_code
    provider.website = asked.website or provider.website
    work.note(action, "provider", provider.id)
    return Told({"provider": {"id": str(provider.id), "code": provider.code}})


def record_agreement(work: Work, asked: RecordAgreementInput) -> Told:
    """Record a condition that a provider meets during a period."""
    provider = find.provider(work, asked.provider, "provider")
    valid = period(asked.first, asked.last)
    agreement = tables.Agreement
    same = select(agreement).where(
        agreement.provider_id == provider.id,
        agreement.region == work.region,
        agreement.code == asked.code,
    )
    free(work.session.exec(same).all(), valid, f"De afspraak {asked.code}")
    made = tables.Agreement(
        id=work.new_id(),
        region=work.region,
        provider_id=provider.id,
        code=asked.code,
        first=asked.first,
        last=asked.last,
    )
    work.session.add(made)
    work.note(AuditAction.CREATE, "agreement", made.id)
    return Told({"agreement": {"id": str(made.id), "code": made.code}})


def report_availability(work: Work, asked: ReportAvailabilityInput) -> Told:
    """Keep what a provider says about its waiting time; earlier reports stay."""
    provider = find.provider(work, asked.provider, "provider")
    own.provider(work, provider, "provider")
    if asked.as_of > work.day:
        raise invalid(f"{dutch_date(asked.as_of)} ligt in de toekomst.", "asOf")
    Bought(work, asked.as_of).check(asked.segment, asked.profile, None)
    made = tables.Availability(
        id=work.new_id(),
        region=work.region,
        provider_id=provider.id,
        segment=asked.segment,
        profile=asked.profile,
        waiting_days=asked.waiting_days,
        as_of=asked.as_of,
    )
    work.session.add(made)
    work.note(AuditAction.CREATE, "availability", made.id)
    return Told({"availability": {"id": str(made.id), "waitingDays": made.waiting_days}})


def period(first: date, last: date | None) -> Period:
    """The days on which something holds. Raises Declined."""
    try:
        return Period(first, last)
    except ValueError as error:
        raise invalid(str(error), "last") from None


def free(held: Iterable[Held], wanted: Period, what: str) -> None:
    """Whether nothing of the same kind holds in this period already. Raises Declined."""
    for other in held:
        own = Period(other.first, other.last)
        if own.overlaps(wanted):
            raise invalid(
                f"{what} geldt al {own}. Kies een andere periode, of beëindig die eerst.", "first"
            )


@dataclass(frozen=True, slots=True)
class Bought:
    """What the catalogues of the region have on a day, in any of its municipalities."""

    work: Work
    on: date

    @property
    def sets(self) -> tuple[ProfileSet, ...]:
        """The catalogues in force. Raises Declined where there is none."""
        rulebook = self.work.guard.rulebook
        held = in_force(rulebook.profile_sets, self.on)
        if not held:
            what = f"profielenset van {rulebook.region.name}"
            raise invalid(str(NotInForce(what, self.on, rulebook.profile_sets)), "first")
        return held

    def check(
        self, segment: str, profile: str | None, intensity: str | None, path: str = ""
    ) -> None:
        """Whether these codes exist. Raises Declined, naming those that do."""
        sets = self.sets
        segments = {s.code for h in sets for s in h.segments_on(self.on)}
        self._known(segment, segments, path, "segment")
        if profile is not None:
            held = {p.code for h in sets for p in h.profiles_in(segment)}
            self._known(profile, held, path, "profile")
        known = {i.code for h in sets for i in h.intensities}
        if intensity is not None and known:
            self._known(intensity, known, path, "intensity")

    def _known(self, code: str, known: set[str], path: str, field: str) -> None:
        if code not in known:
            raise invalid(
                f"{_LABELS[field]} {code!r} bestaat niet op {dutch_date(self.on)}. "
                f"Bekend: {spoken(sorted(known)) or 'niets'}.",
                path + field,
            )


_LABELS = {"segment": "Segment", "profile": "Profiel", "intensity": "Intensiteit"}


def _readable(asked: RegisterProviderInput) -> None:
    if asked.agb_code is not None and not re.fullmatch("[0-9]{8}", asked.agb_code):
        raise invalid("Een AGB-code is acht cijfers.", "agbCode")
    if asked.website is not None and not _is_website(asked.website):
        raise invalid("Schrijf het adres van de website met https:// ervoor.", "website")


def _is_website(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _own_agb_code(work: Work, asked: RegisterProviderInput) -> None:
    provider = tables.Provider
    other = select(provider.code).where(
        provider.agb_code == asked.agb_code, provider.code != asked.code
    )
    if asked.agb_code is not None and (taken := work.session.exec(other).first()) is not None:
        raise invalid(f"AGB-code {asked.agb_code} is al van aanbieder {taken}.", "agbCode")
