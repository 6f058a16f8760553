"""Made-up families: young people, their referrals, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

from jeugdregio_core.casework.demo import course
from jeugdregio_core.casework.demo.asking import Asking
from jeugdregio_core.casework.demo.cases import Bureau, Help, next_month
from jeugdregio_core.casework.demo.helping import Helping
from jeugdregio_core.casework.demo.organisations import Organisation
from jeugdregio_core.casework.demo.story import Id, Reference, Story
from jeugdregio_core.casework.inputs import RefusalReason
from jeugdregio_core.casework.progress import that_follows
from jeugdregio_core.model.casework import (
    OPEN_REQUEST,
    AllocationStatus,
    ReferralStatus,
    RequestStatus,
)
from jeugdregio_core.model.codes import RequestKind
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.input import (
    CaseInput,
    ClientInput,
    DocumentInput,
    ReferralInput,
    RequestInput,
)
from jeugdregio_core.rules.outcome import DecisionVerdict

_JUDGED = (
    "De toegang heeft de hulpvraag besproken met het gezin. Deze hulp past.",
    "De inzet is besproken met de aanbieder en past bij het plan.",
    "Er is geen lichtere hulp die past. De gemeente stemt in.",
)
_ANSWERS = {
    DecisionVerdict.ALLOWED: {
        RequestStatus.ALLOCATED: 92,
        RequestStatus.REFUSED: 4,
        RequestStatus.WITHDRAWN: 4,
    },
    DecisionVerdict.REVIEW: {
        RequestStatus.ALLOCATED: 82,
        RequestStatus.REFUSED: 12,
        RequestStatus.WITHDRAWN: 6,
    },
    DecisionVerdict.REFUSED: {RequestStatus.ALLOCATED: 5, RequestStatus.REFUSED: 95},
}
_REASONS = (RefusalReason.CARE_CONTENT, RefusalReason.BUDGET, RefusalReason.NOT_IN_CONTRACT)
_TRIES = 3


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


@dataclass(slots=True)
class Child:
    """A young person while the story is told."""

    bureau: Bureau
    story: Story
    until: date
    person: ClientInput
    id: Id = field(init=False)
    filed: list[tuple[datetime, DocumentInput]] = field(default_factory=list)
    helpings: list[Helping] = field(default_factory=list)
    settled: date = date.min
    """The day of the last answer to a request."""

    def __post_init__(self) -> None:
        self.id = self.story.new_id()

    @property
    def region(self) -> str:
        """Code of the region."""
        return self.bureau.rulebook.region.code

    def register(self, ending: str, *, grouped: bool) -> None:
        """Write the client down."""
        self.story.add(
            "client",
            id=self.id,
            region=self.region,
            reference=Reference(ending),
            birth_date=self.person.birth_date,
            municipality=self.person.municipality,
            family_reference=Reference("") if grouped else None,
            protection_measure=self.person.protection_measure,
            lives_in=self.person.lives_in,
            need_level=self.person.need_level,
            family_control=self.person.family_control,
            retain_until=None,
        )

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

    def happened(self, day: date) -> bool:
        """Whether a day lies in the past."""
        return day < self.until

    def later(self, day: date, than: datetime) -> datetime:
        """A moment on a day, after another moment."""
        return max(self.bureau.draw.moment(day), than + timedelta(minutes=2))

    def put(
        self, given: CaseInput, at: datetime, without: Helping | None = None
    ) -> tuple[CaseInput, Decision]:
        """Put a question to the rules, most often with the documents that they ask for."""
        return self.bureau.put(self.known(given, at, without))

    def known(self, given: CaseInput, at: datetime, without: Helping | None = None) -> CaseInput:
        """A question with what is on file at that moment: documents, and help that runs beside."""
        request = given.request
        start, segment = request.start or at.date(), request.segment or ""
        running = [
            (helping.provider, facts)
            for helping in self.helpings
            if helping is not without and (facts := helping.runs_beside(start, at))
        ]
        held = self.bureau.catalogue(start, given.client.municipality)
        named = {one.code: one for one in (*self._asked(request), *(p for p, _ in running))}
        return replace(
            given,
            decision_date=at.date(),
            running=tuple(facts for _, facts in running),
            providers=tuple(named[code].facts(segment, held) for code in sorted(named)),
            documents=self._documents(at),
        )

    def file(self, given: CaseInput, at: datetime) -> None:
        """Write down the documents that came with a question, just before it."""
        before = at - timedelta(minutes=1)
        for document in given.documents[len(self._documents(at)) :]:
            own = self.story.new_id()
            self.story.add(
                "document",
                id=own,
                region=self.region,
                client_id=self.id,
                request_id=None,
                kind=document.kind,
                current=1,
                created_at=before,
            )
            self.story.add(
                "document_version",
                id=self.story.new_id(),
                document_id=own,
                version=1,
                recorded_at=before,
                author=document.author,
                approved_by=document.approved_by,
                signed_by=[str(party) for party in document.signed_by],
                dated=document.date,
                includes=[*document.includes],
                uri=None,
            )
            self.filed.append((before, document))

    def answered(self, asking: Asking, day: date) -> bool:
        """Answer a request; whether it is allocated."""
        draw = self.bureau.draw
        at = self.later(day, asking.steps[-1]["at"])
        own = next((one for one in self.helpings if one.id == asking.allocation), None)
        decision = self.bureau.rulebook.decide(self.known(asking.given, at, own))
        refused = asking.status is RequestStatus.REFUSED
        status = draw.weighed(_ANSWERS[DecisionVerdict.REFUSED if refused else decision.verdict])
        if status is RequestStatus.ALLOCATED:
            judged = refused or decision.verdict is not DecisionVerdict.ALLOWED
            asking.answer(status, at, decision, because=draw.one_of(_JUDGED) if judged else None)
        elif status is RequestStatus.WITHDRAWN:
            asking.answer(status, at)
        elif not refused:
            asking.answer(status, at, decision, reason=draw.one_of(_REASONS))
        self.settled = max(self.settled, at.date())
        return status is RequestStatus.ALLOCATED

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

    def _asked(self, request: RequestInput) -> list[Organisation]:
        return [one for one in self.bureau.providers if one.code == request.provider]

    def _documents(self, at: datetime) -> tuple[DocumentInput, ...]:
        return tuple(document for filed, document in self.filed if filed < at)

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
            self._investigate(asking)
        for one in askings:
            changes = one.given.kind is RequestKind.CHANGE
            one.tell(self.story, self.region, self.id, None if changes else referral)
        return _status(askings, helping)

    def _investigate(self, asking: Asking) -> None:
        yesterday = self.until - timedelta(days=1)
        at = self.later(yesterday, asking.steps[-1]["at"])
        decision = self.bureau.rulebook.decide(self.known(asking.given, at))
        asking.answer(RequestStatus.UNDER_INVESTIGATION, at, decision)

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
