"""What is kept is found by the facts of a block, and by nothing less than those."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest

from jeugdregio_core.rules import facts
from jeugdregio_core.rules.facts import Fact
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.likeness import ENDLESS
from jeugdregio_core.rules.parse import parse_case
from jeugdregio_core.rules.reading import Reading
from jeugdregio_core.rules.seen import Looked

ALL: list[Looked] = [
    fact
    for fact in vars(facts).values()
    if isinstance(fact, Fact) and fact not in ENDLESS and fact is not facts.DOCUMENT_AUTHOR
]
DOCUMENTS = [
    {"kind": "BEHANDELPLAN", "author": "GI"},
    {"kind": "BEHANDELPLAN", "author": "GI", "date": "2025-01-01"},
    {"kind": "PERSPECTIEFPLAN", "signedBy": ["GI"], "includes": ["deel"]},
]
PROVIDERS = [
    {"code": "p", "segments": ["A"], "arrangements": [{"profile": "1"}]},
    {"code": "p", "segments": ["A"], "arrangements": []},
    {"code": "q", "segments": [], "subcontractors": ["p"]},
]
LISTS: list[list[int]] = [[], [0], [1], [2], [0, 2], [1, 2], [2, 0], [0, 1, 2, 0, 2]]
QUESTIONS: list[CaseInput] = [
    parse_case(
        {
            "region": "testland",
            "request": {"provider": "p", "start": f"2025-01-0{day}", "volume": volume},
            "norms": {"durationMonths": amount},
            "documents": [DOCUMENTS[n] for n in some],
            "providers": [PROVIDERS[n] for n in reversed(some)],
        }
    )
    for day, amount, volume, some in product(
        (1, 2), (None, "0", "6", "6.0"), (None, {"amount": "6"}, {"amount": "6.0"}), LISTS
    )
]
DAYS = [date(2025, 1, 1), date(2025, 1, 2)]


@pytest.mark.parametrize("looked", [*ALL, "on"], ids=str)
def test_questions_have_one_key_just_where_a_rule_cannot_tell_them_apart(looked: Looked) -> None:
    keys = Reading([frozenset({looked})]).keys()
    found: dict[Any, str] = {}
    for question, day in product(QUESTIONS[::3], DAYS):
        _, key = keys(question, day)
        assert found.setdefault(key, _said_of(looked, question, day)) == _said_of(
            looked, question, day
        )
    assert len(found) == len(set(found.values()))


def test_each_block_is_asked_by_its_own_facts_in_one_order() -> None:
    held = [frozenset(ALL), frozenset({facts.START, "on"}), frozenset({facts.PROVIDER})]
    reading, question = Reading(held), QUESTIONS[-1]
    order, of_all, of_days, of_provider = reading.find("order", [hash, list, str])(
        question, DAYS[0]
    )
    _, *keys = reading.keys()(question, DAYS[0])
    assert order == "order"
    assert [of_all, of_days, of_provider] == [hash(keys[0]), list(keys[1]), "p"]
    assert sorted(of_days) == DAYS


def _said_of(looked: Looked, question: CaseInput, day: date) -> str:
    """All that a rule could say of it, without days of documents and without arrangements."""
    if isinstance(looked, str):
        return str(day)
    value: Any = looked.read(question)
    if looked is facts.DOCUMENTS:
        value = [(d.kind, d.author, d.approved_by, d.signed_by, d.includes) for d in value]
    if looked is facts.PROVIDERS:
        value = [
            (p.code, p.segments, p.lead_contractor, p.subcontractors, p.agreements) for p in value
        ]
    return repr(value)
