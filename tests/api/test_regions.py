"""What a region states is shown as it holds on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest


def ask(service: Any, selection: str) -> Any:
    return service.ask(f'{{ region(code: "voorbeeld") {{ {selection} }} }}')["region"]


def test_a_merged_municipality_belongs_to_the_region_until_its_last_day(service: Any) -> None:
    query = 'municipalities(on: "%s") { code name part accessName mergedInto period { last } }'
    before = ask(service, query % "2024-12-31")["municipalities"]
    after = ask(service, query % "2025-01-01")["municipalities"]
    assert [m["code"] for m in before] == ["9001", "9002"]
    assert before[1]["mergedInto"] == "9001"
    assert before[1]["period"] == {"last": "2024-12-31"}
    assert [m["code"] for m in after] == ["9001"]
    assert (after[0]["part"], after[0]["accessName"]) == ("Noord", "het wijkteam")


def test_a_date_left_out_means_today(serve: Any, voorbeeld: Any) -> None:
    old = serve({"voorbeeld": voorbeeld}, clock=lambda: date(2023, 12, 31))
    new = serve({"voorbeeld": voorbeeld}, clock=lambda: date(2024, 1, 1))
    query = "profileSet { code } municipalities { code } rules { code }"
    assert ask(old, query)["profileSet"] == {"code": "oud"}
    assert ask(new, query)["profileSet"] == {"code": "nieuw"}
    assert ask(old, query)["rules"] == []
    assert len(ask(new, query)["rules"]) == 8


def test_today_is_asked_once_for_one_answer(serve: Any, voorbeeld: Any) -> None:
    days = iter([date(2023, 12, 31), date(2024, 1, 1)])
    midnight = serve({"voorbeeld": voorbeeld}, clock=lambda: next(days))
    answer = ask(midnight, "a: profileSet { code } b: profileSet { code }")
    assert answer == {"a": {"code": "oud"}, "b": {"code": "oud"}}


def test_null_means_the_same_as_left_out(service: Any) -> None:
    answer = ask(service, "profileSet(on: null) { code } rules(on: null, topic: null) { code }")
    assert answer["profileSet"] == {"code": "nieuw"}
    assert len(answer["rules"]) == 8


def test_a_segment_shows_only_while_it_runs_and_so_does_what_is_in_it(service: Any) -> None:
    query = """profileSet(on: "%s") { segments { code note contracted } profiles { code }
               arrangements { code } }"""
    now = ask(service, query % "2025-07-01")["profileSet"]
    later = ask(service, query % "2026-01-01")["profileSet"]
    assert [s["code"] for s in now["segments"]] == ["A", "B"]
    assert now["segments"][1] == {"code": "B", "note": "Elders.", "contracted": False}
    assert [p["code"] for p in now["profiles"]] == ["1", "2"]
    assert [a["code"] for a in now["arrangements"]] == ["A1L", "B2Z"]
    assert [s["code"] for s in later["segments"]] == ["A", "B", "C"]
    assert [a["code"] for a in later["arrangements"]] == ["A1L", "B2Z", "C9Z"]


def test_what_is_unknown_is_null_and_says_so(service: Any) -> None:
    query = """profileSet { unknown profiles { code name status segment { code } treatment }
               intensities { code name guideMonths { shortest longest } profiles { code } } }"""
    held = ask(service, query)["profileSet"]
    assert held["unknown"] == ["De naam van profiel 2 is niet bekend."]
    assert held["profiles"][1] == {
        "code": "2",
        "name": None,
        "status": "UNKNOWN",
        "segment": None,
        "treatment": True,
    }
    light, heavy = held["intensities"]
    assert light["guideMonths"] == {"shortest": 3, "longest": 9}
    assert light["profiles"] == [{"code": "1"}]
    assert heavy["guideMonths"] is None


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ('(on: "2025-07-01")', (123456, "TRAJECT", None)),
        ('(on: "2026-01-01")', (None, "TRAJECT", "UNKNOWN")),
        ("", (123456, "TRAJECT", None)),
    ],
)
def test_a_tariff_is_an_amount_in_cents_or_a_reason(
    service: Any, arguments: str, expected: tuple[Any, ...]
) -> None:
    query = f"profileSet {{ arrangements {{ tariff{arguments} {{ amountCents per reason }} }} }}"
    tariff = ask(service, query)["profileSet"]["arrangements"][0]["tariff"]
    assert tuple(tariff.values()) == expected


def test_a_tariff_that_differs_by_provider_says_so_until_a_provider_is_named(
    service: Any,
) -> None:
    query = """profileSet { arrangements {
      any: tariff { amountCents reason } one: tariff(provider: "p1") { amountCents reason } } }"""
    tariffs = ask(service, query)["profileSet"]["arrangements"][1]
    assert tariffs["any"] == {"amountCents": None, "reason": "PER_PROVIDER"}
    assert tariffs["one"] == {"amountCents": None, "reason": "UNKNOWN"}


def test_the_parts_of_a_payment_add_up_to_the_whole(service: Any) -> None:
    query = """profileSet { schedules { rule { code } instalments { share status }
               payments(totalCents: 10001) { label amountCents } }
               arrangements { code payments(totalCents: 10001) { label amountCents } } }"""
    held = ask(service, query)["profileSet"]
    schedule = held["schedules"][0]
    assert schedule["rule"] == {"code": "voorbeeld-06"}
    assert schedule["instalments"][0] == {"share": 0.5, "status": "KNOWN"}
    assert sum(part["amountCents"] for part in schedule["payments"]) == 10001
    assert held["arrangements"] == [
        {"code": "A1L", "payments": schedule["payments"]},
        {"code": "B2Z", "payments": []},
    ]


def test_every_pair_of_segments_says_whether_they_may_stand_together(service: Any) -> None:
    query = "profileSet { stacking { first second permission condition rule { code title } } }"
    pairs = ask(service, query)["profileSet"]["stacking"]
    assert [(p["first"], p["second"], p["permission"]) for p in pairs] == [
        ("A", "A", "FORBIDDEN"),
        ("A", "B", "CONDITIONAL"),
        ("B", "B", "FORBIDDEN"),
    ]
    assert pairs[1]["condition"] == "de aanbieders verschillen"
    assert pairs[1]["rule"]["code"] == "voorbeeld-04"


def test_each_catalogue_in_the_list_is_seen_on_a_day_it_holds(service: Any) -> None:
    sets = ask(service, "profileSets { code segments { code } stacking { first } }")["profileSets"]
    assert sets[0] == {"code": "oud", "segments": [{"code": "A"}], "stacking": []}
    assert len(sets[1]["stacking"]) == 3


def test_a_norm_is_a_number_or_null_with_its_status(service: Any) -> None:
    norms = ask(service, "normFramework { norms { code value text status rule { code } } }")
    known, unknown = norms["normFramework"]["norms"]
    assert known == {
        "code": "duur-A",
        "value": 9.5,
        "text": None,
        "status": "KNOWN",
        "rule": {"code": "voorbeeld-07"},
    }
    assert (unknown["value"], unknown["status"], unknown["rule"]) == (None, "UNKNOWN", None)


def test_a_target_that_is_to_come_is_shown_and_can_be_held_against_a_figure(service: Any) -> None:
    query = """normFramework { targets { from until segment { code } comparison value
               enough: evaluation(figure: 10) { met }
               tooMany: evaluation(figure: 10.5) { met } } }"""
    assert ask(service, query)["normFramework"]["targets"] == [
        {
            "from": "2026-01-01",
            "until": "2026-12-31",
            "segment": {"code": "B"},
            "comparison": "AT_MOST",
            "value": 10,
            "enough": {"met": True},
            "tooMany": {"met": False},
        }
    ]


def test_a_rule_tells_its_source_its_place_and_the_facts_it_reads(service: Any) -> None:
    query = "rules { code place facts source { document passage confidence } }"
    rules = {rule["code"]: rule for rule in ask(service, query)["rules"]}
    assert rules["voorbeeld-06"]["place"] == "region.profileSet.schedules"
    assert rules["voorbeeld-02"]["facts"] == ["referral.referrer"]
    assert rules["voorbeeld-03"]["source"] == {
        "document": "Gids van Voorbeeld",
        "passage": "bladzijde 3",
        "confidence": "DERIVED",
    }


def test_rules_can_be_asked_by_topic(service: Any) -> None:
    assert ask(service, "rules(topic: PAYMENT) { code }")["rules"] == [{"code": "voorbeeld-06"}]


def test_a_form_learns_what_to_ask_and_what_to_choose_from(service: Any) -> None:
    query = "questions { fact label help kind options { code label } rules { code } }"
    questions = {q["fact"]: q for q in ask(service, query)["questions"]}
    municipality = questions["client.municipality"]
    assert municipality["options"] == [{"code": "9001", "label": "Voorbeelddam"}]
    assert municipality["help"] == "De CBS-code: vier cijfers."
    assert questions["client.birthDate"]["kind"] == "DATE"
    assert questions["client.birthDate"]["help"] is None
    assert {"code": "voorbeeld-02"} in questions["referral.referrer"]["rules"]
