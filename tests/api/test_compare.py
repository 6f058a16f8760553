"""One family in several regions, asked over HTTP; and the tables that regions state."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jeugdregio_api.app import create_app
from jeugdregio_api.settings import Settings
from jeugdregio_core.registry import load_registry

COMPARE = """query ($input: CompareInput!) { compare(input: $input) {
  regions {
    region { code name }
    on
    profileSet { code stacking { first second permission condition rule { code } } }
    reason
    decision { verdict because { verdict message rule { code } } findings { rule { code } } }
    candidates {
      segment { code name } profile { code name } intensities verdict
      because { message rule { code source { document } } }
      regie { role holder rule { code } }
      requiredDocuments { kind author satisfied rule { code } }
    }
    more
  }
  differences {
    aspect
    title
    statements {
      region message rules { code title source { document passage } } source { document }
    }
  }
} }"""


@pytest.fixture(scope="module")
def registry() -> Any:
    return load_registry()


@pytest.fixture
def installed(service: Any, registry: Any) -> Any:
    """The service over every region that is installed, on 1 September 2025."""
    return type(service)(create_app(Settings(), registry, lambda: date(2025, 9, 1)))


def compare(service: Any, *regions: dict[str, Any], **situation: Any) -> Any:
    named = {"regions": list(regions)} if regions else {}
    return service.ask(COMPARE, input={**situation, **named})["compare"]


def test_b_beside_b_is_another_matter_in_westfriesland_than_in_aa_zawa(installed: Any) -> None:
    answer = compare(
        installed,
        {"region": "westfriesland", "segment": "B", "profile": "1", "intensity": "PE"},
        {"region": "aa_zawa", "segment": "B", "profile": "1", "intensity": "PERSPECTIEF"},
        request={"start": "2025-09-01", "provider": "a1"},
        running=[{"segment": "B", "profile": "1", "provider": "a1", "start": "2025-01-01"}],
    )
    conditions = [
        pair["condition"]
        for region in answer["regions"]
        for pair in region["profileSet"]["stacking"]
        if pair["first"] == pair["second"] == "B"
    ]
    assert conditions[0] == "de aanbieders verschillen"
    assert conditions[1].startswith("het profiel hetzelfde is en de aanbieder dezelfde is")
    (stacking,) = [d for d in answer["differences"] if d["aspect"] == "STACKING"]
    assert stacking["title"] == "Verschil in stapelen"
    assert [(s["region"], s["rules"][0]["code"]) for s in stacking["statements"]] == [
        ("westfriesland", "westfriesland-10"),
        ("aa_zawa", "aa_zawa-24"),
    ]
    assert all(s["rules"][0]["source"]["document"] for s in stacking["statements"])
    westfriesland = answer["regions"][0]
    assert westfriesland["candidates"] == []
    assert westfriesland["decision"]["verdict"] == "REFUSED"
    assert "westfriesland-10" in {b["rule"]["code"] for b in westfriesland["decision"]["because"]}


def test_without_regions_and_without_a_profile_everything_is_tried_everywhere(
    installed: Any,
) -> None:
    answer = compare(installed, client={"needLevel": "NOOD"}, referral={"referrer": "HUISARTS"})
    regions = {region["region"]["code"]: region for region in answer["regions"]}
    assert list(regions) == ["aa_zawa", "friesland", "westfriesland", "zhz"]
    assert {region["on"] for region in regions.values()} == {"2025-09-01"}
    assert all(region["decision"] is None for region in regions.values())
    b8 = regions["westfriesland"]["candidates"][7]
    assert (b8["segment"]["code"], b8["profile"]["code"]) == ("B", "8")
    assert b8["intensities"] == ["PE", "IN", "DL", "DZ"]
    assert b8["verdict"] == "REFUSED"
    assert [reason["rule"]["code"] for reason in b8["because"]] == ["westfriesland-21"]
    assert b8["regie"] == [
        {
            "role": "REGIE",
            "holder": "GEMEENTELIJKE_TOEGANG",
            "rule": {"code": "westfriesland-20"},
        }
    ]
    assert [d["kind"] for d in b8["requiredDocuments"]] == ["PERSPECTIEFPLAN"]
    assert regions["zhz"]["candidates"][0]["profile"] is None
    assert [difference["aspect"] for difference in answer["differences"]] == [
        *("CATALOGUE", "VERDICT", "DOCUMENTS", "REGIE", "STACKING")
    ]


def test_a_region_that_has_nothing_on_the_day_says_so_beside_the_others(installed: Any) -> None:
    answer = compare(
        installed, {"region": "friesland"}, {"region": "zhz"}, request={"start": "2020-01-01"}
    )
    friesland, zhz = answer["regions"]
    assert (friesland["profileSet"]["code"], friesland["reason"]) == ("friesland-2018", None)
    assert zhz["profileSet"] is None
    assert zhz["reason"].startswith("Op 1 januari 2020 geldt geen profielenset van Zuid-Holland")
    assert zhz["decision"]["verdict"] == "REVIEW"
    assert answer["differences"][0]["statements"][1]["message"] == zhz["reason"]
    assert answer["differences"][0]["statements"][0]["source"]["document"]


def test_a_region_that_is_not_served_is_named_with_those_that_are(service: Any) -> None:
    (error,) = service.errors(COMPARE, input={"regions": [{"region": "atlantis"}]})
    assert error["message"] == "Regio 'atlantis' is niet bekend. Geladen: voorbeeld."
    assert error["extensions"]["code"] == "NOT_FOUND"


def test_what_cannot_be_read_is_told_by_its_place(service: Any) -> None:
    given = {"regions": [{"region": "voorbeeld", "segment": ""}], "request": {"provider": "\n"}}
    (error,) = service.errors(COMPARE, input=given)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert [p["path"] for p in error["extensions"]["problems"]] == [
        "request.provider",
        "regions.0.segment",
    ]


def test_a_comparison_holds_at_most_ten_regions(service: Any) -> None:
    given = {"regions": [{"region": f"r{n}"} for n in range(11)]}
    (error,) = service.errors(COMPARE, input=given)
    assert error["message"] == "regions: Vergelijk hooguit 10 regio's; dit zijn er 11."


def test_one_region_alone_differs_in_nothing(service: Any) -> None:
    answer = compare(service, {"region": "voorbeeld", "segment": "A", "profile": "1"})
    assert answer["regions"][0]["decision"]["findings"]
    assert answer["differences"] == []


TABLES = """query ($on: Date!) { region(code: "westfriesland") {
  documentTables(on: $on) {
    rule { code topic } segments period { first last } source { passage }
    rows { profiles products referrers requests kind author note verdict }
  }
  moveTables(on: $on) {
    permitting { code } refusing { code } segments source { document } moves { from to allowed }
  }
  regieTables(on: $on) {
    rule { code } segments by source { document }
    rows { value roles { role holder explanation } }
  }
} }"""


def test_the_document_table_of_a_region_shows_its_rows_with_rule_and_source(
    installed: Any,
) -> None:
    tables = installed.ask(TABLES, on="2025-07-01")["region"]["documentTables"]
    by_rule = {table["rule"]["code"]: table for table in tables}
    municipality = by_rule["westfriesland-22"]
    assert municipality["segments"] == ["B"]
    assert municipality["period"] == {"first": "2025-07-01", "last": None}
    assert municipality["source"]["passage"]
    assert municipality["rows"][1] == {
        "profiles": [],
        "products": [],
        "referrers": ["GEMEENTE"],
        "requests": ["EXTENSION"],
        "kind": "VERVOLGDEEL",
        "author": "GEMEENTELIJKE_TOEGANG",
        "note": None,
        "verdict": None,
    }
    unasked = [row for row in by_rule["westfriesland-21"]["rows"] if row["kind"] is None]
    assert {row["verdict"] for row in unasked} == {"REVIEW", "NOTICE"}
    assert unasked[2]["profiles"] == ["1", "2", "3", "4"]


def test_the_table_of_changes_shows_what_can_and_what_cannot(installed: Any) -> None:
    (table,) = installed.ask(TABLES, on="2025-07-01")["region"]["moveTables"]
    assert table["permitting"]["code"] == "westfriesland-13"
    assert table["refusing"]["code"] == "westfriesland-14"
    moves = {(move["from"], move["to"]): move["allowed"] for move in table["moves"]}
    assert len(moves) == 12
    assert moves[("PE", "IN")]
    assert not moves[("PE", "DL")]


def test_the_regie_table_shows_who_directs_per_profile(installed: Any) -> None:
    in_b, elsewhere = installed.ask(TABLES, on="2025-07-01")["region"]["regieTables"]
    assert in_b["rule"]["code"] == "westfriesland-20"
    assert in_b["by"] == ["request.product", "request.profile"]
    rows = {row["value"]: row["roles"][0]["holder"] for row in in_b["rows"]}
    assert rows["8"] == "GEMEENTELIJKE_TOEGANG"
    assert rows["1"] is None
    assert elsewhere["segments"] == []
    assert [row["value"] for row in elsewhere["rows"]] == ["V", "C"]


def test_tables_are_dated(installed: Any) -> None:
    before = installed.ask(TABLES, on="2025-06-30")["region"]
    assert before == {"documentTables": [], "moveTables": [], "regieTables": []}
