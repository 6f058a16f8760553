"""A form asks exactly what the rules in force will look at, with the answers of that day."""

from dataclasses import replace
from datetime import date

import pytest

from jeugdregio_core import (
    Component,
    Permission,
    RequestKind,
    RuleTopic,
    Scope,
    StackingMatrix,
    Term,
    between,
    since,
    statement,
)
from jeugdregio_core.model.codes import FactKind
from jeugdregio_core.rules.facts import (
    END,
    INTENSITY,
    KIND,
    MUNICIPALITY,
    NEED_LEVEL,
    NORM_DURATION,
    PRODUCT,
    PROFILE,
    RUNNING,
    SEGMENT,
    START,
)

TODAY = date(2025, 3, 1)
ALWAYS_ASKED = {START, END, RUNNING}
"""What the framework itself looks at where a region says nothing of stacking."""


@pytest.fixture
def ask(testland):
    def questions(*rules, on=TODAY, **parts):
        return testland.rulebook(*rules).questions(on, **parts)

    return questions


@pytest.fixture
def reading(testland):
    def rule(*reads, code="testland-01", **parts):
        return testland.rule(lambda case: None, code, reads=reads, **parts)

    return rule


def asked(questions):
    return {question.fact for question in questions} - ALWAYS_ASKED


def options(questions, fact):
    (question,) = [q for q in questions if q.fact is fact]
    return [option.code for option in question.options]


def test_every_fact_a_rule_reads_is_asked_once_with_the_rules_that_read_it(ask, reading):
    first, second = reading(PROFILE, NEED_LEVEL), reading(PROFILE, code="testland-02")
    found = ask(first, second)
    assert asked(found) == {PROFILE, NEED_LEVEL}
    assert {q.fact: q.rules for q in found}[PROFILE] == (first, second)
    assert {q.fact: q.rules for q in found}[NEED_LEVEL] == (first,)


def test_questions_come_in_the_order_of_the_form(ask, reading):
    found = ask(reading(NORM_DURATION, PROFILE, MUNICIPALITY, KIND))
    facts = [q.fact for q in found if q.fact not in ALWAYS_ASKED]
    assert facts == [KIND, MUNICIPALITY, PROFILE, NORM_DURATION]


def test_what_decides_the_scope_is_asked_too(ask, reading):
    scope = Scope(
        segments=frozenset({"A"}), profiles=frozenset({"P"}), kinds=frozenset({RequestKind.NEW})
    )
    assert asked(ask(reading(scope=scope))) == {SEGMENT, PROFILE, KIND}


def test_a_segment_or_profile_that_was_chosen_leaves_other_rules_out(ask, reading):
    for_a = reading(NEED_LEVEL, scope=Scope(segments=frozenset({"A"})))
    for_q = reading(NORM_DURATION, scope=Scope(profiles=frozenset({"Q"})), code="testland-02")
    assert asked(ask(for_a, for_q)) == {NEED_LEVEL, SEGMENT, NORM_DURATION, PROFILE}
    assert asked(ask(for_a, for_q, segment="B")) == {NORM_DURATION, PROFILE}
    assert asked(ask(for_a, for_q, profile="P")) == {NEED_LEVEL, SEGMENT}
    assert asked(ask(for_a, for_q, segment="B", profile="P")) == set()


def test_rules_of_another_period_ask_nothing(ask, reading):
    ended = reading(NEED_LEVEL, valid=between((2015, 1, 1), (2025, 2, 28)))
    later = reading(NORM_DURATION, valid=since(2025, 3, 2), code="testland-02")
    assert asked(ask(ended, later)) == set()


def test_a_statement_asks_nothing(testland, ask):
    stated = statement(
        "testland-01",
        "Er wordt per maand betaald.",
        topic=RuleTopic.PAYMENT,
        valid=testland.always,
        source=testland.source,
        place="region.profileSet",
    )
    assert asked(ask(stated)) == set()


