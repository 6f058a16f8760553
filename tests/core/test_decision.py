"""A decision explains itself, and the same question gets the same answer."""

from copy import deepcopy
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio_core import (
    DIFFERENT_PROVIDERS,
    DocumentKind,
    DocumentTable,
    MoveTable,
    Outcome,
    Permission,
    RegieTable,
    Scope,
    StackingMatrix,
    Term,
    Verdict,
    between,
    document,
    known_intensity,
    known_municipality,
    known_profile,
    known_segment,
    refuse,
    since,
)
from jeugdregio_core.rules.encoding import encode
from jeugdregio_core.rules.facts import BIRTH_DATE, END, PROFILE, START
from jeugdregio_core.rules.outcome import DecisionVerdict, Said
from jeugdregio_core.rules.parse import parse_case

verdicts = st.lists(st.sampled_from(Verdict), min_size=1, max_size=6)


@given(verdicts)
def test_the_strictest_finding_wins_in_whatever_order(testland, found):
    rules = [
        testland.rule(lambda case, verdict=verdict: Outcome(verdict, "Zo."), f"testland-{n:02}")
        for n, verdict in enumerate(found)
    ]
    decision = testland.decide(*rules)
    if Verdict.REFUSED in found:
        assert decision.verdict is DecisionVerdict.REFUSED
    elif Verdict.REVIEW in found:
        assert decision.verdict is DecisionVerdict.REVIEW
    else:
        assert decision.verdict is DecisionVerdict.ALLOWED


@given(verdicts)
def test_a_decision_names_the_findings_that_made_its_verdict(testland, found):
    rules = [
        testland.rule(lambda case, verdict=verdict: Outcome(verdict, "Zo."), f"testland-{n:02}")
        for n, verdict in enumerate(found)
    ]
    strictest = max(found, key=lambda v: v.strictness)
    named = [f.verdict for f in testland.decide(*rules).because]
    if strictest is Verdict.PASSED:
        assert named == []
    else:
        assert named == [strictest] * found.count(strictest)


def test_verdicts_go_from_passed_to_refused():
    order = [Verdict.PASSED, Verdict.NOTICE, Verdict.REVIEW, Verdict.REFUSED]
    assert [v.strictness for v in order] == [0, 1, 2, 3]


def test_a_decision_without_any_finding_is_for_a_human(testland):
    decision = replace(testland.decide(), said=())
    assert decision.verdict is DecisionVerdict.REVIEW


def test_a_decision_is_what_was_said_in_however_many_parts(testland):
    rules = [testland.rule(lambda case: None), testland.rule(lambda case: refuse("Nee."), "t-02")]
    decision = testland.decide(*rules)
    apart = replace(decision, said=[Said.of(finding) for finding in decision.findings])
    assert len(apart.said) > len(decision.said)
    assert (apart, hash(apart), encode(apart)) == (decision, hash(decision), encode(decision))
    assert replace(apart, said=apart.said[:-1]) != decision


def test_a_yes_is_explained_by_every_rule_that_looked(testland):
    rules = [testland.rule(lambda case: None, f"testland-0{n}") for n in range(3)]
    decision = testland.decide(*rules)
    assert decision.verdict is DecisionVerdict.ALLOWED
    codes = [f.rule.code for f in decision.findings]
    assert codes == ["core-01", "core-02", "testland-00", "testland-01", "testland-02"]


def test_a_decision_carries_the_question_the_day_the_catalogue_and_the_stamp(testland):
    question = testland.question()
    decision = testland.rulebook(testland.rule(lambda case: None)).decide(question)
    assert decision.given is question
    assert decision.on == date(2025, 3, 1)
    assert decision.profile_set is testland.new_set
    assert (decision.rulebook.distribution, decision.rulebook.version) == (
        "jeugdregio-testland",
        "1.2.3",
    )


def test_the_core_never_asks_what_day_it_is(testland):
    with pytest.raises(ValueError, match="decision_date"):
        testland.rulebook().decide(replace(testland.question(), decision_date=None))


def test_of_a_corrected_rule_only_the_version_of_the_day_answers(testland):
    before = testland.rule(lambda case: refuse("Oud."), valid=between((2024, 1, 1), (2025, 6, 30)))
    after = testland.rule(lambda case: None, valid=since(2025, 7, 1))
    book = testland.rulebook(before, after)
    for day, rule in [("2025-06-30", before), ("2025-07-01", after)]:
        decision = book.decide(testland.question(start=day))
        assert [f.rule for f in decision.findings if f.rule.code == "testland-01"] == [rule]
        assert book.rules_on(date.fromisoformat(day)) == (rule,)


