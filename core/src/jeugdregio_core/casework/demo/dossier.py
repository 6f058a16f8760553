"""The file of a made-up young person: what was put to the rules, and what was known then."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from jeugdregio_core.casework.demo.asking import Asking
from jeugdregio_core.casework.demo.cases import Bureau
from jeugdregio_core.casework.demo.helping import Helping
from jeugdregio_core.casework.demo.organisations import Organisation
from jeugdregio_core.casework.demo.story import Id, Reference, Story
from jeugdregio_core.casework.inputs import RefusalReason
from jeugdregio_core.model.casework import RequestStatus
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.input import CaseInput, ClientInput, DocumentInput, RequestInput
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


@dataclass(slots=True)
class Dossier:
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
                municipality=self.person.municipality,
                recorded_by=None,
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

    def investigated(self, asking: Asking) -> None:
        """The municipality looks into a request, and the rules say how things stand."""
        yesterday = self.until - timedelta(days=1)
        at = self.later(yesterday, asking.steps[-1]["at"])
        decision = self.bureau.rulebook.decide(self.known(asking.given, at))
        asking.answer(RequestStatus.UNDER_INVESTIGATION, at, decision)

    def _asked(self, request: RequestInput) -> list[Organisation]:
        return [one for one in self.bureau.providers if one.code == request.provider]

    def _documents(self, at: datetime) -> tuple[DocumentInput, ...]:
        return tuple(document for filed, document in self.filed if filed < at)
