"""Wijziging (317): an intensity moves within its family and not across."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio_core import MoveTable, Verdict, spoken
from jeugdregio_core.rules.outcome import DecisionVerdict


@pytest.fixture(scope="session")
def table(testland):
    return MoveTable(
        within_code="testland-13",
        within_title="Binnen een familie mag het.",
        across_code="testland-14",
        across_title="Tussen families mag het niet.",
        valid=testland.always,
        source=testland.source,
        families=(frozenset({"PE", "IN"}), frozenset({"DL", "DM", "DZ"})),
        segments=frozenset({"A"}),
    )


@pytest.fixture
def change(testland, table):
    def decide(old, new, kind="CHANGE", segment="A"):
        return testland.decide(
            table,
            testland.rule(lambda case: None),
            kind=kind,
            changeOf={"intensity": old, "start": "2025-01-01"},
            request={"intensity": new, "segment": segment},
        )

    return decide


@given(*[st.sampled_from(["PE", "IN", "DL", "DM", "DZ", "ander"])] * 2)
def test_a_move_back_is_allowed_when_the_move_there_is(table, old, new):
    assert table.allowed(old, new) == table.allowed(new, old)
    assert not table.allowed(old, old)


def test_the_whole_table_names_every_move_once(table):
    moves = {(old, new): allowed for old, new, allowed in table.moves()}
    assert len(moves) == len(table.moves()) == 5 * 4
    assert moves["PE", "IN"]
    assert moves["DZ", "DL"]
    assert not moves["PE", "DL"]


def test_a_move_within_a_family_is_allowed_and_explained(testland, change):
    decision = change("DL", "DZ")
    assert decision.verdict is DecisionVerdict.ALLOWED
    assert testland.finding(decision, "testland-13").message == "Van DL naar DZ kan."
    assert testland.finding(decision, "testland-14").verdict is Verdict.PASSED


def test_a_move_across_families_is_refused_with_what_is_possible(testland, change):
    decision = change("DL", "PE")
    assert decision.verdict is DecisionVerdict.REFUSED
    assert testland.finding(decision, "testland-14").message == (
        "Van DL naar PE kan niet. Mogelijk vanaf DL: DM en DZ."
    )
    assert testland.finding(decision, "testland-13") is None


def test_a_change_that_changes_nothing_is_refused_once(testland, change):
    decision = change("PE", "PE")
    assert "Er verandert niets" in testland.finding(decision, "testland-13").message
    assert testland.finding(decision, "testland-14") is None


def test_from_an_unknown_intensity_nothing_is_possible(testland, change):
    assert testland.finding(change("XX", "PE"), "testland-14").message.endswith("vanaf XX: geen.")


@pytest.mark.parametrize("other", [{"kind": "NEW"}, {"kind": "EXTENSION"}, {"segment": "B"}])
def test_the_table_is_only_about_changes_in_its_segments(testland, change, other):
    decision = change("DL", "PE", **other)
    assert testland.finding(decision, "testland-14") is None


def test_without_the_running_intensity_a_human_judges(testland, table):
    decision = testland.decide(table, kind="CHANGE", request={"segment": "A", "intensity": "PE"})
    assert testland.finding(decision, "testland-14").missing == "changeOf.intensity"
    assert decision.verdict is DecisionVerdict.REVIEW


def test_words_are_listed_as_people_say_them():
    assert [spoken(words) for words in ("", "a", "ab", "abc")] == [
        "geen",
        "a",
        "a en b",
        "a, b en c",
    ]
