"""Which page is served, and what its headers let a browser do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from jeugdregio_api.http import page

HTML = {"Accept": "text/html,*/*;q=0.8"}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A GraphiQL that stands in for the one that npm builds."""
    (tmp_path / "index.html").write_text(
        '<script nonce="{nonce}" src="/graphiql/page.js"></script>'
    )
    (tmp_path / "page.js").write_text("// GraphiQL")
    monkeypatch.setattr(page, "GRAPHIQL", tmp_path)
    return tmp_path


def test_graphiql_is_the_page_where_it_was_built(built: Path, serve: Any, voorbeeld: Any) -> None:
    service = serve({"voorbeeld": voorbeeld})
    first, second = (service.send("GET", "/graphql", headers=HTML) for _ in range(2))
    (nonce,) = re.findall('nonce="([^"]+)"', first.text)
    policy = first.headers["content-security-policy"]
    assert f"style-src-elem 'self' 'nonce-{nonce}'" in policy
    assert policy.startswith("default-src 'self'; ")
    assert not any(word in policy for word in ("script-src", "unsafe-eval", "https:", "*"))
    assert nonce not in second.text
    assert service.send("GET", "/graphiql/page.js").text == "// GraphiQL"


def test_the_plain_page_takes_its_place_where_it_was_not(
    serve: Any, voorbeeld: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "GRAPHIQL", tmp_path / "weg")
    service = serve({"voorbeeld": voorbeeld})
    shown = service.send("GET", "/graphql", headers=HTML)
    assert shown.text == service.send("GET", "/page/").text
    assert '<html lang="nl">' in shown.text
    assert service.send("GET", "/graphiql/page.js").status_code == 404


def test_the_plain_page_may_load_nothing_but_files_of_the_service(service: Any) -> None:
    shown = service.send("GET", "/page/")
    policy = shown.headers["content-security-policy"]
    assert (
        policy == "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    )
    assert shown.headers["x-content-type-options"] == "nosniff"
    named = re.findall('(?:href|src)="([^"]+)"', shown.text)
    assert named
    assert {service.send("GET", name).status_code for name in named} == {200}
    assert not any(
        word in shown.text for word in ("https:", "//cdn", "<script>", "style=", "onclick")
    )


def test_the_page_is_only_for_who_asks_for_html(service: Any) -> None:
    assert service.send("GET", "/graphql", headers={"Accept": "*/*"}).status_code == 405
    assert "text/html" in service.send("GET", "/graphql", headers=HTML).headers["content-type"]


def test_a_service_that_is_no_demo_has_no_tokens_ready(service: Any) -> None:
    assert service.send("GET", "/page/about.json").json() == {"accounts": None}
