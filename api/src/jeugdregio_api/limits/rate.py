"""How often somebody may ask. Counted in this process only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address
from time import monotonic

from starlette.requests import Request

from jeugdregio_api.limits.settings import LimitSettings
from jeugdregio_core.casework.actor import Actor, Role
from jeugdregio_core.record import record

REMEMBERED = 10_000
"""How many callers are remembered; who was quiet longest is forgotten, and starts afresh."""


@dataclass(slots=True)
class Buckets:
    """A bucket of tokens per caller: full at the start, and filled again in a minute."""

    per_minute: int
    clock: Callable[[], float] = monotonic
    _levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, caller: str) -> float:
        """Take a token. Gives 0, or how many seconds to wait when there is none."""
        if not self.per_minute:
            return 0
        moment, speed = self.clock(), self.per_minute / 60
        level, since = self._levels.pop(caller, (self.per_minute, moment))
        level = min(self.per_minute, level + (moment - since) * speed)
        wait = max(0.0, 1 - level) / speed
        self._levels[caller] = (level if wait else level - 1, moment)
        if len(self._levels) > REMEMBERED:
            self._levels.popitem(last=False)
        return wait


@record
class RateLimit:
    """One bucket for everybody who is known, a smaller one for every address that is not."""

    known: Buckets
    public: Buckets

    def wait(self, request: Request, actor: Actor) -> float:
        """0 when this request may go on, or how many seconds to wait."""
        if actor.role is Role.PUBLIC:
            return self.public.take(_address(request))
        return self.known.take(actor.subject)


def rate_limit(settings: LimitSettings, *, demo: bool) -> RateLimit:
    """As the settings say; a demo, which is on one device, has no limit."""
    known, public = settings.rate_per_minute, settings.public_rate_per_minute
    return RateLimit(Buckets(0 if demo else known), Buckets(0 if demo else public))


def _address(request: Request) -> str:
    """Who has IPv6 has a whole network of addresses, so that counts as one."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return f"{int(address) >> 64:x}::"
    return host
