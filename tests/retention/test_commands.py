"""What a client may see, and what a keeper of files does, at the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import col
from tests.support import stored
from tests.support.lives import lived
from tests.support.office import PROVIDER, Office
from tests.support.reading import Reader
from tests.support.scenes import referred

from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.cli import main
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import access_log, tables
from jeugdregio_core.store.audit_check import verify
from jeugdregio_core.store.personal import PERSONAL

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, database: str) -> Run:
    """Runs ``jeugdregio`` on the database: its exit status and what it said."""
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", database)
    monkeypatch.setattr("getpass.getuser", lambda: "beheerder-1")

    def ran(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capsys.readouterr()
        return int(ended.value.code or 0), (printed.out + printed.err).strip()

    return ran


def _sheet(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(text), delimiter=";")]


def _newest(office: Office) -> tables.AuditLine:
    lines: Any = office.see(stored.rows(tables.AuditLine, col(tables.AuditLine.sequence)))
    return lines[-1]  # type: ignore[no-any-return]


def test_a_client_can_read_who_did_what_and_when(run: Run, office: Office) -> None:
    referred(office)
    referred(office, "K-002")
    status, said = run("audit", "export", "aa_zawa", "--client", "K-001")
    assert status == 0
    first, second = _sheet(said)
    assert first == {
        "wanneer": "02-03-2026 13:00:00",
        "wie": "medewerker-1",
        "rol": "gemeente",
        "namens": "onbekend",
        "wat": "vastgelegd",
        "met": "gegevens van de jeugdige",
        "waarvoor": "jeugdhulp toewijzen en volgen",
        "uitkomst": "gelukt",
        "handeling": "createReferral",
    }
    assert second["met"] == "verwijzing"


def test_every_kind_of_thing_that_is_touched_has_a_dutch_name(run: Run, office: Office) -> None:
    lived(office)
    said = run("audit", "export", "aa_zawa", "--client", "K-001")[1]
    assert {row["met"] for row in _sheet(said)} <= set(access_log.OBJECTS.values())
    assert len({row["met"] for row in _sheet(said)}) == 9


def test_looking_into_the_log_is_in_the_log(run: Run, office: Office) -> None:
    referred(office)
    run("audit", "export", "aa_zawa", "--client", "K-001")
    line = _newest(office)
    assert (line.action, line.object_type, line.actor) == (
        AuditAction.READ,
        "audit_log",
        "beheerder-1",
    )
    assert (line.role, line.purpose, line.operation) == ("BEHEER", "INSPECTION", "audit export")
    again = _sheet(run("audit", "export", "aa_zawa", "--client", "K-001")[1])
    assert (again[-1]["wat"], again[-1]["met"]) == ("ingezien", "logboek")
    assert again[-1]["waarvoor"] == "inzage voor de jeugdige of de ouders"


def test_what_somebody_did_often_on_a_day_is_told_once(run: Run, office: Office) -> None:
    referred(office)
    reader = Reader(office)
    for _ in range(3):
        reader.referrals()
    office.clock.later(days=1)
    reader.referrals()
    said = run("audit", "export", "aa_zawa", "--client", "K-001", "--by-day")[1]
    looked = [(row["wanneer"], row["hoe vaak"]) for row in _sheet(said) if row["wat"] == "ingezien"]
    assert looked == [("02-03-2026", "3"), ("03-03-2026", "1")]


def test_the_log_is_also_told_in_the_fields_of_nen_7513(run: Run, office: Office) -> None:
    clerk = Actor("medewerker-2", PROVIDER.role, "noord")
    lived(office)
    Reader(office).referrals()
    office.desk.look(clerk, "lezen", "aa_zawa", lambda work: _look(work))
    said = run("audit", "export", "aa_zawa", "--client", "K-001", "--format", "json")[1]
    rows = json.loads(said)
    assert {row["nen7513"]["Event"]["EventActionCode"] for row in rows} == {"C", "R", "U"}
    told = rows[-1]["nen7513"]
    assert told["Users"] == [
        {
            "UserID": "medewerker-2",
            "UserIsRequestor": True,
            "RoleIDCode": "PROVIDER",
            "PurposeOfUse": "HELP",
        },
        {"UserID": "noord", "UserIsRequestor": False},
    ]
    assert told["Event"]["EventOutcomeIndicator"] == "8"
    assert told["Objects"] == [
        {
            "ParticipantObjectTypeCode": "client",
            "ParticipantObjectID": office.see(stored.pseudonym("K-001")),
        }
    ]
    assert rows[-1]["namens"] == "noord"
    assert rows[-1]["uitkomst"] == "niets getoond"


def _look(work: Any) -> None:
    from jeugdregio_core.casework import missed

    missed.client(work, "K-001")


def test_an_account_that_looks_like_a_formula_is_not_carried_out(run: Run, office: Office) -> None:
    referred(office)
    evil = Actor("=1+1", PROVIDER.role)
    office.desk.look(evil, "lezen", "aa_zawa", _look)
    said = run("audit", "export", "aa_zawa", "--client", "K-001")[1]
    assert _sheet(said)[-1]["wie"] == "'=1+1"


@pytest.mark.parametrize("command", ["audit", "file"])
def test_a_client_who_is_not_there_is_told_of_without_repeating_the_reference(
    run: Run, office: Office, command: str
) -> None:
    referred(office)
    status, said = run(command, "export", "aa_zawa", "--client", "123456782")
    assert (status, said) == (1, "Deze jeugdige is niet bekend in aa_zawa.")
    line = _newest(office)
    assert (line.outcome, line.pseudonym, line.object_id) == ("refused", None, "")


def test_a_region_that_is_not_here_gets_no_log_by_being_named(run: Run, office: Office) -> None:
    assert run("file", "export", "elders", "--client", "K-001")[0] == 1
    assert office.see(stored.rows(tables.AuditLine, region="elders")) == []


def test_a_client_can_have_everything_that_is_stored(run: Run, office: Office) -> None:
    lived(office)
    lived(office, "K-002")
    run("retention", "hold", "aa_zawa", "--client", "K-001", "--reason", "Er loopt een klacht.")
    whole = json.loads(run("file", "export", "aa_zawa", "--client", "K-001")[1])
    held = whole["tables"]
    assert held.keys() == PERSONAL.keys() - {"client_key"}
    assert all(held.values())
    assert held["client"][0]["birth_date"] == "2014-05-01"
    assert {row["reason"] for row in held["legal_hold"]} == {"Er loopt een klacht."}
    assert len(whole["access"]) > 10
    assert "K-002" not in json.dumps(whole)
    (key,) = office.see(stored.rows(tables.ClientKey))[:1]
    assert key.key not in json.dumps(whole)
    line = _newest(office)
    assert (line.action, line.object_type) == (AuditAction.READ, "file")


def test_files_that_are_due_are_listed_and_whoever_sees_them_is_written_down(
    run: Run, office: Office
) -> None:
    for number in (1, 2, 3):
        lived(office, f"K-{number}")
    lived(office, "K-4")
    referred(office, "K-4", client={"protectionMeasure": True})
    run("retention", "hold", "aa_zawa", "--client", "K-2", "--reason", "Klacht.")
    early = run("retention", "due", "--on", "2046-04-06")[1]
    assert early == (
        "Termijn loopt nog: 3. Termijn voorbij, maar vastgehouden: 0. "
        "Termijn onbekend, dus bewaard: 1."
    )
    told = run("retention", "due", "--on", "2046-04-07")[1].splitlines()
    assert sorted(told[:2]) == [
        "aa_zawa K-1: bewaard tot en met 2046-04-06.",
        "aa_zawa K-3: bewaard tot en met 2046-04-06.",
    ]
    assert told[2].startswith("Termijn loopt nog: 0. Termijn voorbij, maar vastgehouden: 1. ")
    lines: Any = office.see(stored.rows(tables.AuditLine, operation="retention due"))
    assert {line.pseudonym for line in lines} == {
        office.see(stored.pseudonym(name)) for name in ("K-1", "K-3")
    }


def test_a_dry_run_tells_what_would_go_in_numbers(run: Run, office: Office) -> None:
    lived(office)
    status, said = run("retention", "destroy", "--dry-run", "--on", "2046-04-07")
    assert status == 0
    assert said.splitlines()[0].startswith("Te vernietigen dossiers: 1, met ")
    assert "  decision: 2" in said.splitlines()
    assert said.endswith("Dit was een proef: er is niets opgeslagen.")
    assert "K-001" not in said


def test_what_is_due_today_is_destroyed(
    run: Run, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived(office)
    monkeypatch.setenv("JEUGDREGIO_RETENTION_FILE", "0")
    assert run("retention", "reckon") == (0, "Dossiers met een andere laatste dag: 1.")
    status, said = run("retention", "destroy", "--region", "aa_zawa")
    assert (status, said.splitlines()[0][:28]) == (0, "Vernietigde dossiers: 1, met")
    assert office.see(stored.rows(tables.Client)) == []
    assert office.see(lambda session: verify(session, "aa_zawa")).intact
    assert run("audit", "export", "aa_zawa", "--client", "K-001")[0] == 1


def test_nothing_is_destroyed_before_its_day_by_naming_a_later_one(
    run: Run, office: Office
) -> None:
    lived(office)
    status, said = run("retention", "destroy", "--on", "2046-04-07")
    assert (status, said) == (64, "Op een latere dag vernietigen kan nu alleen met --dry-run.")
    assert office.see(stored.rows(tables.Client))


def test_a_file_is_held_and_released(run: Run, office: Office) -> None:
    lived(office)
    about = ("aa_zawa", "--client", "K-001", "--reason")
    assert run("retention", "hold", *about, "Klacht.") == (0, "Het dossier wordt vastgehouden.")
    assert run("retention", "release", *about, "Klaar.") == (0, "Het dossier is losgelaten.")
    assert run("retention", "release", *about, "Klaar.")[1] == "Het dossier werd niet vastgehouden."
    assert run("retention", "hold", *about, " ") == (64, "Geef een reden.")
    gone = ("aa_zawa", "--client", "K-9", "--reason", "Klacht.")
    assert run("retention", "hold", *gone)[0] == run("retention", "release", *gone)[0] == 1


@pytest.mark.parametrize("deed", ["due", "destroy"])
def test_a_day_that_is_no_day_is_told(run: Run, deed: str) -> None:
    status, said = run("retention", deed, "--on", "morgen")
    assert (status, said) == (64, "'morgen' is geen datum. Schrijf bijvoorbeeld 2046-01-31.")


def test_a_term_that_cannot_be_right_stops_the_command(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JEUGDREGIO_RETENTION_FILE", "lang")
    status, said = run("retention", "due")
    assert status == 1
    assert said.startswith("De instelling JEUGDREGIO_RETENTION_FILE heeft de waarde 'lang'.")
