"""Messages go to public addresses, and inside only where the deployer allows it."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import httpx
import pytest

from jeugdregio_core.events.addresses import AddressRefused, choose, read_networks, read_url

INSIDE = [
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "127.1",
    "0",
    "localhost",
    "[::1]",
    "[::]",
    "[fe80::1]",
    "[fd00::1]",
    "[ff02::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::10.0.0.1]",
    "[2002:7f00:1::]",
    "[2001:0:4136:e378:8000:63bf:3fff:fdd2]",
    "[2001:db8::1]",
]


def chosen(url: str, networks: str = "") -> str:
    return str(asyncio.run(choose(read_url(url), read_networks(networks))))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names that lead somewhere, without asking anybody."""
    known: dict[str, list[str]] = {}

    async def look_up(_loop: Any, host: str, port: int, **_options: Any) -> list[Any]:
        if host not in known:
            raise socket.gaierror("unknown")
        return [(0, 0, 0, "", (address, port)) for address in known[host]]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", look_up)
    return known


@pytest.mark.parametrize("host", INSIDE)
def test_an_address_inside_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(AddressRefused, match=r"niet openbaar|geen webadres"):
        chosen(f"https://{host}/in")


@pytest.mark.parametrize("address", ["10.0.0.1", "::ffff:10.0.0.1", "fd00::1", "fe80::1%eth0"])
def test_a_name_that_leads_inside_is_refused(names: dict[str, list[str]], address: str) -> None:
    names["buiten.example"] = [address]
    with pytest.raises(AddressRefused, match="niet openbaar"):
        chosen("https://buiten.example/")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_is_fine(names: dict[str, list[str]], address: str) -> None:
    names["buiten.example"] = ["10.0.0.1", address]
    assert chosen("https://buiten.example/") == address


def test_an_address_that_the_deployer_allows_is_fine() -> None:
    assert chosen("http://10.1.2.3/in", "10.1.0.0/16") == "10.1.2.3"
    assert chosen("https://[::ffff:10.1.2.3]/in", " 192.168.4.7, 10.1.0.0/16") == "10.1.2.3"
    assert chosen("http://[fd00::1]/in", "fd00::/8") == "fd00::1"
    with pytest.raises(AddressRefused):
        chosen("http://10.2.2.3/in", "10.1.0.0/16")


def test_over_an_open_line_nothing_leaves_the_networks_that_are_allowed() -> None:
    with pytest.raises(AddressRefused, match="https"):
        chosen("http://93.184.216.34/in")
    assert chosen("https://93.184.216.34/in") == "93.184.216.34"


def test_a_name_that_is_not_known_is_told(names: dict[str, list[str]]) -> None:
    assert names == {}
    with pytest.raises(AddressRefused, match=r"buiten\.example is nu niet te vinden"):
        chosen("https://buiten.example/")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ontvanger",
        "ftp://ontvanger.example",
        "file:///etc/passwd",
        "https://",
        "https://gebruiker:geheim@ontvanger.example/",
        "https://ontvanger.example/#deel",
        "https://ontvanger.example/" + "x" * 2000,
        "https://exa mple/\x00",
        "https://[::1/",
    ],
)
def test_what_is_no_address_to_send_to_is_told(text: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        read_url(text)
    assert "geheim" not in str(refused.value)


def test_a_list_of_networks_that_cannot_be_read_is_told() -> None:
    with pytest.raises(AddressRefused, match=r"'10\.1\.0\.1/16'"):
        read_networks("10.1.0.1/16")
    assert read_networks("") == ()


def test_the_name_keeps_its_spelling_while_the_address_is_connected_to() -> None:
    assert read_url("https://Ontvanger.Example:8443/a?b=c") == httpx.URL(
        "https://ontvanger.example:8443/a?b=c"
    )
