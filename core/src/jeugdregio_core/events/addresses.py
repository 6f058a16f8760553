"""Where messages may go: public addresses, and private ones only where the deployer allows them.

A name is looked up once, and the connection is made to the address that was looked at: a name
that means another address a moment later gains nothing.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import TypeAlias

import httpx

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

_LONGEST = 2_000
_PORTS = {"https": 443, "http": 80}
_UNICAST = IPv6Network("2000::/3")
"""All public IPv6. Outside it are the private ranges, and those that wrap an IPv4 address."""
_TUNNELS = (IPv6Network("2001::/32"), IPv6Network("2002::/16"))
"""Addresses in these ranges (Teredo, 6to4) lead to an IPv4 address that they hold."""


class AddressRefused(ValueError):
    """Nothing is sent to this address; the message is Dutch and says why."""


def read_networks(text: str) -> tuple[Network, ...]:
    """Networks with commas between them, such as ``10.1.0.0/16``. Raises AddressRefused."""
    try:
        return tuple(ip_network(part.strip()) for part in text.split(",") if part.strip())
    except ValueError:
        raise AddressRefused(
            f"De lijst met toegestane netwerken is niet te lezen: {text!r}. "
            "Schrijf bijvoorbeeld 10.1.0.0/16,192.168.4.7."
        ) from None


def read_url(text: str) -> httpx.URL:
    """The address of a subscriber, as an administrator wrote it. Raises AddressRefused."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise AddressRefused("Dit is geen webadres.") from None
    if url.scheme not in _PORTS or not url.host or len(text) > _LONGEST:
        raise AddressRefused("Geef een webadres dat begint met https://.")
    if url.userinfo or url.fragment:
        raise AddressRefused("In het adres mag geen gebruiker, wachtwoord of # staan.")
    return url


async def choose(url: httpx.URL, allowed: Sequence[Network]) -> Address:
    """The address to connect to. Raises AddressRefused, also for a name that is not known."""
    found = await _look_up(url)
    fitting = [one for one in found if _may_reach(one, url.scheme, allowed)]
    if fitting:
        return fitting[0]
    if any(_may_reach(one, "https", allowed) for one in found):
        raise AddressRefused("Gebruik https. Zonder https kan alleen in een toegestaan netwerk.")
    raise AddressRefused(
        "Dit adres is niet openbaar. Een adres in het eigen netwerk kan alleen als de beheerder "
        "het toestaat, met JEUGDREGIO_WEBHOOK_NETWORKS."
    )


async def _look_up(url: httpx.URL) -> list[Address]:
    port = url.port or _PORTS[url.scheme]
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            url.raw_host.decode("ascii"), port, type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError):
        raise AddressRefused(f"De naam {url.host} is nu niet te vinden.") from None
    return [_plain(str(place[4][0])) for place in found]


def _plain(text: str) -> Address:
    """The address, without a zone, and an IPv4 address that is written as IPv6 as itself."""
    address = ip_address(text.partition("%")[0])
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address


def _may_reach(address: Address, scheme: str, allowed: Iterable[Network]) -> bool:
    if any(address in network for network in allowed):
        return True
    return scheme == "https" and _is_public(address)


def _is_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, IPv4Address):
        return not address.is_reserved
    return address in _UNICAST and not any(address in tunnel for tunnel in _TUNNELS)
