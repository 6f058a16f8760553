"""Amsterdam-Amstelland and Zaanstreek-Waterland: a reason says what is wrong, nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from jeugdregio_core import Product
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.outcome import Finding
from jeugdregio_core.rules.parse import parse_case

REGION = "aa_zawa"
PLAN = "PERSPECTIEFPLAN"


def decided(rulebook: Rulebook, **groups: Any) -> Decision:
    asked: dict[str, Any] = {
        "region": REGION,
        "decisionDate": "2019-02-15",
        "client": {"municipality": "0363"} | groups.pop("client", {}),
        "request": {
            "provider": "aanbieder-1",
            "segment": "C",
            "profile": "7",
            "intensity": "INTENSIEF",
            "start": "2019-03-01",
        }
        | groups.pop("request", {}),
    }
    return rulebook.decide(parse_case(asked | groups))


def finding(rulebook: Rulebook, code: str, **groups: Any) -> Finding:
    return next(f for f in decided(rulebook, **groups).findings if f.rule.code == code)


def said(rulebook: Rulebook, code: str, **groups: Any) -> str:
    return finding(rulebook, code, **groups).message


@pytest.mark.parametrize(
    ("segment", "pointed"), [("V", True), ("D", False), ("X", False), ("0", False)]
)
def test_only_who_asks_for_residential_care_hears_where_that_is(
    rulebook: Rulebook, segment: str, pointed: bool
) -> None:
    told = said(rulebook, "aa_zawa-02", request={"segment": segment})
    assert told.startswith(f"Segment {segment} bestaat niet in")
    assert ("alleen in Zaanstreek-Waterland" in told) is pointed


@pytest.mark.parametrize(
    ("plans", "told"),
    [
        ([], "Er is geen perspectiefplan."),
        ([{"author": "LOKAAL_TEAM"}], "Het lokale team heeft het perspectiefplan nog niet goed"),
        ([{"author": "GEZIN"}], "Het perspectiefplan is niet gemaakt door het lokale team."),
    ],
)
def test_what_is_wrong_with_a_plan_is_told(
    rulebook: Rulebook, plans: list[dict[str, str]], told: str
) -> None:
    documents = [{"kind": PLAN} | plan for plan in plans]
    assert said(rulebook, "aa_zawa-14", documents=documents).startswith(told)


@pytest.mark.parametrize(
    ("segment", "measure", "author", "maker"),
    [
        ("C", False, "LOKAAL_TEAM", "LOKAAL_TEAM"),
        ("C", False, "GEZIN", "LOKAAL_TEAM"),
        ("B", True, "GI", "GI"),
        ("B", True, "GEZIN", "GI"),
    ],
)
def test_who_should_make_the_plan_is_told_whoever_made_it(
    rulebook: Rulebook, segment: str, measure: bool, author: str, maker: str
) -> None:
    plan = {"kind": PLAN, "author": author, "approvedBy": "LOKAAL_TEAM"}
    needed = decided(
        rulebook,
        client={"protectionMeasure": measure},
        request={"segment": segment},
        documents=[plan],
    ).required_documents
    assert [(need.kind, need.author) for need in needed] == [(PLAN, maker)]


@pytest.mark.parametrize(("approver", "pending"), [("LOKAAL_TEAM", False), (None, True)])
def test_a_plan_that_waits_for_approval_says_so(
    rulebook: Rulebook, approver: str | None, pending: bool
) -> None:
    plan = {"kind": PLAN, "author": "GI", "approvedBy": approver}
    told = said(rulebook, "aa_zawa-14", client={"protectionMeasure": True}, documents=[plan])
    assert ("nog niet goedgekeurd" in told) is pending


@pytest.mark.parametrize(
    ("contracted", "told"),
    [(["B"], "geen contract voor segment C, wel voor: B."), ([], "geen contract voor segment C.")],
)
def test_a_provider_without_a_contract_hears_what_it_has(
    rulebook: Rulebook, contracted: list[str], told: str
) -> None:
    provider = {"code": "aanbieder-1", "segments": contracted}
    assert told in said(rulebook, "aa_zawa-26", providers=[provider])


@pytest.mark.parametrize(("segment", "apart"), [("B", False), ("C", True)])
def test_residential_care_is_set_apart_in_segment_c(
    rulebook: Rulebook, segment: str, apart: bool
) -> None:
    request = {"segment": segment, "intensity": "DUURZAAM_LICHT", "start": "2021-06-01"}
    told = said(rulebook, "aa_zawa-29-omzetting", client={"municipality": "0479"}, request=request)
    assert ("levert daarvoor de gegevens" in told) is apart


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [("profile", "het profiel"), ("intensity", "de intensiteit")],
)
def test_half_a_spic_is_told_which_half_is_missing(
    rulebook: Rulebook, left_out: str, missing: str
) -> None:
    told = said(rulebook, "aa_zawa-06", request={left_out: None})
    assert told == f"De SPIC is niet compleet. Er ontbreekt: {missing}."


@pytest.mark.parametrize(("product", "verdict"), [("54A01", "PASSED"), ("54A02", "REFUSED")])
def test_a_product_is_checked_once_the_code_of_a_spic_is_loaded(
    rulebook: Rulebook, product: str, verdict: str
) -> None:
    first, *others = rulebook.profile_sets
    loaded = tuple(
        replace(spic, product=Product(code="54A01"), confirmed=True) for spic in first.arrangements
    )
    filled = replace(rulebook, profile_sets=(replace(first, arrangements=loaded), *others))
    found = finding(filled, "aa_zawa-06-product", request={"product": product})
    assert found.verdict == verdict
    assert finding(rulebook, "aa_zawa-06-product", request={"product": product}).verdict == "NOTICE"
