"""Several processes answer on one port, and stop without dropping what they are asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

_PATIENCE = 60
_REGIONS = {"query": "query Regios { regions { code } }"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Two processes on one port, with a store."""
    started = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from jeugdregio_core.cli import main; main()",
            *("serve", "--port", "0", "--workers", "2"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1", "JEUGDREGIO_LOG": "json"},
    )
    yield started
    if started.poll() is None:
        started.send_signal(signal.SIGTERM)
    started.communicate()


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    return server.stdout.readline().split(" op ")[1].split("/graphql")[0]


def _post(address: str) -> Any:
    return httpx.post(f"{address}/graphql", json=_REGIONS, timeout=_PATIENCE).json()["data"]


def _children(server: subprocess.Popen[str]) -> set[int]:
    listed = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text("utf-8")
    return {
        int(child)
        for child in listed.split()
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text("utf-8")
    }


def _requests(address: str) -> float:
    lines = httpx.get(f"{address}/metrics", timeout=_PATIENCE).text.splitlines()
    named = 'jeugdregio_requests_total{operation="Regios",status="200"}'
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(named))


def test_processes_answer_beside_each_other_and_count_together(
    server: subprocess.Popen[str],
) -> None:
    address = _address(server)
    with ThreadPoolExecutor(8) as pool:
        answers = [*pool.map(_post, [address] * 40)]
    assert all(answer["regions"] for answer in answers)
    assert {_requests(address) for _ in range(10)} == {40}


def test_a_process_that_dies_is_replaced(server: subprocess.Popen[str]) -> None:
    address = _address(server)
    assert _post(address)["regions"]
    first = min(_children(server))
    os.kill(first, signal.SIGKILL)
    until = time.monotonic() + _PATIENCE
    while first in _children(server) or len(_children(server)) < 2:
        assert time.monotonic() < until
        time.sleep(0.1)
    assert _post(address)["regions"]


@pytest.mark.parametrize("begin", ["settle", "beside"])
def test_a_process_that_answers_looks_for_no_garbage_in_what_it_loaded(
    begin: str, tmp_path: Path
) -> None:
    told = (
        "import gc; from jeugdregio_api.operation import processes;"
        f"processes.{begin}();"
        "print(gc.get_freeze_count() > 10_000, gc.get_threshold()[0] > 10_000, gc.isenabled())"
    )
    environment = os.environ | {"JEUGDREGIO_DATABASE_URL": "none"}
    ran = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
        check=True,
    )
    assert ran.stdout.split() == ["True"] * 3


def test_when_told_to_stop_it_answers_what_it_was_asked_and_ends(
    server: subprocess.Popen[str],
) -> None:
    address = _address(server)
    _post(address)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(_post, address) for _ in range(20)]
        asked[0].result()
        server.send_signal(signal.SIGTERM)
        server.wait(_PATIENCE)
        ended = [answer.exception() for answer in asked]
    turned_away = (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError)
    assert all(error is None or isinstance(error, turned_away) for error in ended)
    _, complaints = server.communicate()
    assert "Traceback" not in complaints, complaints
