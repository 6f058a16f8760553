"""Regie: who directs a case follows from a table, and the first rule that says so decides."""

import pytest

from jeugdregio_core import Assign, Party, RegieRole, RegieTable, Verdict, assign
from jeugdregio_core.rules.facts import FAMILY_CONTROL, NEED_LEVEL, PROFILE

ACCESS = Assign(RegieRole.REGIE, Party.LOKAAL_TEAM, "Het lokale team heeft de regie.")
GI = Assign(RegieRole.REGIE, Party.GI, "De GI heeft de regie.")
NOBODY = Assign(RegieRole.CASUSREGIE, None, "Wie de casusregie heeft, zegt de bron niet.")


@pytest.fixture
def table(testland):
    def build(roles, by=(PROFILE,), code="testland-20", **parts):
        return RegieTable(
            code=code,
            title="Wie de regie heeft.",
            valid=testland.always,
            source=testland.source,
            by=by,
            roles=roles,
            **parts,
        )

    return build


def test_the_table_says_who_directs(testland, table):
    decision = testland.decide(table({"P": (ACCESS, NOBODY)}), request={"profile": "P"})
    assert [(r.role, r.holder, r.rule.code) for r in decision.regie] == [
        (RegieRole.REGIE, Party.LOKAAL_TEAM, "testland-20"),
        (RegieRole.CASUSREGIE, None, "testland-20"),
    ]
    finding = testland.finding(decision, "testland-20")
    assert finding.message == f"{ACCESS.explanation} {NOBODY.explanation}"


def test_a_profile_that_is_not_in_the_table_is_none_of_its_business(testland, table):
    decision = testland.decide(table({"P": (ACCESS,)}), request={"profile": "Q"})
    assert decision.regie == ()
    assert testland.finding(decision, "testland-20") is None


def test_without_the_fact_the_table_is_looked_up_by_a_human_judges(testland, table):
    decision = testland.decide(table({"P": (ACCESS,)}))
    finding = testland.finding(decision, "testland-20")
    assert (finding.verdict, finding.missing) == (Verdict.REVIEW, "request.profile")


def test_the_first_fact_that_was_given_decides(testland, table):
    roles = {"NOOD": (GI,), "FAMILY": (ACCESS,)}
    both = table(roles, by=(NEED_LEVEL, FAMILY_CONTROL))
    given = {"needLevel": "NOOD", "familyControl": "FAMILY"}
    assert testland.decide(both, client=given).regie[0].holder is Party.GI
    given.pop("needLevel")
    assert testland.decide(both, client=given).regie[0].holder is Party.LOKAAL_TEAM
    missing = testland.finding(testland.decide(both), "testland-20").missing
    assert missing == "client.familyControl"


def test_the_first_rule_that_assigns_a_role_decides_it(testland, table):
    declared = table({"P": (ACCESS,)}), table({"P": (GI, NOBODY)}, code="testland-21")
    decision = testland.decide(*declared, request={"profile": "P"})
    assert {r.role: r.rule.code for r in decision.regie} == {
        RegieRole.REGIE: "testland-20",
        RegieRole.CASUSREGIE: "testland-21",
    }
    turned = testland.decide(*reversed(declared), request={"profile": "P"})
    assert {r.role: r.holder for r in turned.regie}[RegieRole.REGIE] is Party.GI


def test_a_rule_may_assign_a_role_without_a_table(testland):
    decision = testland.decide(testland.rule(lambda case: assign(GI)))
    assert decision.regie[0].explanation == "De GI heeft de regie."
