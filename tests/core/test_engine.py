"""Every rule in force looks at the case; a rule that fails is never a pass."""

import logging
from datetime import date

import pytest

from jeugdregio_core import (
    NOT_APPLICABLE,
    Assign,
    Outcome,
    Party,
    RegieRole,
    RequestKind,
    RuleTopic,
    Scope,
    Verdict,
    assign,
    between,
    notice,
    passed,
    refuse,
    review,
    rule,
    since,
    statement,
)
from jeugdregio_core.rules import facts
from jeugdregio_core.rules.facts import END, INTENSITY, PROVIDER
from jeugdregio_core.rules.outcome import PLUGIN_ERROR, DecisionVerdict, DocumentNeed

SECRET = "geheim-123456782"


def test_a_rule_that_looked_and_has_nothing_to_say_passes_with_its_title(testland):
    finding = testland.finding(testland.decide(testland.rule(lambda case: None)))
    assert (finding.verdict, finding.message) == (Verdict.PASSED, "Een regel.")


def test_a_rule_that_has_nothing_to_do_with_the_case_is_not_a_finding(testland):
    decision = testland.decide(testland.rule(lambda case: NOT_APPLICABLE))
    assert testland.finding(decision) is None


@pytest.mark.parametrize(
    ("answer", "verdict"),
    [
        (passed("Zo is het."), Verdict.PASSED),
        (notice("Zo is het."), Verdict.NOTICE),
        (review("Zo is het."), Verdict.REVIEW),
        (refuse("Zo is het."), Verdict.REFUSED),
    ],
)
def test_the_sentence_of_a_rule_is_what_people_read(testland, answer, verdict):
    finding = testland.finding(testland.decide(testland.rule(lambda case: answer)))
    assert (finding.verdict, finding.message) == (verdict, "Zo is het.")
    assert finding.error is None


def test_a_verdict_without_a_sentence_is_told_by_the_title(testland):
    answer = Outcome(Verdict.NOTICE)
    finding = testland.finding(testland.decide(testland.rule(lambda case: answer)))
    assert (finding.verdict, finding.message) == (Verdict.NOTICE, "Een regel.")


def test_a_rule_made_of_a_function_takes_its_title_from_the_docstring(testland):
    @rule("testland-01", topic=RuleTopic.ACCESS, valid=testland.always, source=testland.source)
    def judge(case):
        """Een eigen titel."""

    assert testland.finding(testland.decide(judge)).message == "Een eigen titel."


def test_without_any_rule_in_force_a_human_judges(testland):
    decision = testland.decide()
    assert decision.verdict is DecisionVerdict.REVIEW
    assert testland.finding(decision, "core-06").verdict is Verdict.REVIEW


def test_a_rule_that_is_no_longer_in_force_does_not_answer(testland):
    ended = testland.rule(lambda case: None, valid=between((2020, 1, 1), (2025, 2, 28)))
    decision = testland.decide(ended)
    assert testland.finding(decision) is None
    assert decision.verdict is DecisionVerdict.REVIEW
    assert testland.decide(ended, start="2025-02-28").verdict is DecisionVerdict.ALLOWED


def test_rules_that_all_have_nothing_to_do_with_the_case_allow_nothing(testland):
    decision = testland.decide(testland.rule(lambda case: NOT_APPLICABLE))
    assert decision.verdict is DecisionVerdict.REVIEW


def test_a_statement_is_not_a_rule_that_looked(testland):
    stated = statement(
        "testland-01",
        "Er wordt per maand betaald.",
        topic=RuleTopic.PAYMENT,
        valid=testland.always,
        source=testland.source,
        place="region.profileSet.tariffs",
    )
    assert testland.decide(stated).verdict is DecisionVerdict.REVIEW


