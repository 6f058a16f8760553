"""What an early version stored is all there after the way up, and the work on it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import Session
from tests.support.asking import Asker
from tests.support.counter import Counter, posting, service
from tests.support.databases import BOTH, Databases
from tests.support.office import Clock
from tests.support.violations import violations

from jeugdregio_core.casework import steps
from jeugdregio_core.store import migrations
from jeugdregio_core.store.audit import Head
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.transaction import Store, open_store

REGION = "westfriesland"
HEAD = Head(REGION, 22, "485fdf8cd5bafb6f20c18d3c39f122f2d0a498b45e2b37fe2f3a1cc02fd6b1a7")
"""The newest line of the log in the database of that time, as its administrator kept it."""

both = pytest.mark.parametrize("kind", BOTH)


@contextmanager
def _brought_up(databases: Databases, kind: str, revision: str) -> Iterator[Store]:
    """A database of this revision, with what was in it then, brought to this program."""
    held = (Path(__file__).parent / "first_release" / f"{revision}.sql").read_text("utf-8")

    def fill(session: Session) -> None:
        connection = session.connection()
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
        for statement in held.split(";\n"):
            connection.exec_driver_sql(statement)

    with databases.empty(kind) as url, open_store(url) as store:
        migrations.upgrade(store, revision)
        store.write((), fill)
        migrations.upgrade(store)
        yield store


@both
def test_providers_of_the_first_version_are_found(databases: Databases, kind: str) -> None:
    with _brought_up(databases, kind, "0001") as store:
        given = {"region": REGION, "segment": "B", "profile": "1", "on": "2026-03-02"}
        found = Asker(service(store)).contract("provider_finder", **given)
        assert [edge["node"] for edge in found["providers"]["edges"]] == [
            {
                "name": "Zorg Noord",
                "agbCode": "01234567",
                "website": None,
                "availability": {"waitingDays": 21, "asOf": "2026-02-01"},
                "contracts": [
                    {
                        "segment": {"code": "B"},
                        "arrangements": [
                            {"code": "501PE"},
                            {"code": "501IN"},
                            {"code": "501DL"},
                            {"code": "501DZ"},
                        ],
                        "period": {"first": "2025-07-01", "last": None},
                    }
                ],
            }
        ]


FILE = """query ($asOf: DateTime) {
  clientFile(region: "westfriesland", reference: "K-001", asOf: $asOf) {
    client { birthDate municipality { name } documents { kind author version } }
    referrals { receivedOn status requests { kind status decisions { verdict } } }
    allocations {
      number start end status changesSoFar intensity { code } provider { code }
      versions { version status codes { intensity } }
      deliveries { kind on }
      outcomes { measure value measuredOn }
    }
  }
}"""


@both
def test_a_file_of_the_first_release_is_read_as_it_was_kept(
    databases: Databases, kind: str
) -> None:
    with _brought_up(databases, kind, "0007") as store:
        api = Asker(service(store, Clock()))
        assert api.ask(FILE)["clientFile"] == {
            "client": {
                "birthDate": "2014-05-01",
                "municipality": {"name": "Hoorn"},
                "documents": [{"kind": "PERSPECTIEFPLAN", "author": "AANBIEDER", "version": 1}],
            },
            "referrals": [
                {
                    "receivedOn": "2026-03-01",
                    "status": "ALLOCATED",
                    "requests": [
                        {
                            "kind": "NEW",
                            "status": "ALLOCATED",
                            "decisions": [{"verdict": "ALLOWED"}, {"verdict": "ALLOWED"}],
                        }
                    ],
                }
            ],
            "allocations": [
                {
                    "number": 1,
                    "start": "2026-04-01",
                    "end": "2026-09-30",
                    "status": "STARTED",
                    "changesSoFar": 1,
                    "intensity": {"code": "IN"},
                    "provider": {"code": "noord"},
                    "versions": [
                        {"version": 1, "status": "ALLOCATED", "codes": {"intensity": "PE"}},
                        {"version": 2, "status": "STARTED", "codes": {"intensity": "PE"}},
                        {"version": 3, "status": "STARTED", "codes": {"intensity": "IN"}},
                    ],
                    "deliveries": [{"kind": "START", "on": "2026-04-01"}],
                    "outcomes": [{"measure": "UITVAL", "value": 0, "measuredOn": "2026-05-02"}],
                }
            ],
        }
        then = api.ask(FILE, asOf="2026-04-02T23:00:00Z")["clientFile"]
        assert [a["intensity"]["code"] for a in then["allocations"]] == ["PE"]


@both
def test_the_work_on_a_file_of_the_first_release_goes_on(databases: Databases, kind: str) -> None:
    with _brought_up(databases, kind, "0007") as store:
        clock = Clock()
        clock.set(2026, 6, 2)
        counter = Counter(store, REGION, clock, post=posting(service(store, clock)))
        place = {"municipality": "0405", "number": 1}
        second = counter.do(steps.request_change, intensity="PE", start="2026-07-01", **place)
        assert "REFUSED_BY_RULE" in {str(problem.code) for problem in second.problems}
        stop = {"kind": "STOP", "on": "2026-06-01", "reason": "31"}
        told = counter.do(steps.record_delivery, **place, **stop)
        assert told.made["allocation"]["status"] == "ENDED", told.problems
        assert violations(counter) == []
        assert counter.see(lambda session: verify(session, REGION, HEAD)).problems == ()
