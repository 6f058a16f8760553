"""``jeugdregio serve`` listens, says where, and says what keeps it from listening."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

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


def test_the_server_says_where_it_listens_answers_and_stops_when_told() -> None:
    voorbeeld = str(Path(__file__).with_name("voorbeeld.py"))
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER, voorbeeld],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        told = re.match(r"jeugdregio luistert op (\S+/graphql) \(Voorbeeldregio\)\.$", line)
        assert told, line
        answer = httpx.post(told[1], json={"query": "{ regions { code } }"})
        assert answer.json() == {"data": {"regions": [{"code": "voorbeeld"}]}}
        assert "server" not in answer.headers
    finally:
        server.send_signal(signal.SIGINT)
        stopped = time.monotonic() + 10
        server.wait(timeout=10)
        _, complaints = server.communicate()
    assert time.monotonic() < stopped
    assert "Traceback" not in complaints
