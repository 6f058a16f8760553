"""Stapelen: a matrix says per pair of segments what may stand beside what, in either order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio_core import (
    DIFFERENT_PROVIDERS,
    SAME_PROFILE,
    SAME_PROVIDER,
    Permission,
    RuleTopic,
    StackingMatrix,
    Term,
    Verdict,
    between,
    initial_from,
    passed,
    since,
    statement,
)
from jeugdregio_core.contract import check_rulebook
from jeugdregio_core.errors import ContractBroken
from jeugdregio_core.rules.facts import PRODUCT
from jeugdregio_core.rules.outcome import NOT_APPLICABLE, DecisionVerdict

SEGMENTS = ("A", "B", "C")


def term(number, permission, *conditions, **parts):
    return Term(f"testland-{number}", "Over stapelen.", permission, conditions, **parts)


FREE = term(11, Permission.PERMITTED)
NEVER = term(12, Permission.FORBIDDEN)
OTHER_PROVIDER = term(13, Permission.CONDITIONAL, DIFFERENT_PROVIDERS)
SILENT = term(14, Permission.UNSPECIFIED)


@pytest.fixture(scope="session")
def matrix(testland):
    def build(cells, otherwise=SILENT, valid=None, **parts):
        return StackingMatrix(
            code="stapelen",
            valid=valid or testland.always,
            source=testland.source,
            segments=SEGMENTS,
            cells=cells,
            otherwise=otherwise,
            **parts,
        )

    return build


@pytest.fixture(scope="session")
def beside(testland, matrix):
    """What the matrix says of A, asked from provider een, beside these running allocations."""

    def decide(cells, *running, profile="P", request=None, **parts):
        asked = {"segment": "A", "provider": "een", "profile": profile} | (request or {})
        decision = testland.decide(matrix(cells, **parts), running=running, request=asked)
        return testland.on_stacking(decision)

    return decide


terms = st.sampled_from([FREE, NEVER, OTHER_PROVIDER, SILENT])
cells = st.dictionaries(st.tuples(*[st.sampled_from(SEGMENTS)] * 2), terms)


@given(cells, st.sampled_from(SEGMENTS), st.sampled_from(SEGMENTS))
def test_the_order_of_a_pair_does_not_matter_in_any_accepted_matrix(
    testland, matrix, table, first, second
):
    stacking = matrix(table)
    try:
        check_rulebook(testland.rulebook(stacking))
    except ContractBroken:
        assert any(table.get((b, a), held) is not held for (a, b), held in table.items())
    else:
        assert stacking.term(first, second) is stacking.term(second, first)


def test_the_table_shows_every_pair_once_and_the_unnamed_ones_too(matrix):
    pairs = list(matrix({("B", "A"): FREE}).pairs())
    assert [(p.first, p.second) for p in pairs] == [
        ("A", "A"), ("A", "B"), ("A", "C"), ("B", "B"), ("B", "C"), ("C", "C"),
    ]  # fmt: skip
    assert [p.term for p in pairs if p.term is FREE] == [FREE]


def test_the_table_says_under_which_conditions_a_pair_may_stand(matrix):
    both = term(15, Permission.CONDITIONAL, SAME_PROVIDER, SAME_PROFILE)
    conditions = {p.term.condition for p in matrix({("A", "B"): both}).pairs()}
    assert conditions == {"de aanbieder dezelfde is en het profiel hetzelfde is", None}


def test_a_term_has_the_source_of_its_matrix_unless_it_has_its_own(testland, matrix):
    own = term(15, Permission.PERMITTED, source=testland.source.at("bladzijde 9"))
    rules = {rule.code: rule for rule in matrix({("A", "B"): own}).rules()}
    assert rules["testland-15"].source.passage == "bladzijde 9"
    assert rules[SILENT.code].source == testland.source


def test_the_product_is_only_read_where_the_matrix_is_silent_on_some(matrix):
    (plain,) = matrix({}).rules()
    (with_products,) = matrix({}, silent_on_products=frozenset({"VERVOER"})).rules()
    assert set(with_products.reads) - set(plain.reads) == {PRODUCT}


def test_a_permitted_pair_is_explained(beside):
    (finding,) = beside({("A", "B"): FREE}, {"segment": "B", "provider": "twee"})
    assert finding.verdict is Verdict.PASSED
    assert finding.message == "A naast B (aanbieder twee) mag samen."


@pytest.mark.parametrize("pair", [("A", "B"), ("B", "A")])
def test_a_forbidden_pair_is_refused_whichever_runs_first(beside, pair):
    (finding,) = beside({pair: NEVER}, {"segment": "B"})
    assert finding.verdict is Verdict.REFUSED
    assert finding.message == "A naast B mag niet samen."


def test_a_pair_the_sources_do_not_name_is_for_a_human(beside):
    (finding,) = beside({("A", "A"): FREE}, {"segment": "C"})
    assert finding.verdict is Verdict.REVIEW
    assert finding.rule.code == SILENT.code


@pytest.mark.parametrize(
    ("provider", "verdict"), [("twee", Verdict.PASSED), ("een", Verdict.REFUSED)]
)
def test_where_providers_must_differ_the_provider_decides(beside, provider, verdict):
    (finding,) = beside({("A", "A"): OTHER_PROVIDER}, {"segment": "A", "provider": provider})
    assert finding.verdict is verdict
    assert "de aanbieders verschillen" in finding.message


def test_of_several_conditions_only_the_failed_ones_are_named(beside):
    both = term(15, Permission.CONDITIONAL, SAME_PROVIDER, SAME_PROFILE)
    running = {"segment": "A", "provider": "twee", "profile": "P"}
    (finding,) = beside({("A", "A"): both}, running)
    assert finding.message.endswith("mag alleen samen als de aanbieder dezelfde is.")


def test_a_failed_condition_can_leave_it_to_a_human(beside):
    careful = term(15, Permission.CONDITIONAL, SAME_PROFILE, otherwise=Verdict.REVIEW)
    (finding,) = beside({("A", "A"): careful}, {"segment": "A", "profile": "R"})
    assert finding.verdict is Verdict.REVIEW
    assert "het profiel hetzelfde is" in finding.message


@pytest.mark.parametrize(
    ("start", "initial", "verdict"),
    [
        ("2019-01-01", True, Verdict.PASSED),
        ("2018-12-31", True, Verdict.REFUSED),
        ("2019-01-01", False, Verdict.REFUSED),
    ],
)
def test_stacking_on_the_first_allocation_counts_from_its_day(beside, start, initial, verdict):
    from_2019 = term(15, Permission.CONDITIONAL, initial_from(since(2019).first))
    (finding,) = beside(
        {("A", "A"): from_2019}, {"segment": "A", "start": start, "initial": initial}
    )
    assert finding.verdict is verdict
    assert "1 januari 2019" in finding.message


@pytest.mark.parametrize("known", [{"start": "2019-01-01"}, {"initial": True}])
def test_of_a_first_allocation_both_its_day_and_that_it_was_first_must_be_known(beside, known):
    from_2019 = term(15, Permission.CONDITIONAL, initial_from(since(2019).first))
    (finding,) = beside({("A", "A"): from_2019}, {"segment": "A"} | known)
    assert (finding.verdict, finding.missing) == (Verdict.REVIEW, "running")


@pytest.mark.parametrize(
    ("running", "request_parts", "missing"),
    [
        ({"segment": "A"}, {}, "running"),
        ({"segment": "A", "provider": "twee"}, {"provider": None}, "request.provider"),
        ({"segment": "A", "provider": "twee"}, {"segment": None}, "request.segment"),
        ({"provider": "twee"}, {}, "running"),
    ],
)
def test_a_fact_that_stacking_needs_and_nobody_gave_is_named(
    beside, running, request_parts, missing
):
    table = dict.fromkeys([("A", "A"), ("A", "B"), ("A", "C")], OTHER_PROVIDER)
    findings = beside(table, running, request=request_parts)
    assert {f.verdict for f in findings} == {Verdict.REVIEW}
    assert {f.missing for f in findings} == {missing}


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        ("2024-01-01", "2025-02-28", False),
        ("2024-01-01", "2025-03-01", True),
        ("2025-06-30", None, True),
        ("2025-07-01", None, False),
        (None, None, True),
    ],
)
def test_only_what_shares_a_day_with_the_request_stands_beside_it(beside, start, end, counts):
    running = {"segment": "B", "start": start, "end": end}
    findings = beside({("A", "B"): NEVER}, running, request={"end": "2025-06-30"})
    assert bool(findings) == counts


def test_a_request_without_an_end_stands_beside_what_starts_later(beside):
    assert beside({("A", "B"): NEVER}, {"segment": "B", "start": "2030-01-01"})


def test_nothing_running_is_nothing_to_say(beside):
    assert beside({("A", "A"): NEVER}) == []
    assert beside({("A", "A"): NEVER}, request={"segment": None}) == []


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_several_running_allocations_the_strictest_counts(beside, order):
    free = {"segment": "A", "provider": "twee"}
    same = {"segment": "A", "provider": "een"}
    third = {"segment": "A", "provider": "drie"}
    running = [(free, same, third)[n] for n in order]
    (finding,) = beside({("A", "A"): OTHER_PROVIDER}, *running)
    assert finding.verdict is Verdict.REFUSED


@pytest.mark.parametrize("unknown", [{"segment": "A"}, {"provider": "drie"}])
@pytest.mark.parametrize("first", [True, False])
def test_an_incomplete_allocation_does_not_hide_that_another_is_refused(beside, unknown, first):
    same = {"segment": "A", "provider": "een"}
    running = [unknown, same] if first else [same, unknown]
    findings = beside({("A", "A"): OTHER_PROVIDER, ("A", "B"): FREE}, *running)
    assert Verdict.REFUSED in {f.verdict for f in findings}


def test_an_incomplete_allocation_beside_a_permitted_one_is_for_a_human(beside):
    complete = {"segment": "A", "provider": "twee"}
    (finding,) = beside({("A", "A"): OTHER_PROVIDER}, complete, {"segment": "A"})
    assert finding.verdict is Verdict.REVIEW
    assert finding.missing == "running"


def test_a_product_the_matrix_is_silent_on_is_for_a_human(beside):
    silent = frozenset({"VERVOER"})
    running = {"segment": "A", "product": "VERVOER"}
    (finding,) = beside({("A", "A"): FREE}, running, silent_on_products=silent)
    assert finding.rule.code == SILENT.code
    asked = {"product": "VERVOER"}
    (finding,) = beside(
        {("A", "A"): FREE}, {"segment": "A"}, request=asked, silent_on_products=silent
    )
    assert finding.rule.code == SILENT.code


def test_a_silent_product_without_a_segment_still_reads_as_a_sentence(beside):
    running = {"product": "VERVOER"}
    (finding,) = beside({}, running, silent_on_products=frozenset({"VERVOER"}))
    assert "None" not in finding.message


def test_an_ended_matrix_says_nothing_and_running_help_is_then_for_a_human(beside):
    ended = between((2020, 1, 1), (2024, 12, 31))
    (finding,) = beside({("A", "A"): FREE}, {"segment": "A"}, valid=ended)
    assert finding.rule.code == "core-04"
    assert finding.verdict is Verdict.REVIEW
    assert "Testland" in finding.message


def test_without_a_matrix_and_with_nothing_running_nobody_needs_to_look(testland):
    fits = testland.rule(lambda case: None)
    assert testland.decide(fits).verdict is DecisionVerdict.ALLOWED


def test_a_statement_about_stacking_judges_nobody(testland):
    stated = statement(
        "testland-15",
        "De volgorde maakt niet uit.",
        topic=RuleTopic.STACKING,
        valid=testland.always,
        source=testland.source,
        place="region.profileSet.stacking",
    )
    decision = testland.decide(stated, testland.rule(lambda case: None), running=[{"segment": "A"}])
    assert [f.rule.code for f in testland.on_stacking(decision)] == ["core-04"]


def test_a_stacking_rule_that_does_not_look_at_the_case_permits_nothing(testland):
    silent = testland.rule(lambda case: NOT_APPLICABLE, "testland-15", topic=RuleTopic.STACKING)
    decision = testland.decide(silent, testland.rule(lambda case: None), running=[{"segment": "A"}])
    assert decision.verdict is DecisionVerdict.REVIEW
    assert [f.rule.code for f in testland.on_stacking(decision)] == ["core-04"]


def test_a_region_may_judge_stacking_by_a_rule_of_its_own(testland):
    judge = testland.rule(
        lambda case: passed("Dit mag samen."), "testland-15", topic=RuleTopic.STACKING
    )
    decision = testland.decide(judge, running=[{"segment": "A"}])
    assert decision.verdict is DecisionVerdict.ALLOWED
