"""A deployment can answer known questions only."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jeugdregio_api import command
from jeugdregio_api.settings import InvalidSettings
from jeugdregio_core.cli import main
from jeugdregio_core.registry import build_registry

CODES = "query Codes { regions { code } }\n"
NAME = "query Name($r: ID!) { region(code: $r) { name } }"
ANSWER = {"data": {"regions": [{"code": "voorbeeld"}]}}
ID = sha256(CODES.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two known questions in files."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "codes.graphql").write_text(CODES)
    (tmp_path / "deep" / "name.graphql").write_text(NAME)
    return tmp_path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """Two known questions in a list."""
    path = tmp_path / "list.json"
    path.write_text(json.dumps({f"sha256:{ID}": CODES, "naam": NAME}))
    return path


@pytest.fixture(params=["folder", "listed"])
def service(request: pytest.FixtureRequest, serve: Any, voorbeeld: Any) -> Any:
    """A service that knows two questions."""
    known = request.getfixturevalue(request.param)
    return serve({"voorbeeld": voorbeeld}, trusted_documents=known)


def post(service: Any, **body: Any) -> Any:
    return service.send("POST", "/graphql", json=body).json()


def test_a_known_question_is_answered_by_its_text(service: Any) -> None:
    assert post(service, query=CODES) == ANSWER
    named = post(service, query=NAME, variables={"r": "voorbeeld"})
    assert named == {"data": {"region": {"name": "Voorbeeldregio"}}}


@pytest.mark.parametrize(
    "members",
    [
        {"documentId": f"sha256:{ID}"},
        {"documentId": ID},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": ID}}},
        {"query": CODES, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": ID}}},
    ],
)
def test_a_known_question_is_answered_by_its_id(service: Any, members: dict[str, Any]) -> None:
    assert post(service, **members) == ANSWER
    by_url = {k: v if isinstance(v, str) else json.dumps(v) for k, v in members.items()}
    assert service.send("GET", "/graphql", params=by_url).json() == ANSWER


@pytest.mark.parametrize(
    "members",
    [
        {"query": "{ regions { code } }"},
        {"query": CODES + "#"},
        {"query": "{ regions { name } }", "documentId": ID},
        {"documentId": "0" * 64},
        {"documentId": CODES},
        {"extensions": {"persistedQuery": {"sha256Hash": "0" * 64}}},
        {"query": "{"},
    ],
)
def test_any_other_question_is_refused(service: Any, members: dict[str, Any]) -> None:
    answer = post(service, **members)
    (error,) = answer["errors"]
    assert "data" not in answer
    assert error["extensions"]["code"] == "FORBIDDEN"
    assert error["message"].startswith("Deze dienst beantwoordt alleen vragen die vooraf zijn")


def test_a_file_is_known_without_its_last_newline_too(
    serve: Any, voorbeeld: Any, folder: Path
) -> None:
    service = serve({"voorbeeld": voorbeeld}, trusted_documents=folder)
    assert post(service, query=CODES.strip()) == ANSWER


def test_a_known_question_stays_within_the_limits(serve: Any, voorbeeld: Any, folder: Path) -> None:
    service = serve({"voorbeeld": voorbeeld}, trusted_documents=folder, max_depth=1)
    assert "diep" in post(service, query=CODES)["errors"][0]["message"]


def test_a_service_without_a_list_says_that_it_knows_no_ids(serve: Any, voorbeeld: Any) -> None:
    (error,) = post(serve({"voorbeeld": voorbeeld}), documentId=ID)["errors"]
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["message"] == 'Deze dienst kent geen vaste vragen. Stuur de tekst in "query".'


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"a": 5}', "\ufeff{", "[" * 10_000])
def test_a_list_that_cannot_be_used_is_refused_at_the_start(
    serve: Callable[..., Any], tmp_path: Path, content: str
) -> None:
    path = tmp_path / "list.json"
    path.write_text(content)
    with pytest.raises(InvalidSettings, match="Pas JEUGDREGIO_TRUSTED_DOCUMENTS aan"):
        serve({}, trusted_documents=path)


def test_a_list_that_is_not_there_ends_the_start_with_a_sentence(
    tmp_path: Path,
    voorbeeld: Any,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from jeugdregio_core.loading import Plugin

    plugin = Plugin("voorbeeld", "jeugdregio-voorbeeld", "1.2", voorbeeld)
    monkeypatch.setattr(command, "installed_regions", lambda: build_registry([plugin]))
    monkeypatch.setenv("JEUGDREGIO_TRUSTED_DOCUMENTS", str(tmp_path / "weg"))
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", "none")
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", "0"])
    assert ended.value.code == 64
    assert capsys.readouterr().err.startswith("De lijst met vaste vragen ")
