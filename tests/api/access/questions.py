"""Everything that can be asked about a file, by each argument that leads to one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.support.acting import File
from tests.support.counter import mutation
from tests.support.scenes import SCENES

Given = Mapping[str, Any]

_LOOKS = {
    "referral": ("referral(region: $region, id: $id) { id status }", "referral"),
    "request": ("request(region: $region, id: $id) { id status client { reference } }", "request"),
    "clientFile": (
        "clientFile(region: $region, reference: $id) { client { reference } }",
        "reference",
    ),
}
_LISTS = {
    "referrals": "municipality provider",
    "requests": "provider",
    "allocations": "municipality provider id",
}


@dataclass(frozen=True)
class Question:
    """One question; ``argument`` is the one that leads to the file."""

    argument: str
    query: str
    variables: Callable[[File, File], Given]
    """What is asked by who owns the first file, to get at the second."""

    @property
    def place(self) -> tuple[str, str]:
        """The field that is asked."""
        name = self.argument.partition(".")[0]
        return ("Mutation" if self.query.startswith("mutation") else "Query"), name


def looks() -> Iterator[Question]:
    """Questions that only look."""
    for name, (field, attribute) in _LOOKS.items():
        kind = "String!" if name == "clientFile" else "ID!"
        yield Question(
            f"{name}.{'reference' if name == 'clientFile' else 'id'}",
            f"query ($region: ID!, $id: {kind}) {{ {field} }}",
            lambda own, other, named=attribute: {
                "region": own.region,
                "id": getattr(other, named),
            },
        )
    yield Question(
        "allocation.municipality allocation.number",
        "query ($region: ID!, $place: String!, $number: Int!) { allocation(region: $region, "
        "municipality: $place, number: $number) { number status client { reference } } }",
        lambda own, other: {
            "region": own.region,
            "place": other.municipality,
            "number": other.number,
        },
    )


def filters() -> Iterator[Question]:
    """Lists, filtered by what only others have."""
    for name, operands in _LISTS.items():
        for operand in operands.split():
            attribute = "allocation" if operand == "id" else operand
            yield Question(
                f"{name}.where.{operand}.eq",
                f"query ($region: ID!, $value: String!) {{ {name}(region: $region, first: 100, "
                f"where: {{{operand}: {{eq: $value}}}}) "
                "{ totalCount edges { cursor node { id } } } }",
                lambda own, other, named=attribute: {
                    "region": own.region,
                    "value": getattr(other, named),
                },
            )


def _step(argument: str, step: str, given: Callable[[File, File], Given]) -> Question:
    first, *rest = step.split("_")
    name = first + "".join(word.capitalize() for word in rest)
    named = " ".join(f"{name}.input.{one}" for one in argument.split())

    def variables(own: File, other: File) -> Given:
        usual = {"region": own.region, "idempotencyKey": str(uuid4())}
        return {"input": {**usual, **given(own, other)}}

    return Question(named, mutation(step, {})["query"], variables)


def _request(own: File) -> Given:
    return {"provider": own.provider, "start": "2026-10-01", "segment": "B"}


def taken() -> Iterator[Question]:
    """Steps."""
    on = {"on": "2026-03-01", "kind": "START"}
    measured = {"measure": "UITVAL", "value": 1, "measuredOn": "2026-03-01"}
    plan = {"kind": "BEHANDELPLAN", "author": "AANBIEDER"}
    changed = {"intensity": "X", "start": "2026-04-01"}

    def place(_own: File, other: File) -> Given:
        return {"municipality": other.municipality, "number": other.number}

    yield _step("referral", "withdraw_referral", lambda _, other: {"referral": other.referral})
    yield _step(
        "referral",
        "request_allocation",
        lambda own, other: {"referral": other.referral, "request": _request(own)},
    )
    yield _step(
        "extends",
        "request_allocation",
        lambda own, other: {"referral": own.referral, "extends": other.number, "request": {}},
    )
    yield _step("municipality number", "request_change", lambda *of: {**place(*of), **changed})
    for answer in ("ALLOCATE", "WITHDRAW"):
        yield _step(
            "request",
            "answer_request",
            lambda _, other, said=answer: {"request": other.waiting, "answer": said},
        )
    yield _step(
        "request",
        "settle_dispute",
        lambda _, other: {"request": other.waiting, "consultedOn": "2026-03-01"},
    )
    yield _step("client", "record_document", lambda _, other: {"client": other.reference, **plan})
    for name in ("request", "document"):
        yield _step(
            name,
            "record_document",
            lambda own, other, named=name: {
                "client": own.reference,
                named: getattr(other, named),
                **plan,
            },
        )
    yield _step("municipality number", "record_delivery", lambda *of: {**place(*of), **on})
    yield _step("municipality number", "record_outcome", lambda *of: {**place(*of), **measured})
    yield _step(
        "client.reference",
        "create_referral",
        lambda own, other: {
            "client": {
                "reference": other.reference,
                "birthDate": other.birth_date,
                "municipality": own.municipality,
            },
            "referrer": "HUISARTS",
            "receivedOn": "2026-03-01",
            "dryRun": True,
        },
    )


def administration() -> Iterator[Question]:
    """Steps in the administration of providers: these lead to no file, and are only tried."""
    period = {"first": "2026-01-01", "last": "2026-12-31"}
    paid = {"arrangement": "X", "amountCents": 100, "per": "MAAND", "source": "Bijlage 2"}
    asked: dict[str, Given] = {
        "register_provider": {"code": "nieuw", "name": "Nieuw"},
        "record_contract": {"items": [{"segment": "B"}], **period},
        "end_contract": {**period, "first": "2018-01-01"},
        "record_agreement": {"code": "keurmerk", **period},
        "end_agreement": {"code": "keurmerk", **period},
        "record_tariff": {**paid, **period},
        "end_tariff": {"arrangement": "X", **period},
        "report_availability": {"waitingDays": 3, "asOf": "2026-03-01"},
    }
    for step, given in asked.items():

        def variables(own: File, other: File, step: str = step, given: Given = given) -> Given:
            about = {} if step == "register_provider" else {"provider": other.provider}
            segment = SCENES[own.region].items[0][0]
            place = {"segment": segment} if step == "report_availability" else {}
            return {"dryRun": True, **about, **place, **given}

        yield _step("provider", step, variables)


def questions() -> list[Question]:
    """All of them."""
    return [*looks(), *filters(), *taken()]
