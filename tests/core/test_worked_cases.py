"""Worked cases: what policy staff write down is read strictly and held against the rules."""

from datetime import date

import pytest

from jeugdregio_core import Assign, DocumentKind, Party, RegieRole, assign, refuse, require
from jeugdregio_core.conformance.cases import (
    load_cases,
    read_cases,
    rules_without_both_sides,
    run_case,
)
from jeugdregio_core.rules.facts import PROFILE

FILE = """
[base]
decisionDate = 2025-02-01
client.municipality = "0002"
request = { segment = "A", profile = "P", start = 2025-03-01 }
documents = [ { kind = "PERSPECTIEFPLAN" } ]

[[case]]
name = "Profiel P mag."
expect.verdict = "ALLOWED"
expect.findings = { testland-01 = "PASSED" }

[[case]]
name = "Profiel Q mag niet."
with.request.profile = "Q"
with.documents = []
without = ["request.segment", "client"]
expect.verdict = "REFUSED"
expect.findings = { testland-01 = "REFUSED", testland-99 = "ABSENT" }
"""


def read(text):
    return tuple(read_cases(text, "toegang.toml", "testland"))


def one(expect, *, head="", extra=""):
    (case,) = read(f'{head}\n[[case]]\nname = "Een geval."\n{extra}\n[case.expect]\n{expect}\n')
    return case


@pytest.fixture
def rulebook(testland):
    """One rule that refuses profile Q, one that says who directs, one that wants a plan."""
    not_q = testland.rule(lambda case: refuse("Geen Q.") if case[PROFILE] == "Q" else None)
    directs = assign(
        Assign(RegieRole.REGIE, Party.GI, "De GI."),
        Assign(RegieRole.CASUSREGIE, None, "Dat is niet bekend."),
    )
    return testland.rulebook(
        not_q,
        testland.rule(lambda case: directs, "testland-02"),
        testland.rule(lambda case: require(case, DocumentKind.PERSPECTIEFPLAN), "testland-03"),
    )


def test_a_case_is_the_base_with_what_differs_and_without_what_is_left_out():
    allowed, refused = read(FILE)
    assert (allowed.name, allowed.file) == ("Profiel P mag.", "toegang.toml")
    assert allowed.given.region == "testland"
    assert allowed.given.decision_date == date(2025, 2, 1)
    assert allowed.given.request.start == date(2025, 3, 1)
    assert (refused.given.request.profile, refused.given.request.segment) == ("Q", None)
    assert refused.given.client.municipality is None
    assert (len(allowed.given.documents), refused.given.documents) == (1, ())


def test_one_case_does_not_change_the_next():
    text = FILE + '\n[[case]]\nname = "Weer gewoon."\nexpect.verdict = "ALLOWED"\n'
    assert read(text)[2].given == read(text)[0].given


def test_a_case_without_a_decision_date_still_has_one():
    assert isinstance(one('verdict = "ALLOWED"').given.decision_date, date)


BASE = """
[base]
request = { profile = "P", start = 2025-03-01 }
documents = [ { kind = "PERSPECTIEFPLAN" } ]
"""


def test_a_case_that_holds_has_no_failures(rulebook):
    expect = """
    verdict = "ALLOWED"
    findings = { testland-01 = "PASSED", testland-77 = "ABSENT" }
    regie = { REGIE = "GI", CASUSREGIE = "" }
    documents = { PERSPECTIEFPLAN = true }
    """
    assert run_case(rulebook, one(expect, head=BASE)) == ()


