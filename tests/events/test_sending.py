"""One message to one receiver, whatever the receiver does."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import pytest
from tests.events.test_addresses import names
from tests.support.receiver import receiving

from jeugdregio_core.events.addresses import read_networks
from jeugdregio_core.events.sending import Answer, Sender, over_http

__all__ = ["names"]
HERE = "127.0.0.0/8"


def send(url: str, networks: str = HERE, seconds: float = 5, transport: Any = None) -> Answer:
    async def sending() -> Answer:
        sender = Sender(transport or over_http(), read_networks(networks), seconds)
        return await sender.send(url, {"webhook-id": "1"}, b"{}")

    return asyncio.run(sending())


def test_a_message_arrives_as_it_was_written() -> None:
    with receiving() as receiver:
        assert send(receiver.url) == Answer("status 204", taken=True)
        (message,) = receiver.messages
        assert (message.body, message.id) == (b"{}", "1")
        assert message.headers["host"] == httpx.URL(receiver.url).netloc.decode()


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500, 503])
def test_any_other_status_than_a_good_one_is_no_delivery(status: int) -> None:
    with receiving(status=status) as receiver:
        assert send(receiver.url) == Answer(f"status {status}")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    with receiving() as other, receiving(status=status) as receiver:
        receiver.answer["location"] = other.url
        assert send(receiver.url) == Answer(f"status {status}")
        assert other.messages == []


def test_a_receiver_inside_gets_nothing_unless_it_is_allowed() -> None:
    with receiving() as receiver:
        assert "niet openbaar" in send(receiver.url, networks="").said
        assert receiver.messages == []


def test_a_receiver_that_does_not_answer_in_time_has_not_taken_it() -> None:
    with receiving(seconds=5) as receiver:
        assert send(receiver.url, seconds=0.2) == Answer("geen antwoord binnen 0.2 seconden")


def test_a_receiver_that_is_not_there_has_not_taken_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert send(f"http://127.0.0.1:{port}/").said == "geen verbinding (ConnectError)"


@contextmanager
def _saying(say: Callable[[socket.socket], None]) -> Iterator[str]:
    """A receiver that speaks badly."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                with suppress(OSError):
                    say(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"
        thread.join()


def test_an_answer_without_end_is_not_read() -> None:
    sent = 0

    def endless(connection: socket.socket) -> None:
        nonlocal sent
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            sent += connection.send(bytes(65_536))

    with _saying(endless) as url:
        assert send(url).taken
    assert sent < 50_000_000


def test_headers_that_drip_in_do_not_hold_the_sender_up() -> None:
    leaving = threading.Event()

    def drip(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while not leaving.wait(0.05):
            connection.sendall(b"x: y\r\n")

    with _saying(drip) as url:
        assert send(url, seconds=0.5).said == "geen antwoord binnen 0.5 seconden"
        leaving.set()


def test_an_answer_that_is_no_http_is_no_delivery() -> None:
    with _saying(lambda connection: connection.sendall(b"hallo\r\n\r\n")) as url:
        assert send(url) == Answer("geen verbinding (RemoteProtocolError)")


def test_the_connection_goes_to_the_address_that_was_looked_at(
    names: dict[str, list[str]],
) -> None:
    """A name that means another address a moment later gains nothing; TLS checks the name."""
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200)

    names["ontvanger.example"] = ["93.184.216.34"]
    url = "https://ontvanger.example:8443/in?sleutel=1"
    assert send(url, "", transport=httpx.MockTransport(answer)).taken
    (request,) = asked
    assert str(request.url) == "https://93.184.216.34:8443/in?sleutel=1"
    assert request.headers["host"] == "ontvanger.example:8443"
    assert request.extensions["sni_hostname"] == "ontvanger.example"


def test_an_address_of_ipv6_is_connected_to_as_it_is_written(names: dict[str, list[str]]) -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200)

    names["ontvanger.example"] = ["2606:2800:220:1::1"]
    assert send("https://ontvanger.example/", "", transport=httpx.MockTransport(answer)).taken
    assert str(asked[0].url) == "https://[2606:2800:220:1::1]/"