def test_a_missing_fact_is_for_a_human_and_is_named(testland):
    decision = testland.decide(testland.rule(lambda case: passed(case[INTENSITY])))
    finding = testland.finding(decision)
    assert (finding.verdict, finding.missing) == (Verdict.REVIEW, "request.intensity")
    assert finding.message == "Nodig voor deze regel: intensiteit (request.intensity)."
    assert finding.error is None


def test_without_a_start_a_human_judges_by_the_rules_of_the_decision_date(testland):
    decision = testland.decide(testland.rule(lambda case: None), start=None)
    assert testland.finding(decision, "core-02").missing == "request.start"
    assert decision.verdict is DecisionVerdict.REVIEW
    assert decision.on == date(2025, 2, 1)


def test_an_end_before_the_start_is_refused(testland):
    decision = testland.decide(testland.rule(lambda case: None), request={"end": "2025-02-28"})
    finding = testland.finding(decision, "core-03")
    assert finding.verdict is Verdict.REFUSED
    assert finding.message == "De einddatum 28 februari 2025 ligt vóór de startdatum 1 maart 2025."
    one_day = testland.decide(testland.rule(lambda case: None), request={"end": "2025-03-01"})
    assert one_day.verdict is DecisionVerdict.ALLOWED


def test_outside_every_catalogue_a_human_judges_and_nothing_older_steps_in(testland):
    decision = testland.decide(
        testland.rule(lambda case: None, valid=since(1900)), start="2014-12-31"
    )
    finding = testland.finding(decision, "core-01")
    assert decision.profile_set is None
    assert decision.verdict is DecisionVerdict.REVIEW
    assert "1 januari 2015 tot en met 31 december 2023" in finding.message


class TestScope:
    """A rule for some segments, profiles or kinds of request leaves the others alone."""

    @pytest.mark.parametrize(
        "scope",
        [
            {"segments": frozenset({"B"})},
            {"profiles": frozenset({"Q"})},
            {"kinds": frozenset({RequestKind.CHANGE})},
            {"segments": frozenset({"A"}), "profiles": frozenset({"Q"})},
        ],
    )
    def test_a_rule_out_of_scope_is_not_a_finding(self, testland, scope):
        scoped = testland.rule(lambda case: None, scope=Scope(**scope))
        decision = testland.decide(scoped, request={"segment": "A", "profile": "P"})
        assert testland.finding(decision) is None

    def test_a_rule_in_scope_looks(self, testland):
        scope = Scope(
            segments=frozenset({"A", "B"}),
            profiles=frozenset({"P"}),
            kinds=frozenset({RequestKind.NEW}),
        )
        scoped = testland.rule(lambda case: None, scope=scope)
        decision = testland.decide(scoped, request={"segment": "A", "profile": "P"})
        assert decision.verdict is DecisionVerdict.ALLOWED

    @pytest.mark.parametrize(
        ("scope", "missing"),
        [
            ({"segments": frozenset({"A"})}, "request.segment"),
            ({"profiles": frozenset({"P"})}, "request.profile"),
        ],
    )
    def test_a_missing_scope_fact_names_the_rules_that_could_not_look(
        self, testland, scope, missing
    ):
        rules = [
            testland.rule(lambda case: None, code, scope=Scope(**scope))
            for code in ("testland-01", "testland-02")
        ]
        open_to_all = testland.rule(lambda case: None, "testland-03")
        decision = testland.decide(*rules, open_to_all)
        finding = testland.finding(decision, "core-05")
        assert decision.verdict is DecisionVerdict.REVIEW
        assert finding.missing == missing
        assert "testland-01, testland-02" in finding.message
        assert "testland-03" not in finding.message
        assert testland.finding(decision, "testland-01") is None

    def test_a_rule_that_is_out_of_scope_anyway_is_not_named_as_waiting(self, testland):
        elsewhere = Scope(segments=frozenset({"B"}), profiles=frozenset({"Q"}))
        scoped = testland.rule(lambda case: None, scope=elsewhere)
        always = testland.rule(lambda case: None, "testland-02")
        decision = testland.decide(scoped, always, request={"profile": "P"})
        assert testland.finding(decision, "core-05") is None
        assert decision.verdict is DecisionVerdict.ALLOWED

    def test_a_product_beside_the_profiles_does_not_wait_for_a_profile(self, testland):
        scoped = testland.rule(lambda case: None, scope=Scope(profiles=frozenset({"P"})))
        always = testland.rule(lambda case: None, "testland-02")
        decision = testland.decide(scoped, always, request={"product": "VERVOER"})
        assert testland.finding(decision, "core-05") is None
        assert testland.finding(decision) is None


