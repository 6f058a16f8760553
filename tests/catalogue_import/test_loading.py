"""Loading is all or nothing, says per line what it does, and overrides no source in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, col, select
from tests.support.own_tables import BESLUIT, MORNING, Organisation, problems, workbook

from jeugdregio_core.own_tables import keeping, loading
from jeugdregio_core.own_tables.plan import Plan, plan
from jeugdregio_core.own_tables.report import outcome, told
from jeugdregio_core.own_tables.tables import tables_of
from jeugdregio_core.store.errors import Conflict
from jeugdregio_core.store.tables import AuditLine, LoadBatch

Organisations = Callable[[str], Organisation]

HEADING = "spic;bedrag;per;vanaf;tot en met"
FIRST = "B-1-PERSPECTIEF;1.000,00;traject;01-01-2025;31-12-2025"
SECOND = "B-1-INTENSIEF;2.000,00;traject;01-01-2025;"


@pytest.fixture
def there(organisation: Organisations) -> Organisation:
    return organisation("aa_zawa")


def _said(there: Organisation, made: Plan) -> list[str]:
    return list(told(made, tables_of(there.rulebook)))


def test_every_line_is_told_and_kept_with_its_document(there: Organisation) -> None:
    made = there.load_csv("tarieven", HEADING, FIRST, SECOND)
    assert _said(there, made) == [
        "tarieven, regel 2: nieuw: B-1-PERSPECTIEF, 1 januari 2025 tot en met 31 december 2025; "
        "bedrag 1000,00; voor het hele traject.",
        "tarieven, regel 3: nieuw: B-1-INTENSIEF, vanaf 1 januari 2025; bedrag 2000,00; "
        "voor het hele traject.",
        "2 nieuw, 0 gewijzigd, 0 vervallen, 0 ongewijzigd.",
    ]
    assert outcome(made, dry_run=False) == "Alles is opgeslagen."
    assert [(row.document, row.loaded_at) for row in there.rows()] == [(BESLUIT, MORNING)] * 2


def test_loading_leaves_a_line_in_the_audit_log(there: Organisation) -> None:
    there.load_csv("tarieven", HEADING, FIRST)

    def look(session: Session) -> list[tuple[str, str, str]]:
        lines = session.exec(select(AuditLine)).all()
        return [(line.actor, line.operation, line.object_type) for line in lines]

    assert there.store.read(look) == [("beheerder-1", "catalogue import", "tables")]


def test_a_trial_stores_nothing(there: Organisation) -> None:
    made = there.load_csv("tarieven", HEADING, FIRST, dry_run=True)
    assert len(made.changes) == 1
    assert outcome(made, dry_run=True) == "Dit was een proef: er is niets opgeslagen."
    assert there.rows() == []


def test_one_wrong_line_keeps_every_line_out(there: Organisation) -> None:
    made = there.load_csv("tarieven", HEADING, FIRST, "B-12-PERSPECTIEF;1,00;traject;01-01-2025;")
    (said,) = problems(made)
    assert said.startswith("tarieven, regel 3: Arrangement of dienst B-12-PERSPECTIEF bestaat niet")
    assert said.endswith("noem die dan: aa_zawa-2018, aa_zawa-zawa-2022.")
    assert there.rows() == []


def test_the_same_file_again_changes_nothing(there: Organisation) -> None:
    there.load_csv("tarieven", HEADING, FIRST, SECOND)
    stamp = there.current().stamp
    again = there.load_csv("tarieven", HEADING, FIRST, SECOND, now=MORNING + timedelta(days=1))
    assert (again.changes, again.unchanged) == ((), 2)
    assert outcome(again, dry_run=False) == "Er verandert niets; er is niets opgeslagen."
    assert there.current().stamp == stamp
    assert there.store.read(lambda s: len(s.exec(select(LoadBatch.id)).all())) == 1


def test_another_content_is_another_stamp(there: Organisation) -> None:
    there.load_csv("tarieven", HEADING, FIRST)
    before = there.current().stamp
    there.load_csv("tarieven", HEADING, FIRST.replace("1.000", "1.001"))
    after = there.current().stamp
    assert len({there.rulebook.stamp.hash, before.hash, after.hash}) == 3


def test_a_correction_takes_the_place_of_what_it_corrects_and_says_so(there: Organisation) -> None:
    there.load_csv("tarieven", HEADING, FIRST, SECOND)
    made = there.load_csv("tarieven", HEADING, FIRST.replace("1.000,00", "1.100,00"))
    assert _said(there, made) == [
        "tarieven, regel 2: gewijzigd: B-1-PERSPECTIEF, 1 januari 2025 tot en met "
        "31 december 2025; bedrag was 1000,00, wordt 1100,00.",
        "0 nieuw, 1 gewijzigd, 0 vervallen, 0 ongewijzigd.",
    ]
    assert [row.cells["amount"] for row in there.rows()] == [200000, 110000]


def test_what_was_loaded_before_is_kept_for_ever(there: Organisation) -> None:
    there.load_csv("tarieven", HEADING, FIRST)
    there.load_csv("tarieven", HEADING, FIRST.replace("1.000", "1.100"))

    def look(session: Session) -> list[object]:
        batches = session.exec(select(LoadBatch).order_by(col(LoadBatch.loaded_at))).all()
        states = [keeping.Version(batch.id, batch.loaded_at) for batch in batches]
        return [row.cells["amount"] for s in states for row in keeping.rows_of(session, s)]

    assert there.store.read(look) == [100000, 110000]


def test_a_clock_that_runs_behind_does_not_undo_a_later_load(there: Organisation) -> None:
    there.load_csv("tarieven", HEADING, FIRST)
    there.load_csv("tarieven", HEADING, SECOND, now=MORNING - timedelta(hours=1))
    assert len(there.rows()) == 2


def test_a_new_year_goes_after_the_old_one(there: Organisation) -> None:
    there.load_csv("tarieven", HEADING, FIRST, SECOND)
    next_year = FIRST.replace("2025", "2026").replace("1.000", "1.050")
    assert problems(there.load_csv("tarieven", HEADING, next_year)) == []
    held = there.current().profile_set_on(date(2026, 1, 1))
    spic = held.arrangement("B", "1", "PERSPECTIEF")
    assert spic is not None
    assert held.tariff(spic, date(2025, 12, 31)).amount_cents == 100000
    assert held.tariff(spic, date(2026, 1, 1)).amount_cents == 105000


def test_periods_that_overlap_are_refused_within_a_file_and_with_what_is_loaded(
    there: Organisation,
) -> None:
    overlapping = FIRST.replace("01-01-2025", "01-07-2025")
    (said,) = problems(there.load_csv("tarieven", HEADING, FIRST, overlapping))
    assert said == (
        "tarieven, regel 3: De periode (1 juli 2025 tot en met 31 december 2025) overlapt die van "
        "een andere rij over hetzelfde (1 januari 2025 tot en met 31 december 2025; regel 2). "
        "Geef de eerste rij een laatste dag."
    )
    there.load_csv("tarieven", HEADING, FIRST)
    (said,) = problems(there.load_csv("tarieven", HEADING, overlapping))
    assert f"eerder geladen uit {BESLUIT}" in said
    assert len(there.rows()) == 1


def test_one_tariff_under_two_names_is_still_two_tariffs(there: Organisation) -> None:
    there.load_csv(
        "arrangementen",
        "segment;profiel;intensiteit;productcode;vanaf",
        "B;1;PERSPECTIEF;B1P;01-01-2018",
        overrule=True,
        replace=True,
    )
    made = there.load_csv("tarieven", HEADING, FIRST, FIRST.replace("B-1-PERSPECTIEF", "B1P"))
    (said,) = problems(made)
    assert "Tarief van B1P: er is al een tarief 1 januari 2025 tot en met" in said


def test_rows_disappear_only_when_that_is_asked_for(there: Organisation) -> None:
    there.load_csv("tarieven", HEADING, FIRST, SECOND)
    assert there.load_csv("tarieven", HEADING, FIRST).changes == ()
    made = there.load_csv("tarieven", HEADING, FIRST, replace=True)
    assert _said(there, made)[0] == ("tarieven: vervallen: B-1-INTENSIEF, vanaf 1 januari 2025.")
    assert [row.key for row in there.rows()] == ["B-1-PERSPECTIEF|"]
    there.load_csv("tarieven", HEADING, replace=True)
    assert there.rows() == []
    assert there.current().stamp == there.rulebook.stamp


def test_a_workbook_loads_tables_that_rest_on_each_other(organisation: Organisations) -> None:
    there = organisation("friesland")
    file = workbook(
        there.folder / "tabellen.xlsx",
        Tarieven=[
            ["PIC", "Bedrag", "Per", "Geldig vanaf"],
            ["A1", 1234.5, "traject", date(2026, 1, 1)],
        ],
        Arrangementen=[
            ["Perceel", "Profiel", "Intensiteit", "Code", "Ingangsdatum", "Bron"],
            ["SJH", "A", 1, "A1", date(2026, 1, 1), "PIC-lijst 2026"],
        ],
        Toelichting=[["Dit blad is voor mensen."]],
    )
    assert problems(there.load(file)) == []
    assert {row.document for row in there.rows()} == {BESLUIT, "PIC-lijst 2026"}
    held = there.current().profile_set_on(date(2026, 1, 1))
    pic = held.arrangement("SJH", "A", "1")
    assert pic is not None
    assert held.tariff(pic, date(2026, 1, 1)).amount_cents == 123450
    assert there.current().profile_set_on(date(2025, 12, 31)).arrangements == ()


def test_a_row_that_contradicts_a_source_is_refused_with_both_values(
    organisation: Organisations,
) -> None:
    there = organisation("westfriesland")
    heading = "eerste;tweede;mag;voorwaarde;vanaf"
    made = there.load_csv("stapelen", heading, "B;C;nee;;01-07-2025", "B;V;ja;;01-07-2025")
    (said,) = problems(made)
    assert said.startswith("stapelen, regel 2: B naast C is al bekend: mag samen (Informatie")
    assert said.endswith(f"De tabel zegt mag niet samen ({BESLUIT}, tabel stapelen).")
    assert made.problems[0].overrulable
    assert there.rows() == []


def test_a_source_is_overruled_only_when_asked_and_that_stays_visible(
    organisation: Organisations,
) -> None:
    there = organisation("westfriesland")
    heading = "eerste;tweede;mag;voorwaarde;vanaf"
    lines = (heading, "B;C;nee;;01-01-2026", "B;V;ja;;01-07-2025")
    made = there.load_csv("stapelen", *lines, overrule=True)
    assert _said(there, made)[0].endswith("; mag mag niet. Gaat voor wat de bron zegt.")
    assert [(row.key, row.overrules) for row in there.rows()] == [("B|C", True), ("B|V", False)]
    before, after = (there.current().stacking_on(day) for day in (DAY_BEFORE, DAY))
    assert before is not None
    assert after is not None
    assert before.term("B", "C").code == "westfriesland-11"
    term = after.term("C", "B")
    assert term.code == "westfriesland-11-B-C"
    assert term.source is not None
    assert "in plaats van mag samen (Informatiesessie" in str(term.source)
    again = there.load_csv("stapelen", *lines)
    assert (problems(again), again.changes) == ([], ())


DAY_BEFORE, DAY = date(2025, 12, 31), date(2026, 1, 1)


def test_a_load_that_was_decided_on_an_older_state_is_decided_again(
    there: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile = [SECOND]

    def slow(*arguments: Any) -> Plan:
        made = plan(*arguments)
        if meanwhile:
            there.load_csv("tarieven", HEADING, meanwhile.pop())
        return made

    monkeypatch.setattr(loading, "plan", slow)
    there.load_csv("tarieven", HEADING, FIRST)
    assert [row.key for row in there.rows()] == ["B-1-INTENSIEF|", "B-1-PERSPECTIEF|"]


def test_a_load_that_keeps_coming_too_late_says_so(
    there: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "_state", lambda *_: (keeping.Version(uuid4()), []))
    with pytest.raises(Conflict):
        there.load_csv("tarieven", HEADING, FIRST)


def test_the_tables_of_one_region_are_not_those_of_another(organisation: Organisations) -> None:
    there, elsewhere = organisation("aa_zawa"), organisation("zhz")
    there.load_csv("tarieven", HEADING, FIRST)
    assert elsewhere.rows() == []
    assert elsewhere.current().stamp == elsewhere.rulebook.stamp
