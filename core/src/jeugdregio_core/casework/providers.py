"""Who delivers help: register a provider, the conditions it meets, and how long families wait."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from sqlmodel import select

from jeugdregio_core.casework import find, own, shown
from jeugdregio_core.casework.agreed import end, free, period
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.inputs_providers import (
    EndAgreementInput,
    RecordAgreementInput,
    RegisterProviderInput,
    ReportAvailabilityInput,
)
from jeugdregio_core.casework.problems import invalid
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.period import NotInForce, dutch_date, in_force
from jeugdregio_core.model.words import spoken
from jeugdregio_core.own_tables.cells import CODE, TEXT, Kind
from jeugdregio_core.record import record
from jeugdregio_core.store import tables


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
    return Told({"provider": shown.provider(provider)})


def record_agreement(work: Work, asked: RecordAgreementInput) -> Told:
    """Record a condition that a provider meets during a period."""
    provider = find.provider(work, asked.provider, "provider")
    valid = period(asked.first, asked.last)
    _written(CODE, asked.code, "code")
    free(_agreements(work, provider, asked.code), valid, f"De afspraak {asked.code}")
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
    return _agreed(provider, made)


def end_agreement(work: Work, asked: EndAgreementInput) -> Told:
    """Give a condition its last day."""
    provider = find.provider(work, asked.provider, "provider")
    held = _agreements(work, provider, asked.code)
    ended = end(held, asked, f"afspraak {asked.code}", f"Een andere afspraak {asked.code}")
    work.note(AuditAction.UPDATE, "agreement", ended.id)
    return _agreed(provider, ended)


def _agreements(work: Work, provider: tables.Provider, code: str) -> list[tables.Agreement]:
    agreement = tables.Agreement
    same = select(agreement).where(
        agreement.provider_id == provider.id,
        agreement.region == work.region,
        agreement.code == code,
    )
    return [*work.session.exec(same)]


def _agreed(provider: tables.Provider, made: tables.Agreement) -> Told:
    agreement = {"id": str(made.id), "code": made.code}
    return Told({"provider": shown.provider(provider), "agreement": agreement})


def report_availability(work: Work, asked: ReportAvailabilityInput) -> Told:
    """Keep what a provider says about its waiting time.

    Reports of earlier days stay; a second one of the same day takes the place of the first.
    """
    provider = find.provider(work, asked.provider, "provider")
    own.provider(work, provider, "provider")
    if asked.as_of > work.day:
        raise invalid(f"{dutch_date(asked.as_of)} ligt in de toekomst.", "asOf")
    Bought(work, asked.as_of, "asOf").check(asked.segment, asked.profile, None)
    made = _reported(work, provider, asked)
    action = AuditAction.CREATE if made is None else AuditAction.UPDATE
    if made is None:
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
    made.waiting_days = asked.waiting_days
    work.note(action, "availability", made.id)
    availability = {"id": str(made.id), "waitingDays": made.waiting_days}
    return Told({"provider": shown.provider(provider), "availability": availability})


def _reported(
    work: Work, provider: tables.Provider, asked: ReportAvailabilityInput
) -> tables.Availability | None:
    """What was said of the same day already."""
    held = tables.Availability
    same = select(held).where(
        held.provider_id == provider.id,
        held.region == work.region,
        held.segment == asked.segment,
        held.as_of == asked.as_of,
        held.profile == asked.profile,
    )
    return work.session.exec(same).first()


@record
class Bought:
    """What the catalogues of the region have on a day, in any of its municipalities."""

    work: Work
    on: date
    path: str = "first"
    """The field that the day comes from."""

    @property
    def sets(self) -> tuple[ProfileSet, ...]:
        """The catalogues in force. Raises Declined where there is none."""
        rulebook = self.work.guard.rulebook
        held = in_force(rulebook.profile_sets, self.on)
        if not held:
            what = f"profielenset van {rulebook.region.name}"
            raise invalid(str(NotInForce(what, self.on, rulebook.profile_sets)), self.path)
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
    _written(CODE, asked.code, "code")
    _written(TEXT, asked.name, "name")
    if asked.agb_code is not None and not re.fullmatch("[0-9]{8}", asked.agb_code):
        raise invalid("Een AGB-code is acht cijfers.", "agbCode")
    if asked.website is not None and not _is_website(asked.website):
        raise invalid("Schrijf het adres van de website met https:// ervoor.", "website")


def _written(kind: Kind, text: str, path: str) -> None:
    """Whether a text can stand in the tables of the organisation, too. Raises Declined."""
    try:
        as_it_stands = kind.read(text) == text
    except ValueError as error:
        hint = " Gebruik letters, cijfers en _ . of -, zonder spaties." if kind is CODE else ""
        raise invalid(f"{error}{hint}", path) from None
    if not as_it_stands:
        raise invalid("Haal spaties aan het begin, aan het eind en dubbele spaties weg.", path)


def _is_website(address: str) -> bool:
    try:
        parts = urlsplit(address)
        named = parts.hostname is not None
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and named and " " not in address


def _own_agb_code(work: Work, asked: RegisterProviderInput) -> None:
    provider = tables.Provider
    other = select(provider.code).where(
        provider.agb_code == asked.agb_code, provider.code != asked.code
    )
    if asked.agb_code is not None and (taken := work.session.exec(other).first()) is not None:
        raise invalid(f"AGB-code {asked.agb_code} is al van aanbieder {taken}.", "agbCode")
