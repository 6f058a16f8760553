"""Every process uses what was loaded at once, and inside a write that of its own transaction."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlmodel import Session
from tests.support.own_tables import MORNING, Organisation

from jeugdregio_core.errors import UnknownRegion
from jeugdregio_core.guard import Guard
from jeugdregio_core.model.period import since
from jeugdregio_core.own_tables.keeping import Load, keep
from jeugdregio_core.own_tables.rows import Row

Organisations = Callable[[str], Organisation]

HEADING = "segment;profiel;intensiteit;productcode;vanaf"
PIC = "SJH;A;1;A1;01-01-2024"


@pytest.fixture
def there(organisation: Organisations) -> Organisation:
    return organisation("friesland")


def _codes(guard: Guard) -> list[str]:
    held = guard.rulebook.profile_set_on(date(2026, 1, 1))
    return [arrangement.code for arrangement in held.arrangements]


def test_without_tables_a_region_is_what_its_sources_state(there: Organisation) -> None:
    guard = there.guards()("friesland")
    assert guard.rulebook is there.rulebook
    assert guard.seconds == 1.0


def test_a_region_that_is_not_installed_is_named(there: Organisation) -> None:
    with pytest.raises(UnknownRegion, match="atlantis"):
        there.guards()("atlantis")


def test_a_process_that_runs_sees_what_another_loads(
    there: Organisation, database: str, tmp_path: Path
) -> None:
    guards = there.guards()
    before = guards("friesland")
    file = tmp_path / "arrangementen.csv"
    file.write_text(f"{HEADING}\n{PIC}\n", "utf-8")
    program = Path(sys.executable).with_name("jeugdregio")
    command = [str(program), "catalogue", "import", "friesland", str(file), "--database", database]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "arrangementen, regel 2: nieuw: SJH, A, 1, vanaf 1 januari 2024; productcode A1.\n"
        "1 nieuw, 0 gewijzigd, 0 vervallen, 0 ongewijzigd.\n"
        "Alles is opgeslagen.\n"
    )
    after = guards("friesland")
    assert after.rulebook.stamp.hash != before.rulebook.stamp.hash
    assert _codes(after) == ["A1"]


def test_a_guard_stays_the_same_until_something_is_loaded(there: Organisation) -> None:
    there.load_csv("arrangementen", HEADING, PIC)
    guards = there.guards()
    guard = guards("friesland")
    guard.overruns = 2
    assert guards("friesland") is guard
    there.load_csv("arrangementen", HEADING, PIC.replace("A1", "A01"))
    assert guards("friesland") is not guard
    assert guards("friesland").overruns == 2


def test_the_database_is_not_asked_for_every_question(there: Organisation) -> None:
    asked = []
    event.listen(there.store.engines.reader, "begin", lambda connection: asked.append(connection))
    guards = there.guards(fresh_seconds=60)
    for _ in range(5):
        guards("friesland")
    assert len(asked) == 1
    there.load_csv("arrangementen", HEADING, PIC)
    before = len(asked)
    assert guards("friesland").rulebook is there.rulebook
    assert len(asked) == before


def test_within_a_transaction_the_tables_are_those_of_that_transaction(
    there: Organisation,
) -> None:
    guards = there.guards(fresh_seconds=60)
    guards("friesland")
    there.load_csv("arrangementen", HEADING, PIC)

    def work(session: Session) -> tuple[bool, bool]:
        fresh = guards.within(session, "friesland")
        before = _codes(fresh)
        asked = Load(region="friesland", document="D", by="b", moment=MORNING, new_id=uuid4)
        keep(session, asked, [])
        own = guards.within(session, "friesland")
        return before == ["A1"], own.rulebook is there.rulebook

    assert there.store.rehearse((), work) == (True, True)
    assert _codes(there.guards()("friesland")) == ["A1"]


def test_a_row_that_no_longer_fits_is_left_out_and_told(
    there: Organisation, caplog: pytest.LogCaptureFixture
) -> None:
    there.load_csv("arrangementen", HEADING, PIC)
    gone = {
        "vreemd": Row(table="vreemd", key="x", cells={}, valid=since(2024), document="Oud besluit"),
        "arrangementen": Row(
            table="arrangementen",
            key="WEG|A|1",
            cells={"segment": "WEG", "profile": "A", "intensity": "1", "code": "W1"},
            valid=since(2024),
            document="Oud besluit",
        ),
    }
    asked = Load(region="friesland", document="D", by="b", moment=MORNING, new_id=uuid4)
    there.store.write((), lambda s: keep(s, asked, [*there.rows(), *gone.values()]))
    with caplog.at_level(logging.ERROR):
        guard = there.guards()("friesland")
    assert _codes(guard) == ["A1"]
    assert "2 of 3 loaded rows do not fit and are left out" in caplog.text
    again = there.load_csv("arrangementen", HEADING, PIC.replace("A1", "A01"))
    assert {problem.table for problem in again.problems} == {"vreemd", "arrangementen"}
    assert all("Eerder geladen uit Oud besluit" in p.message for p in again.problems)
