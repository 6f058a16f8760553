"""The service around the questions: which regions, how it is doing, and the page."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from jeugdregio_api.settings import InvalidSettings, Settings, read_settings


def health(service: Any) -> Any:
    answer = service.send("GET", "/health")
    assert answer.status_code == 200
    return answer.json()


def test_health_tells_what_is_served_and_by_which_rulebook(service: Any) -> None:
    report = health(service)
    assert report["status"] == "ok"
    assert report["version"] == "0.1.0"
    (region,) = report["regions"]
    assert (region["code"], region["name"]) == ("voorbeeld", "Voorbeeldregio")
    stamp = service.ask("{ regions { rulebook { distribution version hash } } }")["regions"][0]
    assert region["rulebook"] == stamp["rulebook"]
    assert report["refused"] == []


def test_a_refused_plugin_degrades_the_service_and_touches_no_other_region(
    serve: Any, voorbeeld: Any, plugin: Any
) -> None:
    broken = plugin(region_identity=RuntimeError("/home/beheer/geheim.py"))
    service = serve({"voorbeeld": voorbeeld, "kapot": broken})
    answer = service.send("GET", "/health")
    assert answer.json()["status"] == "degraded"
    assert answer.json()["refused"] == [
        {"plugin": "jeugdregio-kapot", "version": "1.2", "subject": "region_identity"}
    ]
    assert "geheim" not in answer.text
    assert service.ask("{ regions { code } }") == {"regions": [{"code": "voorbeeld"}]}


def test_a_deployment_can_serve_some_of_the_regions(
    serve: Any, voorbeeld: Any, plugin: Any
) -> None:
    identity = replace(voorbeeld.region_identity(), code="tweede")
    both = {"voorbeeld": voorbeeld, "tweede": plugin(region_identity=identity)}
    everything, one = serve(both), serve(both, regions=("tweede",))
    assert [r["code"] for r in everything.ask("{ regions { code } }")["regions"]] == [
        "tweede",
        "voorbeeld",
    ]
    assert [r["code"] for r in one.ask("{ regions { code } }")["regions"]] == ["tweede"]
    (error,) = one.errors('{ region(code: "voorbeeld") { name } }')
    assert error["message"] == "Regio 'voorbeeld' is niet bekend. Geladen: tweede."
    assert health(one)["status"] == "ok"


def test_a_region_that_was_asked_for_and_is_not_there_degrades_the_service(
    serve: Any, voorbeeld: Any
) -> None:
    report = health(serve({"voorbeeld": voorbeeld}, regions=("voorbeeld", "weg")))
    assert (report["status"], report["missing"]) == ("degraded", ["weg"])


def test_the_service_runs_without_any_region(serve: Any) -> None:
    empty = serve({})
    assert empty.ask("{ regions { code } }") == {"regions": []}
    assert health(empty)["status"] == "ok"
    (error,) = empty.errors('{ region(code: "voorbeeld") { name } }')
    assert error["message"] == "Regio 'voorbeeld' is niet bekend. Geladen: geen enkele."


def test_the_root_leads_to_the_page(service: Any) -> None:
    answer = service.send("GET", "/")
    assert answer.status_code == 307
    assert answer.headers["location"] == "/graphql"


def test_another_address_does_not_exist(service: Any) -> None:
    answer = service.send("GET", "/weg")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    title = "Deze pagina bestaat niet. Stel vragen op /graphql."
    assert answer.json() == {"title": title, "status": 404}


def test_what_can_only_be_read_is_not_posted_to(service: Any) -> None:
    answer = service.send("POST", "/health")
    assert answer.status_code == 405
    assert {*answer.headers["allow"].split(", ")} == {"GET", "HEAD"}
    assert answer.json() == {"title": "Dit verzoek kan hier niet.", "status": 405}


def test_nothing_happens_at_import() -> None:
    code = (
        "import jeugdregio_core.registry as registry, jeugdregio_api.settings as settings\n"
        "registry.load_registry = settings.read_settings = lambda: 1 / 0\n"
        "import jeugdregio_api.app as app\n"
        "from starlette.applications import Starlette\n"
        "assert not any(isinstance(v, Starlette) for v in vars(app).values())"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEUGDREGIO_REGIONS", "voorbeeld, tweede,")
    monkeypatch.setenv("JEUGDREGIO_PRODUCTION", "true")
    monkeypatch.setenv("JEUGDREGIO_PORT", "9000")
    settings = read_settings()
    assert settings.regions == ("voorbeeld", "tweede")
    assert (settings.production, settings.port) == (True, 9000)


def test_a_setting_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEUGDREGIO_PORT", "honderd")
    with pytest.raises(InvalidSettings, match="JEUGDREGIO_PORT heeft de waarde 'honderd'"):
        read_settings()


def test_the_settings_are_as_safe_as_they_can_be_by_default() -> None:
    settings = Settings()
    assert settings.host == "127.0.0.1"
    assert settings.max_body_bytes == 65_536


def test_every_setting_is_in_the_readme_of_the_api() -> None:
    readme = (Path(__file__).parents[2] / "api" / "README.md").read_text("utf-8")
    named = [f"`JEUGDREGIO_{name.upper()}`" for name in Settings.model_fields]
    assert "`JEUGDREGIO_MAX_COST`" in named
    assert [name for name in named if name not in readme] == []
