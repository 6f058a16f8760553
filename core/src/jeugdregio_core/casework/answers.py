"""The municipality answers a request: allocate, refuse, investigate, or withdraw it.

The rules are asked again on what is stored at that moment. A person may go against them with a
reason, which is kept with the decision.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlmodel import col, select

from jeugdregio_core.casework import (
    allocations,
    continuing,
    decisions,
    disputes,
    find,
    progress,
    shown,
)
from jeugdregio_core.casework.asked import again
from jeugdregio_core.casework.desk import Told, Work
from jeugdregio_core.casework.inputs import Answer, AnswerRequestInput
from jeugdregio_core.casework.problems import Declined, ProblemCode, StepProblem, decline
from jeugdregio_core.casework.rights import ANSWERS
from jeugdregio_core.casework.submission import contracted
from jeugdregio_core.casework.transitions import REQUEST, follow
from jeugdregio_core.model.casework import DecisionMoment, RequestStatus
from jeugdregio_core.model.words import spoken
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.outcome import DecisionVerdict
from jeugdregio_core.store import tables

_TO = {
    Answer.ALLOCATE: RequestStatus.ALLOCATED,
    Answer.REFUSE: RequestStatus.REFUSED,
    Answer.INVESTIGATE: RequestStatus.UNDER_INVESTIGATION,
    Answer.WITHDRAW: RequestStatus.WITHDRAWN,
}


def answer_request(work: Work, asked: AnswerRequestInput) -> Told:
    """Answer a request, after the rules have looked at it again."""
    request = find.request(work, asked.request)
    _answers(work, asked)
    follow(REQUEST, request.status, _TO[asked.answer], "Het verzoek")
    return _STEPS[asked.answer](work, request, asked)


def _answers(work: Work, asked: AnswerRequestInput) -> None:
    mine = ANSWERS.get(work.actor.role, frozenset())
    if asked.answer not in mine:
        known = spoken(answer.label for answer in Answer if answer in mine) or "niets"
        raise decline(
            ProblemCode.NOT_YOUR_ROLE,
            f"Antwoorden is aan de gemeente of de regio. Wat u hier kunt: {known}.",
            "answer",
        )


def _allocate(work: Work, request: tables.Request, asked: AnswerRequestInput) -> Told:
    _refused_by_nobody(work, request)
    disputes.none_open(work, request)
    whole = again(work, request)
    continuing.check(whole)
    contracted(work, whole)
    decision = decisions.decide(work, whole)
    because = _overruling(request, decision, asked.overrule_because)
    said = decisions.keep(work, whole, decision, DecisionMoment.ANSWER, because)
    standing = allocations.grant(work, whole)
    _finish(work, request, asked)
    made = {"request": shown.request(request), "allocation": shown.allocation(standing)}
    return Told(made, said)


def _refuse(work: Work, request: tables.Request, asked: AnswerRequestInput) -> Told:
    if asked.reason is None:
        raise decline(
            ProblemCode.REASON_NEEDED, "Kies een reden waarom het verzoek is afgewezen.", "reason"
        )
    disputes.drop(work, request)
    return _judged(work, request, asked)


def _investigate(work: Work, request: tables.Request, asked: AnswerRequestInput) -> Told:
    return _judged(work, request, asked)


def _withdraw(work: Work, request: tables.Request, asked: AnswerRequestInput) -> Told:
    disputes.drop(work, request)
    _finish(work, request, asked)
    return Told({"request": shown.request(request)})


_STEPS: Mapping[Answer, Callable[[Work, tables.Request, AnswerRequestInput], Told]] = {
    Answer.ALLOCATE: _allocate,
    Answer.REFUSE: _refuse,
    Answer.INVESTIGATE: _investigate,
    Answer.WITHDRAW: _withdraw,
}


def _judged(work: Work, request: tables.Request, asked: AnswerRequestInput) -> Told:
    """An answer that allocates nothing: the rules only say how things stood."""
    whole = again(work, request)
    decision = decisions.decide(work, whole)
    said = decisions.keep(work, whole, decision, DecisionMoment.ANSWER)
    _finish(work, request, asked)
    return Told({"request": shown.request(request)}, said)


def _finish(work: Work, request: tables.Request, asked: AnswerRequestInput) -> None:
    reason = str(asked.reason) if asked.answer is Answer.REFUSE else None
    progress.advance(work, request, _TO[asked.answer], reason, asked.remark)
    if request.referral_id is not None:
        progress.settle(work, work.session.get_one(tables.Referral, request.referral_id))


def _refused_by_nobody(work: Work, request: tables.Request) -> None:
    """What the rules refused may be overruled; what a person refused was answered already."""
    by_a_person = select(tables.RequestStep.step).where(
        tables.RequestStep.request_id == request.id,
        tables.RequestStep.status == RequestStatus.REFUSED,
        col(tables.RequestStep.step) > 1,
    )
    if work.session.exec(by_a_person).first() is not None:
        raise decline(
            ProblemCode.NOT_ALLOWED_NOW, "Het verzoek is al afgewezen. Doe een nieuwe aanvraag."
        )


def _overruling(request: tables.Request, decision: Decision, because: str | None) -> str | None:
    """The reason to go against the rules, where there is something to go against."""
    allowed = decision.verdict is DecisionVerdict.ALLOWED
    if allowed and request.status is not RequestStatus.REFUSED:
        return None
    if because is None:
        problems = decisions.problems(decision) or (_STILL_REFUSED,)
        raise Declined(*problems, decision=decisions.told(decision))
    return because


_STILL_REFUSED = StepProblem(
    ProblemCode.REASON_NEEDED,
    "De regels weigerden dit verzoek. Noem waarom het toch wordt toegewezen, of doe een nieuwe "
    "aanvraag.",
    "overruleBecause",
)
