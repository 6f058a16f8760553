"""What a rule says of cases that are alike is found out once, and only where it is the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from tests.support.plain_engine import plainly, told

from jeugdregio_core import Case, DocumentKind, between, passed, refuse
from jeugdregio_core.conformance.watching import witnessed
from jeugdregio_core.model.codes import FactKind
from jeugdregio_core.rules import asking, block, in_force, kept
from jeugdregio_core.rules.engine import hear
from jeugdregio_core.rules.facts import (
    CONTRACTED_ARRANGEMENTS,
    DOCUMENTS,
    END,
    MUNICIPALITY,
    NORM_DURATION,
    PROTECTION_MEASURE,
    PROVIDER,
    PROVIDERS,
    SEGMENT,
    START,
    VOLUME,
    Fact,
)
from jeugdregio_core.rules.input import DocumentInput


@pytest.fixture
def asked(testland: Any) -> Any:
    """How often a rule was put to something, and what was found, question by question."""

    def put(judge: Any, *questions: dict[str, Any]) -> tuple[int, list[str]]:
        times: list[Case] = []

        def counted(case: Case) -> Any:
            times.append(case)
            return judge(case)

        book = testland.rulebook(testland.rule(counted))
        found = [testland.finding(book.decide(testland.question(**q))) for q in questions]
        return len(times), [f.message if f else "" for f in found]

    return put


A, B = {"request": {"segment": "A"}}, {"request": {"segment": "B"}}


def test_a_rule_that_reads_the_segment_is_asked_once_per_segment(asked: Any) -> None:
    times, found = asked(lambda case: passed(case[SEGMENT]), A, B, A, B, A)
    assert found == ["A", "B", "A", "B", "A"]
    assert times == 2


def test_a_rule_that_reads_a_date_is_asked_for_every_case(asked: Any) -> None:
    days = [{"start": f"2025-03-0{n}"} for n in range(1, 6)]
    times, found = asked(lambda case: passed(f"Dag {case[START].day}."), *days)
    assert found == [f"Dag {n}." for n in range(1, 6)]
    assert times >= len(days)


def test_what_hangs_on_a_choice_is_found_out_per_choice(asked: Any) -> None:
    def judge(case: Case) -> Any:
        if case.get(PROTECTION_MEASURE):
            return passed(f"Beschermd in {case[MUNICIPALITY]}.")
        return None

    clients = [
        {"municipality": code, "protectionMeasure": measure}
        for measure in (True, False, None)
        for code in ("9001", "9002", None)
    ]
    questions = [{"client": client} for client in clients]
    times, found = asked(judge, *questions, *questions)
    assert found[:9] == found[9:]
    assert found[:2] == ["Beschermd in 9001.", "Beschermd in 9002."]
    assert "client.municipality" in found[2]
    assert found[3:9] == ["Een regel."] * 6
    assert times < 18


def test_more_codes_than_are_kept_still_get_their_own_answer(
    asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(block, "MOST_ANSWERS", 3)
    codes = [f"{n:04}" for n in range(10)] * 2
    questions = [{"client": {"municipality": code}} for code in codes]
    _, found = asked(lambda case: passed(case[MUNICIPALITY]), *questions)
    assert found == codes


def test_more_segments_than_are_kept_still_get_their_own_answer(
    asked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_AGENDAS", 3)
    codes = [f"S{n}" for n in range(10)] * 2
    _, found = asked(
        lambda case: passed(case[SEGMENT]), *({"request": {"segment": code}} for code in codes)
    )
    assert found == codes


def test_what_is_kept_is_bounded(testland: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_AGENDAS", 4)
    monkeypatch.setattr(kept, "MOST_ANSWERS", 20)
    monkeypatch.setattr(block, "MOST_ANSWERS", 5)
    monkeypatch.setattr(asking, "MOST_SENTENCES", 6)
    rule = testland.rule(lambda case: passed(case[MUNICIPALITY]))
    standing = in_force.Standing(testland.region, (), (), (rule,))
    held = standing.kept
    for n in range(60):
        question = testland.question(
            request={"segment": f"S{n % 6}"}, client={"municipality": f"{n:04}"}
        )
        now = standing.on(question.request.start, None)
        case = Case(question, question.request.start, now.catalogue)
        found = [f.message for said in hear(case, now) for f in said.findings]
        assert f"{n:04}" in found
        assert len(held.agendas) <= 4
        assert held.answers <= 20
        assert all(len(b.kept) <= 5 for a in held.agendas.values() for b in a.blocks)


def test_a_rule_that_catches_everything_is_not_taken_at_its_word(asked: Any) -> None:
    def judge(case: Case) -> Any:
        try:
            return passed(f"{case[END]}")
        except Exception:
            return passed("geen einde")

    first, second = {"request": {"end": "2025-12-31"}}, {"request": {"end": "2026-12-31"}}
    _, found = asked(judge, first, second, {})
    assert found == ["2025-12-31", "2026-12-31", "geen einde"]


@pytest.mark.parametrize(
    "past_the_outline",
    [
        lambda case: case.given.request.end,
        lambda case: case.on,
        lambda case: case[PROVIDER],
        lambda case: case[DOCUMENTS],
        lambda case: case.running_beside(),
    ],
)
def test_whatever_else_a_rule_looks_at_it_sees_the_case_itself(
    past_the_outline: Any, asked: Any
) -> None:
    questions = [
        {
            "start": f"2025-03-0{n}",
            "request": {"end": f"2025-04-0{n}", "provider": f"p{n}"},
            "documents": [{"kind": "BEHANDELPLAN", "date": f"2025-02-0{n}"}],
            "running": [{"segment": "A", "provider": f"p{n}"}],
        }
        for n in (1, 2, 3)
    ]
    _, found = asked(lambda case: passed(repr(past_the_outline(case))), *questions)
    assert len(set(found)) == 3


@pytest.mark.parametrize(
    "look",
    [
        lambda case: case.documents(DocumentKind.BEHANDELPLAN)[0].date,
        lambda case: case[DOCUMENTS][0] == DocumentInput(kind=DocumentKind.BEHANDELPLAN),
        lambda case: replace(case[DOCUMENTS][0], author=None),
        lambda case: case.provider().arrangements,
        lambda case: case[CONTRACTED_ARRANGEMENTS],
        lambda case: case.age(date(2025, 3, 1)),
        lambda case: case.running_beside(),
        lambda case: case.given.client.birth_date,
        lambda case: case.on,
    ],
)
@pytest.mark.parametrize("declared", [(), (PROTECTION_MEASURE, DOCUMENTS, PROVIDERS, PROVIDER)])
def test_what_a_rule_looks_at_only_now_and_then_and_never_declared_is_seen_all_the_same(
    look: Any, declared: Any, testland: Any
) -> None:
    def judge(case: Case) -> Any:
        _ = case[DOCUMENTS], case[PROVIDERS], case.get(PROVIDER)
        return passed(repr(look(case))) if case.get(PROTECTION_MEASURE) else None

    questions = [
        testland.question(
            start=f"2025-03-0{n}",
            client={"protectionMeasure": measure, "birthDate": f"20{n}0-01-01"},
            request={"provider": "p"},
            documents=[{"kind": "BEHANDELPLAN", "date": day}],
            providers=[{"code": "p", "arrangements": [{"profile": str(n)}]}],
            running=[{"segment": "A", "provider": f"p{n}"}],
        )
        for measure in (False, True, True)
        for n, day in ((1, None), (2, "2025-02-02"))
    ]
    book = testland.rulebook(testland.rule(judge, reads=declared))
    for question in questions:
        alone = testland.rulebook(testland.rule(judge, reads=declared))
        assert told(book.decide(question)) == plainly(alone, question)


@pytest.mark.parametrize(
    "look", [lambda case: case[NORM_DURATION], lambda case: case[VOLUME].amount]
)
def test_equal_numbers_are_each_said_as_they_were_given(look: Any, asked: Any) -> None:
    given = ["6", "6.0", "6.00"]
    questions = [
        {"norms": {"durationMonths": n}, "request": {"volume": {"amount": n}}} for n in given
    ]
    _, found = asked(lambda case: passed(f"{look(case)} maanden."), *questions, *questions)
    assert found == [f"{n} maanden." for n in given] * 2


@pytest.mark.parametrize(
    ("path", "without"),
    [("request.volume.amount", "PLUGIN_ERROR"), ("changeOf.changesSoFar", None)],
)
def test_a_fact_of_something_absent_is_read_like_any_other(
    path: str, without: str | None, testland: Any
) -> None:
    fact = Fact[Any](path, "Aantal", FactKind.NUMBER)
    book = testland.rulebook(testland.rule(lambda case: passed(f"{case.get(fact)}")))
    for n in (1, 2, 1, 2):
        given = {"request": {"volume": {"amount": n}}, "changeOf": {"changesSoFar": n}}
        assert testland.finding(book.decide(testland.question(**given))).message == str(n)
        assert testland.finding(book.decide(testland.question())).error == without


def test_facts_that_never_come_again_are_not_kept(testland: Any) -> None:
    book = testland.rulebook(testland.rule(lambda case: passed(f"{case[START]}")))
    for n in range(400):
        day = date(2025, 1, 1) + timedelta(n)
        decided = book.decide(testland.question(start=day.isoformat()))
        assert testland.finding(decided).message == f"{day}"
    found = book._standing.kept
    assert frozenset({START}) in found.hopeless
    assert not any(b.kept for a in found.agendas.values() for b in a.blocks)


def test_a_rule_that_fails_fails_in_every_case_and_is_reported_each_time(
    testland: Any, caplog: pytest.LogCaptureFixture
) -> None:
    book = testland.rulebook(testland.rule(lambda case: 1 / 0))
    for _ in range(3):
        assert testland.finding(book.decide(testland.question())).error == "PLUGIN_ERROR"
    assert len(caplog.records) == 3


def test_who_watches_a_rule_sees_every_case(testland: Any) -> None:
    seen: list[Case] = []

    def witness(_rule: Any, case: Case) -> Any:
        seen.append(case)

    book = witnessed(testland.rulebook(testland.rule(lambda case: None)), witness)
    for _ in range(3):
        book.decide(testland.question())
    assert len(seen) == 3


def test_a_finding_that_is_the_same_for_all_is_one_object(testland: Any) -> None:
    book = testland.rulebook(testland.rule(lambda case: refuse("Nee.")))
    first, second = (book.decide(testland.question(start=f"2025-03-0{n}")) for n in (1, 2))
    assert testland.finding(first) is testland.finding(second)


def test_a_day_past_the_end_of_a_rule_is_decided_without_it(testland: Any) -> None:
    ending = testland.rule(lambda case: None, valid=between((2025, 1, 1), (2025, 3, 31)))
    book = testland.rulebook(ending)
    found = [
        testland.finding(book.decide(testland.question(start=day))) is not None
        for day in ("2025-03-31", "2025-04-01", "2025-03-31", "2024-12-31", "2025-01-01")
    ]
    assert found == [True, False, True, False, True]


def test_many_at_once_get_what_each_would_get_alone(testland: Any) -> None:
    judge = testland.rule(lambda case: passed(f"{case[SEGMENT]} {case.get(MUNICIPALITY)}"))
    questions = [
        testland.question(request={"segment": f"S{n % 7}"}, client={"municipality": f"900{n % 5}"})
        for n in range(300)
    ]
    alone = [testland.rulebook(judge).decide(q) for q in questions]
    book = testland.rulebook(judge)
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(book.decide, questions)) == alone
