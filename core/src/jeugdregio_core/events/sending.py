"""Send one message to one subscriber, and hear whether it was taken."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import httpx

from jeugdregio_core.events.addresses import AddressRefused, Network, choose, read_url
from jeugdregio_core.record import record

_GONE = 410


@record
class Answer:
    """What came of sending. ``said`` is a status or a few Dutch words, never what was received."""

    said: str
    taken: bool = False
    gone: bool = False


@record
class Sender:
    """Sends over HTTP, following no redirect and keeping nothing from one message to the next.

    The answer is judged by its status alone: nothing of its body is read.
    """

    transport: httpx.AsyncBaseTransport
    allowed: Sequence[Network]
    seconds: float

    async def send(self, url: str, headers: Mapping[str, str], content: bytes) -> Answer:
        """Post this; what goes wrong is an answer too."""
        try:
            async with asyncio.timeout(self.seconds):
                return _judged(await self._post(read_url(url), headers, content))
        except AddressRefused as refused:
            return Answer(str(refused))
        except TimeoutError:
            return Answer(f"geen antwoord binnen {self.seconds:g} seconden")
        except (httpx.HTTPError, OSError) as error:
            return Answer(f"geen verbinding ({type(error).__name__})")

    async def _post(self, url: httpx.URL, headers: Mapping[str, str], content: bytes) -> int:
        """To the address that was looked at, under the name that it was looked up by."""
        address = await choose(url, self.allowed)
        request = httpx.Request(
            "POST",
            url.copy_with(host=str(address)),
            headers={**headers, "host": url.netloc.decode("ascii")},
            content=content,
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        answer = await self.transport.handle_async_request(request)
        await answer.aclose()
        return answer.status_code


def over_http() -> httpx.AsyncHTTPTransport:
    """Real connections, none of them kept: names that share an address share nothing else."""
    return httpx.AsyncHTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))


def _judged(status: int) -> Answer:
    return Answer(f"status {status}", taken=200 <= status < 300, gone=status == _GONE)
