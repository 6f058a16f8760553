"""Our own load tool, for who has no wrk. It runs in a process of its own and tells JSON.

``python -m benchmarks.pages.load.own PORT CONNECTIONS SECONDS FILE``
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter


async def load(
    port: int, connections: int, seconds: float, asked: Sequence[bytes]
) -> dict[str, float]:
    """Ask for so long; how often that went well and how long it took, in milliseconds."""
    took: list[float] = []
    failed = 0
    began = perf_counter()
    until = began + seconds

    async def one(number: int) -> None:
        nonlocal failed
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
        turn = number * len(asked) // connections
        while (start := perf_counter()) < until:
            writer.write(asked[turn % len(asked)])
            turn += 1
            status = await _answer(reader)
            took.append((perf_counter() - start) * 1000)
            failed += status != b"200"
        writer.close()

    await asyncio.gather(*map(one, range(connections)))
    took.sort()
    return {
        "requests": len(took),
        "seconds": perf_counter() - began,
        "p50": percentile(took, 50),
        "p99": percentile(took, 99),
        "failed": failed,
    }


async def _answer(reader: asyncio.StreamReader) -> bytes:
    """Read one answer; its status."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    length = head.split(b"content-length:")[1].split(b"\r\n")[0]
    await reader.readexactly(int(length))
    return head[9:12]


def percentile(sorted_values: Sequence[float], percent: float) -> float:
    """The value below which so many percent lie; 0 of nothing."""
    if not sorted_values:
        return 0.0
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * percent / 100))]


def main() -> None:
    """Load, and tell."""
    port, connections, seconds, file = sys.argv[1:]
    asked = [text.encode("ascii") for text in json.loads(Path(file).read_text("ascii"))]
    print(json.dumps(asyncio.run(load(int(port), int(connections), float(seconds), asked))))


if __name__ == "__main__":
    main()