@pytest.mark.parametrize(
    ("expect", "words"),
    [
        ('verdict = "REFUSED"', ["ALLOWED", "REFUSED"]),
        ('findings.testland-01 = "REFUSED"', ["testland-01", "PASSED", "REFUSED"]),
        ('findings.testland-01 = "ABSENT"', ["testland-01", "PASSED", "ABSENT"]),
        ('findings.testland-77 = "PASSED"', ["testland-77", "ABSENT", "PASSED"]),
        ('regie.REGIE = "LOKAAL_TEAM"', ["REGIE", "GI", "LOKAAL_TEAM"]),
        ('regie.REGIE = ""', ["REGIE", "GI"]),
        ('regie.TRAJECT = "GI"', ["TRAJECT", "ABSENT", "GI"]),
        ("documents.PERSPECTIEFPLAN = false", ["PERSPECTIEFPLAN", "True", "False"]),
        ("documents.BEHANDELPLAN = true", ["BEHANDELPLAN", "None", "True"]),
    ],
)
def test_an_expectation_that_is_not_met_is_said_in_a_sentence(rulebook, expect, words):
    (failure,) = run_case(rulebook, one(expect, head=BASE))
    assert [word for word in words if word not in failure] == []


def test_a_verdict_that_is_not_met_says_which_rules_were_in_the_way(rulebook):
    (failure,) = run_case(rulebook, one('verdict = "ALLOWED"'))
    assert "testland-01 REVIEW" in failure
    assert "testland-03 REFUSED: Het perspectiefplan ontbreekt." in failure
    assert "testland-02" not in failure


def test_a_rule_that_fails_is_never_what_was_expected(testland):
    broken = testland.rulebook(testland.rule(lambda case: 1 / 0))
    case = one('verdict = "REVIEW"\nfindings.testland-01 = "REVIEW"', head=BASE)
    (failure,) = run_case(broken, case)
    assert "testland-01" in failure


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[case]]\nname = "X"\nwitth = 1\n', ["X", "witth"]),
        ('[[case]]\nname = "X"\nexpect.verdct = "ALLOWED"\n', ["X", "verdct"]),
        ('[[case]]\nname = "X"\nwith.request.profil = "P"\n', ["X", "request.profil"]),
        ('[[case]]\nname = "X"\nwith.request.start = "morgen"\n', ["X", "request.start", "datum"]),
        ('[[case]]\nname = "X"\nwithout = ["request.segment"]\n', ["X", "request.segment"]),
        ('[[case]]\nname = "X"\nwithout = ["region.code"]\n', ["X", "region.code"]),
        ('[[cases]]\nname = "X"\n', ["cases"]),
        ('[[norm]]\nsubject = "A"\n', ["norm", "quantity", "unit", "value"]),
        ('[[norm]]\nsubjekt = "A"\n', ["norm", "subjekt"]),
        ('[[case]]\nexpect.verdict = "ALLOWED"\n', ["name"]),
        ('[[case]]\nname = "X"\n', ["X", "expect"]),
        ('[[case]]\nname = "X"\nwith.request.segment = "A"\n[case.expect]\n', ["X", "expect"]),
        ("dit is geen toml", []),
    ],
)
def test_a_file_that_cannot_be_read_says_where_and_what(text, words):
    with pytest.raises(ValueError, match=r"toegang\.toml") as refused:
        read(text)
    assert [word for word in words if word not in str(refused.value)] == []


def test_a_rule_needs_cases_on_both_sides(testland, rulebook):
    allowed, refused = read(FILE)
    missing = ("testland-02", "testland-03")
    assert rules_without_both_sides(rulebook, (allowed, refused)) == missing
    assert rules_without_both_sides(rulebook, (allowed, allowed)) == ("testland-01", *missing)


def test_the_cases_of_a_plugin_are_all_its_files_by_name(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    cases = tmp_path / "gevallenland" / "cases"
    cases.parent.mkdir()
    (cases.parent / "__init__.py").write_text("")
    assert load_cases("gevallenland", "testland") == ()
    cases.mkdir()
    assert load_cases("gevallenland", "testland") == ()
    (cases / "b.toml").write_text(FILE)
    (cases / "a.toml").write_text(FILE)
    (cases / "lees.md").write_text("geen geval")
    assert [case.file for case in load_cases("gevallenland", "testland")] == [
        "a.toml",
        "a.toml",
        "b.toml",
        "b.toml",
    ]