def test_what_runs_already_is_asked_even_where_no_rule_speaks_of_stacking(ask):
    (question,) = [q for q in ask() if q.fact is RUNNING]
    assert [rule.code for rule in question.rules] == ["core-04"]


def test_where_a_matrix_is_in_force_the_matrix_asks_what_runs_already(testland, ask):
    term = Term("testland-10", "Dit mag.", Permission.PERMITTED)
    matrix = StackingMatrix(
        code="stapelen",
        valid=testland.always,
        source=testland.source,
        segments=("A",),
        otherwise=term,
    )
    (question,) = [q for q in ask(matrix) if q.fact is RUNNING]
    assert [rule.code for rule in question.rules] == ["testland-10"]


class TestOptions:
    """The answers to choose from are those of the day, narrowed to what was chosen."""

    def test_a_national_list_comes_with_its_labels(self, ask, reading):
        (question,) = [q for q in ask(reading(KIND)) if q.fact is KIND]
        assert question.fact.kind is FactKind.CHOICE
        assert [(o.code, o.label) for o in question.options] == [
            ("NEW", "nieuwe toewijzing"),
            ("EXTENSION", "verlenging"),
            ("CHANGE", "wijziging (317)"),
        ]

    def test_the_municipalities_are_those_of_the_day(self, ask, reading):
        rule = reading(MUNICIPALITY)
        assert options(ask(rule), MUNICIPALITY) == ["0002"]
        assert options(ask(rule, on=date(2021, 12, 31)), MUNICIPALITY) == ["0001", "0002"]

    @pytest.mark.parametrize(
        ("on", "segments", "profiles", "intensities"),
        [
            (date(2023, 12, 31), ["A"], ["1", "P"], ["X"]),
            (date(2024, 1, 1), ["A", "B"], ["P", "Q", "R"], ["LICHT", "ZWAAR"]),
            (date(2025, 1, 1), ["A", "B", "C"], ["P", "Q", "R"], ["LICHT", "ZWAAR"]),
            (date(2014, 12, 31), [], [], []),
        ],
    )
    def test_the_catalogue_of_the_day_gives_its_codes(
        self, ask, reading, on, segments, profiles, intensities
    ):
        found = ask(reading(SEGMENT, PROFILE, INTENSITY, valid=since(1900)), on=on)
        assert options(found, SEGMENT) == segments
        assert options(found, PROFILE) == profiles
        assert options(found, INTENSITY) == intensities

    def test_what_has_no_name_is_called_by_its_code(self, ask, reading):
        found = {q.fact: q for q in ask(reading(PROFILE, INTENSITY))}
        profiles = [o.label for o in found[PROFILE].options]
        assert profiles == ["Gedrag", "Profiel Q", "Profiel R"]
        assert [o.label for o in found[INTENSITY].options] == ["Licht", "Intensiteit ZWAAR"]

    def test_a_chosen_segment_leaves_its_own_profiles_and_products(self, testland, reading):
        wonen = Component(code="LOGEREN", name="Logeren", segment="B", source=testland.source)
        held = replace(testland.new_set, components=(*testland.new_set.components, wonen))
        book = testland.rulebook(reading(PROFILE, PRODUCT), profile_sets=[held])
        assert options(book.questions(TODAY, segment="A"), PROFILE) == ["P", "R"]
        assert options(book.questions(TODAY, segment="A"), PRODUCT) == ["VERVOER"]
        assert options(book.questions(TODAY, segment="B"), PRODUCT) == ["LOGEREN"]
        assert options(book.questions(TODAY), PRODUCT) == ["VERVOER", "LOGEREN"]

    def test_a_chosen_profile_leaves_its_own_intensities(self, ask, reading):
        rule = reading(INTENSITY)
        assert options(ask(rule, profile="P"), INTENSITY) == ["LICHT"]
        assert options(ask(rule, profile="Q"), INTENSITY) == ["LICHT", "ZWAAR"]

    def test_a_free_answer_has_no_options(self, ask, reading):
        assert options(ask(reading(NORM_DURATION)), NORM_DURATION) == []