def failing(error):
    def judge(case):
        raise error

    return judge


class Unreadable(Exception):
    """An error that cannot even be printed."""

    def __str__(self):
        raise RuntimeError(SECRET)


ERRORS = [ValueError(SECRET), KeyError(SECRET), SystemExit(SECRET), RecursionError(SECRET)]
NONSENSE = [
    lambda: True,
    lambda: "goed",
    lambda: 42,
    lambda: Verdict.PASSED,
    lambda: (Verdict.PASSED, "goed"),
    lambda: Outcome("PASSED", "goed"),  # type: ignore[arg-type]
    lambda: Outcome(Verdict.PASSED, 42),  # type: ignore[arg-type]
    lambda: passed(None, None),  # type: ignore[call-arg, arg-type]
    lambda: Outcome(Verdict.PASSED, "goed", regie=None),  # type: ignore[arg-type]
    lambda: Outcome(Verdict.PASSED, "goed", regie=("de GI",)),  # type: ignore[arg-type]
    lambda: assign(Assign("baas", Party.GI, "De GI.")),  # type: ignore[arg-type]
    lambda: assign(Assign(RegieRole.REGIE, "de GI", "De GI.")),  # type: ignore[arg-type]
    lambda: assign(Assign(RegieRole.REGIE, Party.GI, None)),  # type: ignore[arg-type]
    lambda: Outcome(Verdict.PASSED, "goed", documents=("perspectiefplan",)),  # type: ignore[arg-type]
    lambda: Outcome(Verdict.PASSED, "goed", documents=(DocumentNeed("plan", None, True),)),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(
    "judge",
    [failing(error) for error in [*ERRORS, Unreadable()]]
    + [lambda case, answer=answer: answer() for answer in NONSENSE]
    + ["not a function", lambda: None],
)
def test_a_rule_that_fails_or_talks_nonsense_is_for_a_human(testland, judge):
    others = testland.rule(
        lambda case: assign(Assign(RegieRole.REGIE, Party.GI, "De GI.")), "testland-02"
    )
    decision = testland.decide(testland.rule(judge), others)
    finding = testland.finding(decision)
    assert (finding.verdict, finding.error) == (Verdict.REVIEW, PLUGIN_ERROR)
    assert "testland-01" in finding.message
    assert decision.verdict is DecisionVerdict.REVIEW
    assert testland.finding(decision, "testland-02").verdict is Verdict.PASSED
    assert [r.rule.code for r in decision.regie] == ["testland-02"]
    assert decision.required_documents == ()


@pytest.mark.parametrize("error", ERRORS)
def test_what_an_error_says_stays_out_of_the_message_and_out_of_the_log(testland, error, caplog):
    with caplog.at_level(logging.DEBUG):
        decision = testland.decide(testland.rule(failing(error)))
    assert SECRET not in testland.finding(decision).message
    assert SECRET not in caplog.text
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert "testland-01" in record.getMessage()
    assert type(error).__name__ in record.getMessage()
    assert record.exc_info is None


def test_the_user_can_still_stop_the_process(testland):
    with pytest.raises(KeyboardInterrupt):
        testland.decide(testland.rule(failing(KeyboardInterrupt())))


def test_a_failing_rule_touches_no_other_region(testland):
    broken = testland.rulebook(testland.rule(failing(ValueError(SECRET))))
    sound = testland.rulebook(testland.rule(lambda case: None))
    question = testland.question()
    assert broken.decide(question).verdict is DecisionVerdict.REVIEW
    assert sound.decide(question).verdict is DecisionVerdict.ALLOWED


def test_a_failing_rule_does_not_soften_a_refusal(testland):
    failed = testland.rule(failing(ValueError(SECRET)), "testland-02")
    decision = testland.decide(testland.rule(lambda case: refuse("Nee.")), failed)
    assert decision.verdict is DecisionVerdict.REFUSED


class TestCase:
    """What a rule can ask of a case."""

    def ask(self, testland, read, **groups):
        return read(testland.rulebook().case(testland.question(**groups)))

    def test_a_fact_that_was_not_given_can_be_looked_at_without_needing_it(self, testland):
        assert self.ask(testland, lambda case: case.get(END)) is None
        with pytest.raises(facts.MissingFact, match=r"einddatum \(request.end\)"):
            self.ask(testland, lambda case: case[END])

    @pytest.mark.parametrize("fact", [f for f in vars(facts).values() if isinstance(f, facts.Fact)])
    def test_every_fact_can_be_looked_at_in_an_empty_and_in_a_full_question(self, testland, fact):
        self.ask(testland, lambda case: case.get(fact), start=None)
        full = {
            "changeOf": {"intensity": "LICHT"},
            "request": {"provider": "een"},
            "providers": [{"code": "een", "segments": ["A"], "arrangements": []}],
        }
        self.ask(testland, lambda case: case.get(fact), **full)

    def test_the_contracts_of_the_asked_provider_are_facts_too(self, testland):
        contracts = {
            "request": {"provider": "twee"},
            "providers": [
                {"code": "een", "segments": ["A"]},
                {"code": "twee", "segments": ["B"], "agreements": ["vergunning"]},
            ],
        }
        read = lambda case: (case[facts.CONTRACTED_SEGMENTS], case[facts.AGREEMENTS])  # noqa: E731
        assert self.ask(testland, read, **contracts) == (("B",), ("vergunning",))
        assert self.ask(testland, lambda c: c.contracted_segments(), **contracts) == ("B",)

    @pytest.mark.parametrize(
        ("groups", "missing"),
        [
            ({}, PROVIDER),
            ({"request": {"provider": "een"}}, facts.PROVIDERS),
            (
                {"request": {"provider": "een"}, "providers": [{"code": "een"}]},
                facts.CONTRACTED_SEGMENTS,
            ),
        ],
    )
    def test_what_is_not_known_of_the_provider_is_named(self, testland, groups, missing):
        with pytest.raises(facts.MissingFact) as raised:
            self.ask(testland, lambda case: case.contracted_segments(), **groups)
        assert raised.value.fact is missing

    @pytest.mark.parametrize(
        ("birth", "age"), [("2010-03-01", 15), ("2010-03-02", 14), ("2012-02-29", 13)]
    )
    def test_a_birthday_counts_on_the_day_itself(self, testland, birth, age):
        case_age = self.ask(testland, lambda c: c.age(c.on), client={"birthDate": birth})
        assert case_age == age

    def test_a_new_request_is_judged_by_its_own_start(self, testland):
        running = {"start": "2023-01-01"}
        assert self.ask(testland, lambda c: c.on, changeOf=running) == date(2025, 3, 1)

    def test_a_change_is_judged_by_the_rules_its_allocation_started_under(self, testland):
        change = {"kind": "CHANGE", "changeOf": {"start": "2023-01-01"}}
        case = self.ask(testland, lambda c: c, **change)
        assert case.on == date(2023, 1, 1)
        assert case.profile_set is testland.old_set

    def test_a_change_of_an_allocation_without_a_start_is_judged_by_its_own(self, testland):
        change = {"kind": "CHANGE", "changeOf": {"intensity": "LICHT"}}
        assert self.ask(testland, lambda c: c.on, **change) == date(2025, 3, 1)
