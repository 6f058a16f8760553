"""The demo has an issuer of its own with ready tokens, for who is on this device only."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from tests.support.counter import service
from tests.support.databases import Databases
from tests.support.identity import bearing
from tests.support.office import registry
from tests.support.rows import NOON

from jeugdregio_api.access.demo.key_file import KeyNotKept, made_or_read, place_of_key, read
from jeugdregio_api.app import create_app
from jeugdregio_api.settings import InvalidSettings, Settings, read_settings
from jeugdregio_core.casework.demo.fill import Wish, fill
from jeugdregio_core.cli import main
from jeugdregio_core.store.transaction import Store, open_store

REGIONS = frozenset(registry().rulebooks)
QUESTION = """query ($region: ID!) {
  referrals(region: $region) { totalCount } region(code: $region) { code } }"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def place(databases: Databases) -> Iterator[tuple[str, Store]]:
    """A store with made-up casework, and where it is."""
    with databases.migrated("sqlite") as url, open_store(url) as store:
        fill(store, registry().rulebooks.values(), Wish(referrals=20, moment=NOON))
        yield url, store


@pytest.fixture
def demo(place: tuple[str, Store]) -> Starlette:
    url, store = place
    return create_app(
        Settings(demo=True, database_url=url), registry(), lambda: NOON.date(), store=store
    )


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    place: tuple[str, Store],
) -> Run:
    """Run a command beside the demo."""
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", place[0])

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return run


def _send(
    app: Starlette, method: str, path: str, client: str = "127.0.0.1", **options: Any
) -> httpx.Response:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app, client=(client, 1234))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as asking:
            return await asking.request(method, path, **options)

    return asyncio.run(send())


def _ask(app: Starlette, region: str, token: str | None = None, **options: Any) -> httpx.Response:
    body = {"query": QUESTION, "variables": {"region": region}}
    headers = bearing(token) if token else {}
    return _send(app, "POST", "/graphql", json=body, headers=headers, **options)


def _codes(answer: httpx.Response) -> list[str]:
    return [error["extensions"]["code"] for error in answer.json().get("errors", ())]


def test_there_is_a_token_for_every_role_in_every_region(demo: Starlette) -> None:
    answer = _send(demo, "GET", "/demo/tokens")
    assert answer.headers["cache-control"] == "no-store"
    listed = answer.json()["tokens"]
    roles = ["REGION", "MUNICIPALITY", "PROVIDER", "REFERRER"]
    assert {(one["region"], one["role"]) for one in listed} == {
        (region, role) for region in REGIONS for role in roles
    }
    for one in listed:
        assert (one["organisation"] is None) == (one["role"] == "REGION")
        assert one["label"]


def test_a_ready_token_is_good_for_its_own_region(demo: Starlette) -> None:
    for one in _send(demo, "GET", "/demo/tokens").json()["tokens"]:
        other = min(REGIONS - {one["region"]})
        assert _codes(_ask(demo, one["region"], one["token"])) == []
        assert _codes(_ask(demo, other, one["token"])) == ["FORBIDDEN"]


def test_every_account_has_something_to_see(demo: Starlette) -> None:
    for one in _send(demo, "GET", "/demo/tokens").json()["tokens"]:
        told = _ask(demo, one["region"], one["token"]).json()["data"]["referrals"]
        assert told["totalCount"], one["label"]


def test_without_a_token_the_demo_shows_every_region(demo: Starlette) -> None:
    for region in REGIONS:
        assert _ask(demo, region).json()["data"]["referrals"]["totalCount"] >= 20


def test_a_bad_token_is_refused_in_the_demo_too(demo: Starlette) -> None:
    assert _ask(demo, "zhz", "x").status_code == 401


@pytest.mark.parametrize("client", ["192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", "testclient", ""])
def test_who_is_elsewhere_gets_nothing_of_the_demo(demo: Starlette, client: str) -> None:
    (one, *_) = _send(demo, "GET", "/demo/tokens").json()["tokens"]
    assert _send(demo, "GET", "/demo/tokens", client).status_code == 404
    assert _ask(demo, "zhz", client=client).status_code == 401
    assert _ask(demo, one["region"], one["token"], client=client).status_code == 401


