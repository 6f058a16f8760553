"""Every answer tells a browser what it may do; other sites may ask when a setting says so."""

from __future__ import annotations

from typing import Any

import pytest

from jeugdregio_core.rulebook import Rulebook

SITE = "https://scherm.example"
PREFLIGHT = {
    "Origin": SITE,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type, authorization, traceparent",
}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/graphql", 200),
        ("GET", "/graphql", 405),
        ("DELETE", "/graphql", 405),
        ("GET", "/health", 200),
        ("GET", "/schema.graphql", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/weg", 404),
        ("GET", "/", 307),
        ("GET", "/page/page.js", 200),
    ],
)
def test_data_may_not_be_run_or_framed_or_guessed_at(
    service: Any, method: str, path: str, status: int
) -> None:
    body = {"query": "{ regions { code } }"} if method == "POST" else None
    answer = service.send(method, path, json=body)
    assert answer.status_code == status
    policy = answer.headers["content-security-policy"]
    assert policy == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "strict-transport-security" not in answer.headers


def test_a_page_may_use_what_comes_from_here(service: Any) -> None:
    answer = service.send("GET", "/graphql", headers={"Accept": "text/html"})
    assert answer.headers["content-security-policy"].startswith("default-src 'self'; ")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_fault_of_ours_has_them_too_and_tells_nothing(
    service: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any) -> None:
        raise RuntimeError("postgresql://geheim")

    monkeypatch.setattr(Rulebook, "stamp", property(broken))
    answer = service.send("GET", "/health")
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {"title": "Er ging iets mis aan onze kant.", "status": 500}
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "RuntimeError" in caplog.text
    assert "geheim" not in answer.text + caplog.text


def test_a_deployment_can_hold_browsers_to_https(serve: Any, voorbeeld: Any) -> None:
    service = serve({"voorbeeld": voorbeeld}, hsts_seconds=31_536_000)
    answer = service.send("GET", "/health")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_no_other_site_may_ask_by_default(service: Any) -> None:
    answer = service.send(
        "POST", "/graphql", json={"query": "{ regions { code } }"}, headers=PREFLIGHT
    )
    assert not any(name.startswith("access-control") for name in answer.headers)
    assert service.send("OPTIONS", "/graphql", headers=PREFLIGHT).status_code == 405


def test_a_site_that_is_named_may_ask(serve: Any, voorbeeld: Any) -> None:
    service = serve({"voorbeeld": voorbeeld}, cors_origins="https://ander.example, " + SITE)
    allowed = service.send("OPTIONS", "/graphql", headers=PREFLIGHT)
    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == SITE
    assert "POST" in allowed.headers["access-control-allow-methods"]
    answer = service.send("GET", "/health", headers={"Origin": SITE})
    assert answer.headers["access-control-allow-origin"] == SITE
    assert "access-control-allow-credentials" not in answer.headers
    other = {**PREFLIGHT, "Origin": "https://kwaad.example"}
    assert service.send("OPTIONS", "/graphql", headers=other).status_code == 400


def test_a_site_reads_why_it_must_wait(serve: Any, voorbeeld: Any) -> None:
    service = serve({"voorbeeld": voorbeeld}, cors_origins=SITE, public_rate_per_minute=1)
    body, headers = {"query": "{ regions { code } }"}, {"Origin": SITE}
    service.send("POST", "/graphql", json=body, headers=headers)
    answer = service.send("POST", "/graphql", json=body, headers=headers)
    assert answer.status_code == 429
    assert answer.headers["access-control-allow-origin"] == SITE
    assert "Retry-After" in answer.headers["access-control-expose-headers"]
