"""What one process writes, another tells those who follow it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
from tests.support.counter import Counter
from tests.support.databases import BOTH, Databases
from tests.support.scenes import SCENES, referred
from tests.support.servers import Server, serving
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from jeugdregio_core.store.transaction import open_store

REGION = "westfriesland"
QUERY = f'subscription {{ events(region: "{REGION}", after: "0") {{ kind object {{ id }} }} }}'
PROTOCOL: Any = "graphql-transport-ws"
PATIENCE = 60

both = pytest.mark.parametrize("kind", BOTH)


@contextmanager
def _two(databases: Databases, kind: str) -> Iterator[tuple[Counter, Server, Server]]:
    with (
        databases.migrated(kind) as url,
        open_store(url) as store,
        serving(url, 2) as (writing, telling),
    ):
        counter = Counter(store, REGION, post=writing.post)
        SCENES[REGION].open(counter)
        yield counter, writing, telling


@contextmanager
def _following(server: Server) -> Iterator[Iterator[str]]:
    asking = {"Accept": "text/event-stream", **server.headers}
    url = f"{server.address}/graphql"
    with httpx.stream("POST", url, json={"query": QUERY}, headers=asking, timeout=PATIENCE) as told:
        assert told.status_code == 200
        yield told.iter_lines()


@contextmanager
def _talking(server: Server) -> Iterator[ClientConnection]:
    url = f"ws{server.address.removeprefix('http')}/graphql"
    with connect(url, subprotocols=[PROTOCOL], additional_headers=server.headers) as wire:
        wire.send(json.dumps({"type": "connection_init"}))
        assert json.loads(wire.recv(PATIENCE)) == {"type": "connection_ack"}
        yield wire


@both
def test_an_event_of_another_process_is_heard_over_both_ways(
    databases: Databases, kind: str
) -> None:
    with (
        _two(databases, kind) as (counter, _, telling),
        _following(telling) as lines,
        _talking(telling) as wire,
    ):
        subscribe = {"type": "subscribe", "id": "1", "payload": {"query": QUERY}}
        wire.send(json.dumps(subscribe))
        referral = referred(counter)
        expected = {"events": {"kind": "NIEUWE_VERWIJZING", "object": {"id": referral}}}
        assert json.loads(wire.recv(PATIENCE))["payload"]["data"] == expected
        said = next(line for line in lines if line.startswith("data: "))
        assert json.loads(said.removeprefix("data: "))["data"] == expected


def test_a_server_that_stops_lets_its_followers_go_at_once(databases: Databases) -> None:
    with (
        _two(databases, "sqlite") as (_, stopping, _other),
        _following(stopping) as lines,
        _talking(stopping) as wire,
    ):
        assert next(lines) == ":"
        stopping.close()
        assert [line for line in lines if line not in ("", ":")] == []
        with pytest.raises(ConnectionClosed):
            wire.recv(PATIENCE)


def test_the_older_protocol_gets_no_connection(databases: Databases) -> None:
    with _two(databases, "sqlite") as (_, server, _other):
        url = f"ws{server.address.removeprefix('http')}/graphql"
        older: Any = "graphql-ws"
        with pytest.raises(InvalidStatus, match="403"), connect(url, subprotocols=[older]):
            pass
