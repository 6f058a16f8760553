"""Whatever a step asks of the database, an index answers: no table is read from end to end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from tests.support.office import Office
from tests.support.scenes import SCENES, allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.store.transaction import open_store

Asked = list[tuple[str, Any]]


@contextmanager
def _listening(*engines: Engine) -> Iterator[Asked]:
    """Every statement that reads or changes rows, as the database got it."""
    heard: Asked = []

    def hear(_c: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if re.match("(?i)select|update|delete", statement):
            heard.append((statement, parameters))

    for engine in engines:
        event.listen(engine, "before_cursor_execute", hear)
    yield heard
    for engine in engines:
        event.remove(engine, "before_cursor_execute", hear)


def _every_step(office: Office) -> None:
    referral = referred(office)
    referred(office, provider="noord")
    office.do(steps.record_document, client="K-001", kind="BEHANDELPLAN", author="AANBIEDER")
    disputed = asked(office, referral, intensity="INTENSIEF").ids["request"]
    settling = {"consultedOn": "2026-03-02", "agreed": True}
    office.do(steps.settle_dispute, request=disputed, **settling)
    answered(office, disputed, "INVESTIGATE")
    answered(office, disputed, overruleBecause="Eens.")
    told = allocated(office, referred(office, "K-2"), start="2026-03-01")
    place = of(told)
    office.do(steps.record_delivery, kind="START", on="2026-03-02", **place)
    office.do(steps.record_outcome, measure="UITVAL", value=1, measuredOn="2026-03-02", **place)
    extends = {"extends": place["number"], "end": "2026-12-31"}
    office.do(
        steps.request_allocation,
        referral=referred(office, "K-2"),
        extends=extends["extends"],
        request={"end": extends["end"]},
    )
    office.do(steps.request_change, intensity="INTENSIEF", start="2026-05-01", **place)
    other = referred(office, "K-3")
    asked(office, other)
    office.do(steps.withdraw_referral, referral=other)


def test_no_step_reads_a_whole_table(sqlite_database: str) -> None:
    with open_store(sqlite_database) as store:
        office = Office(store, "aa_zawa")
        SCENES["aa_zawa"].open(office)
        with _listening(store.engines.writer, store.engines.reader) as heard:
            _every_step(office)
        assert len(heard) > 100
        scans = {
            (statement, line)
            for statement, parameters in dict(heard).items()
            for line in _plan(store.engines.reader, statement, parameters)
            if line.startswith("SCAN")
        }
        assert scans == set()


def _plan(engine: Engine, statement: str, parameters: Any) -> list[str]:
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [str(row[3]) for row in rows]


def test_a_question_without_an_index_would_be_found(sqlite_database: str) -> None:
    with open_store(sqlite_database) as store:
        plan = _plan(store.engines.reader, "SELECT * FROM client WHERE birth_date = ?", ("x",))
    assert any(line.startswith("SCAN") for line in plan)
