"""``jeugdregio serve`` listens, says where, and says what keeps it from listening."""

from __future__ import annotations

import gc
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.identity import TestIssuer, bearing

from jeugdregio_api import command
from jeugdregio_core.cli import main
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import Registry, build_registry

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return run


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def install(**modules: Any) -> None:
        offered = [Plugin(code, f"jeugdregio-{code}", "1.2", m) for code, m in modules.items()]
        registry: Registry = build_registry(offered)
        monkeypatch.setattr(command, "installed_regions", lambda: registry)

    return install


def test_without_any_region_it_says_how_to_install_one(
    run: Run, install: Callable[..., None]
) -> None:
    install()
    status, _, err = run("serve")
    assert status == 1
    assert err.startswith("Er is geen regio geïnstalleerd.")


def test_garbage_is_looked_for_again_when_it_could_not_start(
    run: Run, install: Callable[..., None]
) -> None:
    install()
    run("serve")
    assert gc.isenabled()


def test_with_only_a_broken_plugin_it_says_what_is_wrong_with_it(
    run: Run, install: Callable[..., None]
) -> None:
    install(kapot=object())
    status, _, err = run("serve")
    assert status == 1
    assert err.startswith("Geweigerd: Plug-in jeugdregio-kapot 1.2")


def test_with_none_of_the_wanted_regions_it_names_them(
    run: Run, install: Callable[..., None], voorbeeld: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(voorbeeld=voorbeeld)
    monkeypatch.setenv("JEUGDREGIO_REGIONS", "weg")
    status, _, err = run("serve")
    assert status == 1
    assert "Niet geladen: regio 'weg'" in err
    assert "Pas JEUGDREGIO_REGIONS aan." in err


def test_a_taken_port_is_told_in_a_sentence(
    run: Run, install: Callable[..., None], voorbeeld: Any
) -> None:
    install(voorbeeld=voorbeeld)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        status, out, err = run("serve", "--port", str(port))
    assert status == 1
    assert out == ""
    assert err.startswith(f"Op 127.0.0.1 poort {port} kan de API niet luisteren")
    assert err.rstrip().endswith("Kies een andere met --port.")


def test_an_address_that_does_not_exist_is_told_in_a_sentence(
    run: Run, install: Callable[..., None], voorbeeld: Any
) -> None:
    install(voorbeeld=voorbeeld)
    status, _, err = run("serve", "--host", "192.0.2.1", "--port", "0")
    assert status == 1
    assert err.startswith("Op 192.0.2.1 poort 0 kan de API niet luisteren")


def test_a_setting_that_cannot_be_ends_with_a_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JEUGDREGIO_PRODUCTION", "misschien")
    status, _, err = run("serve")
    assert status == 64
    assert "JEUGDREGIO_PRODUCTION" in err


def test_the_schema_command_prints_the_schema(run: Run) -> None:
    from jeugdregio_api.schema import exported

    assert run("schema") == (0, exported(), "")


def test_the_roles_command_prints_who_may_see_and_do_what(run: Run) -> None:
    status, said, _ = run("roles")
    assert status == 0
    assert said.startswith("# Who may see and do what\n")


SERVER = """
import importlib.util, sys
from jeugdregio_api import command
from jeugdregio_core.loading import Plugin
from jeugdregio_core.registry import build_registry
spec = importlib.util.spec_from_file_location("voorbeeld", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
plugin = Plugin("voorbeeld", "jeugdregio-voorbeeld", "1.2", module)
command.installed_regions = lambda: build_registry([plugin])
command.serve(port=0)
"""


@contextmanager
def _serving(folder: Path, **settings: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what it said before it named that. It must stop when told."""
    voorbeeld = str(Path(__file__).with_name("voorbeeld.py"))
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", **settings}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, voorbeeld],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=folder,
    )
    said: list[str] = []
    try:
        assert server.stdout is not None
        for line in server.stdout:
            if told := re.match(
                r"jeugdregio luistert op (\S+/graphql) \(Voorbeeldregio\)\.$", line
            ):
                yield told[1], said
                break
            said.append(line.strip())
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=20)
        _, complaints = server.communicate()
    assert "Traceback" not in complaints, complaints


def _ask(address: str, query: str, **headers: str) -> Any:
    answer = httpx.post(address, json={"query": query}, headers=headers, timeout=20)
    assert "server" not in answer.headers
    return answer.json()


def test_the_server_says_where_it_listens_answers_and_stops_when_told(tmp_path: Path) -> None:
    with _serving(tmp_path, JEUGDREGIO_DATABASE_URL="none") as (address, _):
        assert _ask(address, "{ regions { code } }") == {
            "data": {"regions": [{"code": "voorbeeld"}]}
        }
    assert [*tmp_path.iterdir()] == []


COUNT = '{ referrals(region: "voorbeeld") { totalCount } }'


def _count(address: str, **headers: str) -> int:
    return int(_ask(address, COUNT, **headers)["data"]["referrals"]["totalCount"])


def test_the_server_makes_a_store_in_its_folder_and_leaves_it_empty(tmp_path: Path) -> None:
    issuer = TestIssuer(("voorbeeld",))
    with _serving(tmp_path, **issuer.environment()) as (address, said):
        assert _count(address, **bearing(issuer.token())) == 0
        assert said == []
    assert [path.name for path in tmp_path.iterdir()] == ["jeugdregio.sqlite3"]


def test_without_issuers_a_server_with_a_store_lets_nobody_in(tmp_path: Path) -> None:
    with _serving(tmp_path) as (address, _):
        (error,) = _ask(address, COUNT)["errors"]
    assert error["extensions"]["code"] == "UNAUTHENTICATED"


def test_an_empty_store_is_filled_with_made_up_data_where_that_is_wanted(tmp_path: Path) -> None:
    with _serving(tmp_path, JEUGDREGIO_DEMO="true") as (address, said):
        first = _count(address)
        assert first >= 200
        assert said == ["De opslag was leeg en is gevuld met voorbeelden. Alles is verzonnen."]
    with _serving(tmp_path, JEUGDREGIO_DEMO="true") as (address, said):
        assert (_count(address), said) == (first, [])


def test_the_demo_is_never_in_production(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JEUGDREGIO_DEMO", "true")
    monkeypatch.setenv("JEUGDREGIO_PRODUCTION", "true")
    status, out, err = run("serve", "--port", "0")
    assert (status, out) == (64, "")
    assert "JEUGDREGIO_DEMO en JEUGDREGIO_PRODUCTION kunnen niet samen" in err


def test_the_demo_listens_on_this_device_only(
    run: Run, install: Callable[..., None], voorbeeld: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(voorbeeld=voorbeeld)
    monkeypatch.setenv("JEUGDREGIO_DEMO", "true")
    status, out, err = run("serve", "--host", "0.0.0.0", "--port", "0")
    assert (status, out) == (1, "")
    assert err.startswith("De demo laat iedereen binnen en luistert daarom alleen op dit apparaat")


def test_a_store_that_cannot_be_used_is_told_in_a_sentence(
    run: Run, install: Callable[..., None], voorbeeld: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(voorbeeld=voorbeeld)
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", "mysql://x@y/z")
    status, out, err = run("serve", "--port", "0")
    assert (status, out) == (1, "")
    assert err == "Een opslag in mysql wordt niet ondersteund. Gebruik SQLite of PostgreSQL.\n"


def test_a_store_that_is_away_is_told_in_a_sentence(
    run: Run, install: Callable[..., None], voorbeeld: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(voorbeeld=voorbeeld)
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", "postgresql://x@127.0.0.1:1/z")
    status, out, err = run("serve", "--port", "0")
    assert (status, out) == (69, "")
    assert err.startswith("De opslag is nu niet bereikbaar.")
