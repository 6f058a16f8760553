"""A situation goes in, a decision that a person understands comes out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from typing import Any

import pytest

from jeugdregio_core.cli import check
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import Registry, build_registry

CASE = """\
region = "voorbeeld"
decisionDate = 2025-03-01
client = {municipality = "9001", birthDate = 2014-05-01}
request = {provider = "p1", segment = "A", start = 2025-04-01, requestedBy = "TOEGANG"}

[[documents]]
kind = "PERSPECTIEFPLAN"
author = "GEMEENTELIJKE_TOEGANG"
"""
BARRED = CASE.replace('"p1"', '"gestopt"')
BY_CLIENT = CASE.replace('"TOEGANG"', '"CLIENT"')
BY_PROVIDER = CASE.replace('"TOEGANG"', '"PROVIDER"')
WITHOUT_PLAN = CASE[: CASE.index("[[documents]]")]


def test_a_request_that_fits_is_allowed_and_ends_with_0(checked: Any) -> None:
    ended = checked(CASE)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("Toegestaan: ")


def test_a_request_that_does_not_fit_is_refused_and_ends_with_1(checked: Any) -> None:
    ended = checked(BARRED)
    assert (ended.status, ended.err) == (1, "")
    assert ended.out.startswith("Geweigerd: ")


def test_a_request_that_a_human_must_judge_ends_with_2(checked: Any) -> None:
    ended = checked(BY_CLIENT)
    assert (ended.status, ended.err) == (2, "")
    assert ended.out.startswith("Beoordelen: ")


def test_the_decision_is_told_strictest_first_with_rule_and_source(
    checked: Any, installed: Registry
) -> None:
    case = WITHOUT_PLAN.replace('"p1"', '"gestopt"').replace('"TOEGANG"', '"PROVIDER"')
    stamp = installed.rulebook("voorbeeld").stamp.hash
    expected = f"""\
Geweigerd: dit past niet binnen de regels.

Past niet:
- Het perspectiefplan, opgesteld door het lokale team, ontbreekt.
  voorbeeld-02, bron: Voorbeelddia's
- Aanbieder gestopt levert niet in 9001.
  voorbeeld-04, bron: Voorbeelddia's, dia 4

Goed om te weten:
- De aanbieder vraagt aan. Laat de toegang dat weten.
  voorbeeld-03, bron: Voorbeeldsite, Toegang (afgeleid)

In orde: 5 regels. Toon ze met --all.

Regie:
- regie: het lokale team. Het lokale team kent het gezin. (voorbeeld-05)
- signalering: onbekend. De dia's noemen niemand. (voorbeeld-05)

Documenten:
- perspectiefplan van het lokale team: ontbreekt (voorbeeld-02)

Profielenset: voorbeeld-2025. Regels: jeugdregio-voorbeeld 1.2, {stamp}.
"""
    assert checked(case).out == expected


def test_what_a_human_must_judge_stands_between_refusals_and_notices(checked: Any) -> None:
    out = checked(WITHOUT_PLAN.replace('"TOEGANG"', '"CLIENT"')).out
    assert out.index("Past niet:") < out.index("Moet een mens beoordelen:") < out.index("In orde:")


def test_every_rule_that_looked_is_told_on_request(checked: Any) -> None:
    out = checked(CASE, "--all").out
    assert "- De toegang vraagt aan.\n  voorbeeld-03" in out
    assert "- Het segment is A.\n  voorbeeld-01" in out
    assert "--all" not in out
    assert "perspectiefplan van het lokale team: aanwezig" in out


def test_a_day_without_a_profile_set_says_so(checked: Any) -> None:
    ended = checked(CASE.replace("2025-04-01", "2024-04-01"))
    assert ended.status == 2
    assert "Profielenset: geen." in ended.out
    assert "Op 1 april 2024 geldt geen profielenset van Voorbeeldregio." in ended.out


def test_programs_read_the_shape_of_the_decide_operation(checked: Any) -> None:
    ended = checked(WITHOUT_PLAN, "--json")
    answer = json.loads(ended.out)
    assert ended.status == 1
    assert list(answer) == [
        "verdict",
        "profileSet",
        "findings",
        "regie",
        "requiredDocuments",
        "rulebook",
    ]
    assert answer["verdict"] == "REFUSED"
    assert answer["profileSet"] == {"code": "voorbeeld-2025"}
    assert _finding(answer, "voorbeeld-03") == {
        "verdict": "PASSED",
        "message": "De toegang vraagt aan.",
        "rule": {
            "code": "voorbeeld-03",
            "title": "De toegang vraagt aan.",
            "topic": "ACCESS",
            "period": {"first": "2025-01-01", "last": None},
            "source": {
                "document": "Voorbeeldsite",
                "passage": "Toegang",
                "confidence": "DERIVED",
            },
        },
    }
    assert answer["regie"][1] == {
        "role": "SIGNALERING",
        "holder": None,
        "explanation": "De dia's noemen niemand.",
        "rule": {"code": "voorbeeld-05"},
    }
    assert answer["requiredDocuments"] == [
        {
            "kind": "PERSPECTIEFPLAN",
            "author": "LOKAAL_TEAM",
            "satisfied": False,
            "rule": {"code": "voorbeeld-02"},
        }
    ]
    assert set(answer["rulebook"]) == {"distribution", "version", "hash"}


def _finding(answer: Any, rule: str) -> Any:
    return next(f for f in answer["findings"] if f["rule"]["code"] == rule)


def test_a_decision_without_a_day_is_taken_today(
    checked: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "today", lambda: date(2025, 2, 28))
    assert "Beslist op 1 maart 2025." in checked(CASE, "--all").out
    undated = CASE.replace("decisionDate = 2025-03-01\n", "")
    assert "Beslist op 28 februari 2025." in checked(undated, "--all").out


def test_today_begins_at_midnight_in_the_netherlands(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Clock:
            return cls(2025, 6, 30, 22, 30, tzinfo=UTC).astimezone(tz)

    monkeypatch.setattr(check, "datetime", Clock)
    assert check.today() == date(2025, 7, 1)


def test_an_unknown_region_is_told_with_the_regions_there_are(checked: Any) -> None:
    ended = checked(CASE.replace("voorbeeld", "atlantis"))
    assert (ended.status, ended.out) == (64, "")
    assert ended.err == "Regio 'atlantis' is niet bekend. Geladen: voorbeeld.\n"


def test_a_region_whose_plugin_was_refused_is_told_why(
    jeugdregio: Any, loaded: Callable[[Registry], None]
) -> None:
    broken = Plugin("kapot", "jeugdregio-kapot", "0.3", object())
    loaded(build_registry([broken]))
    ended = jeugdregio("check", "-", stdin='{"region": "kapot"}')
    assert ended.status == 64
    assert "Regio 'kapot' is niet bekend." in ended.err
    assert "Plug-in jeugdregio-kapot 0.3" in ended.err


def test_without_any_region_it_is_told_how_to_install_one(
    jeugdregio: Any, loaded: Callable[[Registry], None]
) -> None:
    loaded(Registry({}))
    ended = jeugdregio("check", "-", stdin='{"region": "voorbeeld"}')
    assert ended.status == 64
    assert "pip install jeugdregio-" in ended.err
