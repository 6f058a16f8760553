"""Made-up families: young people, their referrals, and what came of each."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from jeugdregio_core.casework.demo import course
from jeugdregio_core.casework.demo.asking import Asking
from jeugdregio_core.casework.demo.cases import Bureau, Help, next_month
from jeugdregio_core.casework.demo.dossier import Dossier
from jeugdregio_core.casework.demo.helping import Helping
from jeugdregio_core.casework.demo.organisations import Organisation
from jeugdregio_core.casework.demo.story import Id, Story
from jeugdregio_core.casework.progress import that_follows
from jeugdregio_core.model.casework import OPEN_REQUEST, AllocationStatus, ReferralStatus
from jeugdregio_core.model.codes import ReferrerType, RequestKind
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.input import CaseInput, ReferralInput
from jeugdregio_core.rules.outcome import DecisionVerdict

_TRIES = 3

REFERRERS = {
    ReferrerType.HUISARTS: "voorbeeld_huisartsen",
    ReferrerType.JEUGDARTS: "voorbeeld_jeugdartsen",
    ReferrerType.MEDISCH_SPECIALIST: "voorbeeld_ziekenhuis",
    ReferrerType.GI: "voorbeeld_jeugdbescherming",
}
"""Organisations that refer and do not exist."""


def family(bureau: Bureau, first: date, today: date) -> Story:
    """A family whose first referral came between these days, told until yesterday."""
    story, draw = Story(), bureau.draw
    municipality = bureau.municipality(today)
    children = 2 if draw.often(0.12) else 1
    for number in range(1, children + 1):
        lately = max(first, today - timedelta(days=45))
        since = lately if draw.often(0.25) else first
        received = draw.between(since, today - timedelta(days=2))
        born = draw.between(_years(received, 17), _years(received, 2))
        child = Child(bureau, story, today, bureau.client(born, municipality))
        child.register(f"-{number}", grouped=children > 1)
        child.refer(received)
        later = max(draw.after(received, 60, 240), draw.after(child.settled, 1, 1))
        if later < today - timedelta(days=1) and draw.often(0.12):
            child.refer(later)
    return story


def _years(day: date, years: int) -> date:
    return day - timedelta(days=365 * years)


class _Wish(NamedTuple):
    help: Help
    provider: Organisation
    at: datetime
    given: CaseInput
    decision: Decision


class Child(Dossier):
    """A young person who is referred."""

    __slots__ = ()

    def refer(self, received: date) -> None:
        """A referral comes in, and things happen."""
        draw = self.bureau.draw
        asked_on = draw.after(received, 1, 21)
        wish = self._wish(received, asked_on)
        if wish is None:
            return
        referral = self.story.new_id()
        created = draw.moment(received)
        status = self._what_follows(referral, wish, asked_on)
        wanted = wish.help
        self.story.add(
            "referral",
            id=referral,
            region=self.region,
            client_id=self.id,
            referrer=wish.given.referral.referrer,
            referred_by=REFERRERS.get(wish.given.referral.referrer or ReferrerType.ZELF),
            received_on=received,
            segment=wanted.segment,
            profile=wanted.profile,
            intensity=wanted.intensity,
            advised_intensity=wish.given.referral.advised_intensity,
            provider_id=wish.provider.id if draw.often(0.8) else None,
            municipality=self.person.municipality,
            status=status,
            created_at=created,
        )

    def _wish(self, received: date, asked_on: date) -> _Wish | None:
        """What is asked for. Who hears that it does not fit most often asks for something else."""
        found = None
        for _ in range(_TRIES):
            found = self._one_wish(received, asked_on) or found
            if found is None or found.decision.verdict is not DecisionVerdict.REFUSED:
                break
            if self.bureau.draw.often(0.15):
                break
        return found

    def _one_wish(self, received: date, asked_on: date) -> _Wish | None:
        draw, municipality = self.bureau.draw, self.person.municipality or ""
        start = next_month(asked_on + timedelta(days=draw.number(5, 30)))
        wished = self.bureau.wish(start, municipality)
        if wished is None:
            return None
        wanted, provider = wished
        months = draw.number(3, 12)
        given = CaseInput(
            region=self.region,
            kind=RequestKind.NEW,
            client=self.person,
            referral=ReferralInput(
                referrer=self.bureau.referrer(),
                advised_intensity=self.bureau.advice(wanted.intensity, start, municipality),
                date=received,
            ),
            request=self.bureau.request(wanted, provider, start, months),
            norms=self.bureau.norms(months),
        )
        at = draw.moment(asked_on)
        return _Wish(wanted, provider, at, *self.put(given, at))

    def _what_follows(self, referral: Id, wish: _Wish, asked_on: date) -> ReferralStatus:
        draw = self.bureau.draw
        if draw.often(0.03):
            return ReferralStatus.WITHDRAWN
        if not self.happened(asked_on) or draw.often(0.03):
            return ReferralStatus.RECEIVED
        self.file(wish.given, wish.at)
        asking = Asking(id=self.story.new_id(), given=wish.given, provider=wish.provider)
        asking.ask(wish.decision, wish.at)
        askings, helping = [asking], None
        answered_on = draw.after(asked_on, 1, 30)
        if self.happened(answered_on):
            if self.answered(asking, answered_on):
                helping = self._helping(asking)
                askings += course.run(self, helping, asking)
                helping.tell(self.story, self.region, self.person.municipality or "", self.id)
        elif asking.status in OPEN_REQUEST and draw.often(0.3):
            self.investigated(asking)
        for one in askings:
            changes = one.given.kind is RequestKind.CHANGE
            municipality = self.person.municipality
            one.tell(self.story, self.region, municipality, self.id, None if changes else referral)
        return _status(askings, helping)

    def _helping(self, asking: Asking) -> Helping:
        asked = asking.given.request
        helping = Helping(
            id=self.story.new_id(), asked=asked, provider=asking.provider, request=asking.id
        )
        segments = [running.segment for running in asking.given.running]
        helping.allocate(asking.steps[-1]["at"], initial=asked.segment not in segments)
        self.helpings.append(helping)
        return helping


class _Stand(NamedTuple):
    status: AllocationStatus
    reason: str | None


def _status(askings: list[Asking], helping: Helping | None) -> ReferralStatus:
    stands = [_Stand(helping.newest["status"], helping.newest["reason"])] if helping else []
    if any(stand.status is AllocationStatus.WITHDRAWN for stand in stands):
        return ReferralStatus.WITHDRAWN
    held = [one.status for one in askings if one.given.kind is not RequestKind.CHANGE]
    return that_follows(held, stands)