@pytest.mark.parametrize("client", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_device_has_several_addresses(demo: Starlette, client: str) -> None:
    assert _ask(demo, "zhz", client=client).status_code == 200


def test_outside_the_demo_there_are_no_tokens_and_none_of_the_demo_is_good(
    demo: Starlette, place: tuple[str, Store]
) -> None:
    (one, *_) = _send(demo, "GET", "/demo/tokens").json()["tokens"]
    usual = create_app(Settings(), registry(), store=place[1])
    assert _send(usual, "GET", "/demo/tokens").status_code == 404
    assert _ask(usual, one["region"], one["token"]).status_code == 401
    assert _codes(_ask(usual, one["region"])) == ["UNAUTHENTICATED"]
    assert _send(service(place[1]), "GET", "/demo/tokens").status_code == 404


def test_a_demo_without_a_store_has_tokens_too(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    app = create_app(Settings(demo=True, database_url="none"), registry())
    listed = _send(app, "GET", "/demo/tokens").json()["tokens"]
    assert {one["role"] for one in listed} == {"REGION", "MUNICIPALITY", "REFERRER"}
    assert _codes(_ask(app, "zhz", listed[0]["token"])) == ["NOT_FOUND"]


def test_the_demo_cannot_be_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEUGDREGIO_DEMO", "true")
    monkeypatch.setenv("JEUGDREGIO_PRODUCTION", "true")
    with pytest.raises(InvalidSettings, match="kunnen niet samen"):
        read_settings()


def test_the_command_gives_a_token_that_is_good(demo: Starlette, run: Run) -> None:
    status, out, err = run("token", "municipality", "zhz")
    assert (status, err) == (0, "")
    assert _codes(_ask(demo, "zhz", out.strip())) == []
    assert _codes(_ask(demo, "friesland", out.strip())) == ["FORBIDDEN"]


def test_the_command_gives_a_token_of_an_organisation_that_is_named(
    demo: Starlette, run: Run
) -> None:
    status, out, _ = run("token", "PROVIDER", "zhz", "--organisation", "nieuw")
    assert status == 0
    assert _codes(_ask(demo, "zhz", out.strip())) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("BAAS", "zhz"), "De rol 'BAAS' is er niet."),
        (("PUBLIC", "zhz"), "De rol 'PUBLIC' is er niet."),
        (("REGION", "weg"), "weg"),
    ],
)
def test_the_command_says_what_it_does_not_know(
    demo: Starlette, run: Run, arguments: tuple[str, str], said: str
) -> None:
    status, out, err = run("token", *arguments)
    assert (status, out) == (64, "")
    assert said in err


def test_the_command_gives_nothing_in_production(
    demo: Starlette, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JEUGDREGIO_PRODUCTION", "true")
    status, out, err = run("token", "REGION", "zhz")
    assert (status, out) == (64, "")
    assert err == "In productie zijn er geen toegangsbewijzen voor de demo.\n"


def test_before_the_demo_ever_ran_the_command_says_how_to_start_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", f"sqlite:///{tmp_path}/leeg.sqlite3")
    status, out, err = run("token", "REGION", "zhz")
    assert (status, out) == (1, "")
    assert "make serve" in err
    assert [*tmp_path.iterdir()] == []


def test_the_key_is_made_once_and_is_for_its_owner_only(tmp_path: Path) -> None:
    path = place_of_key(f"sqlite:///{tmp_path}/a.sqlite3")
    first = made_or_read(path)
    assert made_or_read(path).as_dict(private=True) == first.as_dict(private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [*tmp_path.iterdir()] == [path]


def test_a_key_that_others_can_read_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "sleutel"
    made_or_read(path)
    path.chmod(0o640)
    with pytest.raises(KeyNotKept, match="Anderen kunnen bij"):
        read(path)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"kty": "RSA"}', "\xff"])
def test_a_file_that_holds_no_key_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "sleutel"
    path.touch(0o600)
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(KeyNotKept, match="staat geen sleutel"):
        read(path)


def test_a_folder_that_keeps_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyNotKept, match="worden bewaard"):
        made_or_read(tmp_path / "weg" / "sleutel")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("sqlite:///jeugdregio.sqlite3", "jeugdregio.sqlite3.demo-key"),
        ("sqlite:////var/lib/x.db?timeout=5", "/var/lib/x.db.demo-key"),
        ("sqlite:///:memory:", "jeugdregio.demo-key"),
        ("postgresql://a@b/c", "jeugdregio.demo-key"),
        ("none", "jeugdregio.demo-key"),
    ],
)
def test_the_key_lies_beside_the_database(url: str, place: str) -> None:
    assert str(place_of_key(url)) == place
