"""Every step as the outside asks for it: under its name, about its subjects, at the desk.

All of them raise what ``Desk.carry_out`` raises. What is in ``made`` is described in ``shown``.
"""

from __future__ import annotations

from functools import partial

from jeugdregio_core.casework import (
    about,
    answers,
    changes,
    delivery,
    disputes,
    documents,
    outcomes,
    referrals,
    requests,
)
from jeugdregio_core.casework.about import About
from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.casework.desk import Desk, Told
from jeugdregio_core.casework.inputs import (
    AnswerRequestInput,
    CreateReferralInput,
    RecordDeliveryInput,
    RecordDocumentInput,
    RecordOutcomeInput,
    RequestAllocationInput,
    RequestChangeInput,
    SettleDisputeInput,
    WithdrawReferralInput,
)


def create_referral(desk: Desk, actor: Actor, asked: CreateReferralInput) -> Told:
    """Record a referral. Made: ``referral``."""
    subjects = about.client(asked.region, asked.client.reference)
    step = partial(referrals.create_referral, asked=asked)
    return desk.carry_out(actor, "createReferral", asked, subjects, step)


def withdraw_referral(desk: Desk, actor: Actor, asked: WithdrawReferralInput) -> Told:
    """Withdraw a referral whose help did not begin. Made: ``referral``."""
    subjects = About(desk, actor, asked.region).referral(asked.referral)
    step = partial(referrals.withdraw_referral, asked=asked)
    return desk.carry_out(actor, "withdrawReferral", asked, subjects, step)


def request_allocation(desk: Desk, actor: Actor, asked: RequestAllocationInput) -> Told:
    """Ask for an allocation or an extension. Made: ``request``, and ``dispute`` if one arose."""
    subjects = About(desk, actor, asked.region).referral(asked.referral)
    step = partial(requests.request_allocation, asked=asked)
    return desk.carry_out(actor, "requestAllocation", asked, subjects, step)


def request_change(desk: Desk, actor: Actor, asked: RequestChangeInput) -> Told:
    """Ask for a change (317). Made: ``request``, and ``dispute`` if one arose."""
    subjects = About(desk, actor, asked.region).allocation(asked.municipality, asked.number)
    step = partial(changes.request_change, asked=asked)
    return desk.carry_out(actor, "requestChange", asked, subjects, step)


def answer_request(desk: Desk, actor: Actor, asked: AnswerRequestInput) -> Told:
    """Answer a request. Made: ``request``, and ``allocation`` where it was allocated."""
    subjects = About(desk, actor, asked.region).answer(asked.request)
    step = partial(answers.answer_request, asked=asked)
    return desk.carry_out(actor, "answerRequest", asked, subjects, step)


def settle_dispute(desk: Desk, actor: Actor, asked: SettleDisputeInput) -> Told:
    """Take a dispute about the intensity further. Made: ``dispute``, ``request``."""
    subjects = About(desk, actor, asked.region).request(asked.request)
    step = partial(disputes.settle_dispute, asked=asked)
    return desk.carry_out(actor, "settleDispute", asked, subjects, step)


def record_document(desk: Desk, actor: Actor, asked: RecordDocumentInput) -> Told:
    """Record a document or a new version of one. Made: ``document``."""
    subjects = about.client(asked.region, asked.client)
    step = partial(documents.record_document, asked=asked)
    return desk.carry_out(actor, "recordDocument", asked, subjects, step)


def record_delivery(desk: Desk, actor: Actor, asked: RecordDeliveryInput) -> Told:
    """Record a start or stop. Made: ``allocation``, ``delivery``."""
    subjects = About(desk, actor, asked.region).allocation(asked.municipality, asked.number)
    step = partial(delivery.record_delivery, asked=asked)
    return desk.carry_out(actor, "recordDelivery", asked, subjects, step)


def record_outcome(desk: Desk, actor: Actor, asked: RecordOutcomeInput) -> Told:
    """Record a measurement. Made: ``outcome``."""
    subjects = About(desk, actor, asked.region).allocation(asked.municipality, asked.number)
    step = partial(outcomes.record_outcome, asked=asked)
    return desk.carry_out(actor, "recordOutcome", asked, subjects, step)