def test_rules_are_listed_by_code_and_by_topic(testland):
    rules = testland.rule(lambda c: None, "testland-02"), testland.rule(lambda c: None)
    book = testland.rulebook(*rules)
    assert book.rules_on(date(2025, 1, 1)) == rules[::-1]
    assert book.rules_on(date(2025, 1, 1), rules[0].topic) == rules[::-1]


days = st.none() | st.dates()
codes = st.none() | st.sampled_from(["A", "B", "C", "P", "Q", "X", "LICHT", "ZWAAR", "een", "?"])
texts = st.none() | st.text("0123456789x?é ", min_size=1, max_size=8)
allocations = st.fixed_dictionaries(
    {"start": days, "end": days},
    optional={
        "provider": codes,
        "segment": codes,
        "profile": codes,
        "intensity": codes,
        "product": st.none() | st.sampled_from(["VERVOER", "?"]),
        "initial": st.none() | st.booleans(),
        "changesSoFar": st.none() | st.integers(0, 5),
    },
)
questions = st.fixed_dictionaries(
    {"region": st.just("testland"), "decisionDate": st.dates()},
    optional={
        "kind": st.sampled_from(["NEW", "EXTENSION", "CHANGE"]),
        "client": st.fixed_dictionaries(
            {},
            optional={"municipality": st.sampled_from(["0001", "0002"]) | texts, "birthDate": days},
        ),
        "referral": st.fixed_dictionaries(
            {}, optional={"referrer": st.none() | st.sampled_from(["HUISARTS", "GI"])}
        ),
        "request": allocations.map(
            lambda a: {k: v for k, v in a.items() if k not in ("initial", "changesSoFar")}
        ),
        "changeOf": st.none() | allocations,
        "running": st.lists(allocations, max_size=3),
        "documents": st.lists(
            st.fixed_dictionaries(
                {"kind": st.sampled_from(["PERSPECTIEFPLAN", "BEHANDELPLAN"])},
                optional={"author": st.sampled_from(["GI", "LOKAAL_TEAM"]), "date": days},
            ),
            max_size=2,
        ),
    },
)


@pytest.fixture(scope="session")
def rulebook(testland):
    """Every kind of declaration at once, and two rules that stumble now and then."""
    dated = {"valid": testland.always, "source": testland.source}
    stack = Term("testland-10", "Zo.", Permission.CONDITIONAL, (DIFFERENT_PROVIDERS,))
    silent = Term("testland-11", "Zo.", Permission.UNSPECIFIED)
    return testland.rulebook(
        known_municipality("testland-01", "Zo.", **dated),
        known_segment("testland-02", "Zo.", **dated),
        known_profile("testland-03", "Zo.", **dated, products_instead=True),
        known_intensity("testland-04", "Zo.", **dated, segments=["A"]),
        StackingMatrix(
            code="stapelen",
            segments=("A", "B"),
            cells={("A", "B"): stack, ("A", "A"): stack},
            otherwise=silent,
            **dated,
        ),
        MoveTable(
            within_code="testland-13",
            within_title="Zo.",
            across_code="testland-14",
            across_title="Zo.",
            families=(frozenset({"LICHT", "ZWAAR"}),),
            **dated,
        ),
        RegieTable(code="testland-20", title="Zo.", by=(PROFILE,), roles={}, **dated),
        DocumentTable(
            code="testland-30",
            title="Zo.",
            rows=(document(DocumentKind.PERSPECTIEFPLAN, profiles=["P"]),),
            scope=Scope(profiles=frozenset({"P", "Q"})),
            **dated,
        ),
        testland.rule(
            lambda case: refuse(f"Leeftijd: {case.age(case.on) // case.age(case[START])}."),
            "testland-40",
            reads=(BIRTH_DATE,),
        ),
        testland.rule(lambda case: case[END] - case[START], "testland-41"),
    )


@given(questions)
def test_no_question_that_can_be_read_goes_without_an_answer(rulebook, question):
    decision = rulebook.decide(parse_case(question))
    assert decision.findings
    for finding in decision.findings:
        assert finding.message.endswith(".")
        assert finding.missing is None or finding.verdict is Verdict.REVIEW
        assert finding.error is None or finding.verdict is Verdict.REVIEW
    assert len({f.rule.code for f in decision.findings if f.rule.code != "core-05"}) == len(
        [f for f in decision.findings if f.rule.code != "core-05"]
    )


@given(questions)
def test_the_same_question_under_the_same_stamp_gets_the_same_answer(rulebook, question):
    first, again = (rulebook.decide(parse_case(deepcopy(question))) for _ in range(2))
    assert first == again
    assert repr(first) == repr(again)


@given(questions)
def test_asking_changes_nothing_in_the_question(rulebook, question):
    as_asked = deepcopy(question)
    given_case = parse_case(question)
    as_read = deepcopy(given_case)
    rulebook.decide(given_case)
    assert question == as_asked
    assert given_case == as_read
