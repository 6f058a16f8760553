"""What is counted, in the form of Prometheus. No label holds anything about a person."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from jeugdregio_api.operation.deed import Deed
from jeugdregio_core.beside import beside
from jeugdregio_core.rules.decision import Decision

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder in which several processes count together; the library demands this name."""

MOST_NAMES = 200
"""How many names of operations are told apart; callers choose them."""

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class _Gauge(Collector):
    """What is read when it is asked for; the same in every process, so never added up."""

    def __init__(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        self._told = (name, meaning)
        self._read = read

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Named without reading."""
        yield GaugeMetricFamily(*self._told)

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """Read it now."""
        yield GaugeMetricFamily(*self._told, value=self._read())


class Metrics:
    """The counters of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._gauges = CollectorRegistry()
        self._names: set[str] = set()
        self._requests = Counter(
            "jeugdregio_requests",
            "Requests, by operation and HTTP status.",
            ("operation", "status"),
            registry=self._registry,
        )
        self._errors = Counter(
            "jeugdregio_errors",
            "Errors in answers, by code.",
            ("code",),
            registry=self._registry,
        )
        self._duration = Histogram(
            "jeugdregio_request_seconds",
            "How long a request took, in seconds.",
            ("operation",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._decisions = Counter(
            "jeugdregio_decisions",
            "Decisions, by region and verdict.",
            ("region", "verdict"),
            registry=self._registry,
        )
        self._findings = Counter(
            "jeugdregio_findings",
            "What rules found, by region, rule and verdict.",
            ("region", "rule", "verdict"),
            registry=self._registry,
        )
        self._asked = cache(self._requests.labels)
        self._lasting = cache(self._duration.labels)
        self._retries = Counter(
            "jeugdregio_store_retries",
            "Transactions that were run again, by what was in the way.",
            ("reason",),
            registry=self._registry,
        )

    def request(self, deed: Deed, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        operation = self._known(deed.operation)
        self._asked(operation, status).inc()
        self._lasting(operation).observe(seconds)
        for code in deed.codes:
            self._errors.labels(code).inc()

    def decision(self, decision: Decision) -> None:
        """Count a decision, and what each rule found."""
        region = decision.given.region
        self._decisions.labels(region, decision.verdict.value).inc()
        for finding in decision.findings:
            self._findings.labels(region, finding.rule.code, finding.verdict.value).inc()

    def retry(self, reason: str) -> None:
        """Count a transaction that is run again."""
        self._retries.labels(reason).inc()

    def gauge(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """Have something read whenever the metrics are asked for, in a thread."""
        self._gauges.register(_Gauge(name, meaning, read))

    async def respond(self, _request: Request) -> Response:
        """The metrics of this process, or of all processes that count together."""
        counted = self._registry
        if os.environ.get(SHARED_FOLDER):
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
        read = await beside(generate_latest, self._gauges)
        return Response(generate_latest(counted) + read, media_type=CONTENT_TYPE_LATEST)

    def _known(self, name: str) -> str:
        if not name:
            return "anonymous"
        if name not in self._names and len(self._names) >= MOST_NAMES:
            return "other"
        self._names.add(name)
        return name
