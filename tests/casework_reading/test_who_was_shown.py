"""Who looked into whose file is in the audit log before the answer is given."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.support.office import ACCESS, Office
from tests.support.reading import Reader, listening
from tests.support.scenes import allocated, asked, of, referred
from tests.support.stored import pseudonym, rows

from jeugdregio_core.casework.reading import allocations, referrals, requests
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store import tables

LOOK = Look(wanted={})


def _lines(office: Office) -> list[tables.AuditLine]:
    read = rows(tables.AuditLine, tables.AuditLine.sequence, operation="lezen")
    return office.see(read)  # type: ignore[no-any-return]


def test_one_line_for_every_client_on_the_page(office: Office, reader: Reader) -> None:
    for number in (1, 2, 3):
        referred(office, f"K-{number:03}")
    referred(office, "K-001")
    reader.referrals("status", first=3)
    search, *lines = _lines(office)
    assert (search.action, search.object_type) == (AuditAction.EXECUTE, "search")
    assert (search.object_id, search.pseudonym) == ("referrals", None)
    assert len(lines) == len({line.pseudonym for line in lines})
    shown = {item.client.reference for item in reader.referrals(first=3).items if item.client}
    assert {line.pseudonym for line in lines} == {office.see(pseudonym(one)) for one in shown}
    (kind,) = {(line.action, line.object_type, line.actor, line.role) for line in lines}
    assert kind == (AuditAction.READ, "client", ACCESS.subject, ACCESS.role)


def test_the_client_behind_the_last_item_is_not_written_down(
    office: Office, reader: Reader
) -> None:
    referred(office, "K-001")
    office.clock.later(seconds=1)
    referred(office, "K-002")
    assert reader.referrals(first=1).more
    seen = [line.pseudonym for line in _lines(office)]
    assert seen == [None, office.see(pseudonym("K-002"))]


def test_the_lines_of_a_page_are_stored_sixteen_at_a_time_or_all_at_once(
    office: Office, reader: Reader
) -> None:
    for number in range(20):
        referred(office, f"K-{number:03}")
    with listening(office.store.engines.writer) as heard:
        reader.referrals()
    inserts = [said for said, _ in heard if "INSERT INTO audit_line" in said]
    assert len(inserts) == (1 if office.store.engines.locks else 2)
    assert len(_lines(office)) == 1 + 20


def test_every_way_to_look_leaves_a_line(office: Office, reader: Reader) -> None:
    referral = referred(office)
    told = allocated(office, referral)
    request, place = told.ids["request"], of(told)

    def looked() -> int:
        return len([line for line in _lines(office) if line.pseudonym])

    ways = (
        lambda: reader.requests(),
        lambda: reader.allocations(),
        lambda: reader.file("K-001", "referrals"),
        lambda: reader.look(lambda work: referrals.one(work, referral, LOOK)),
        lambda: reader.look(lambda work: requests.one(work, request, LOOK)),
        lambda: reader.look(lambda work: allocations.one(work, look=LOOK, **place)),
    )
    for number, way in enumerate(ways, start=1):
        assert way() is not None
        assert looked() == number


def test_who_asks_for_what_they_do_not_get_leaves_a_line_without_what_was_asked(
    office: Office, reader: Reader
) -> None:
    referral = referred(office)
    other = Reader(Office(office.store, "friesland", office.clock))
    for text in (referral, "weg", "0b0e3a52-7b6c-4c5e-9f3a-0d2b6a1c4e5f"):
        assert other.look(lambda work, text=text: referrals.one(work, text, LOOK)) is None  # type: ignore[misc]
        assert other.look(lambda work, text=text: requests.one(work, text, LOOK)) is None  # type: ignore[misc]
    assert other.look(lambda work: allocations.one(work, "0405", 1, LOOK)) is None
    assert other.file("K-001", "referrals") is None
    lines = _lines(office)
    assert len(lines) == 3 * 2 + 2
    (said,) = {(line.region, line.action, line.outcome, line.object_id) for line in lines}
    assert said == ("friesland", AuditAction.READ, "refused", "")
    assert {line.pseudonym for line in lines} == {None}


def test_the_client_can_see_who_tried_to_look(office: Office, reader: Reader) -> None:
    """Of what is there and was not shown, the line names the client."""
    referral = referred(office)
    office.clock.set(2026, 4, 1)
    early = Look(wanted={}, known_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert reader.look(lambda work: referrals.one(work, referral, early)) is None
    (line,) = _lines(office)
    assert (line.outcome, line.pseudonym) == ("refused", office.see(pseudonym("K-001")))


def test_when_the_line_cannot_be_stored_nothing_is_shown(
    office: Office, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    referred(office)

    def away(*_: object) -> None:
        raise OSError("away")

    monkeypatch.setattr(office.store, "write", away)
    with pytest.raises(OSError, match="away"):
        reader.referrals()


def test_the_finder_is_about_nobody_and_leaves_no_line(office: Office, reader: Reader) -> None:
    asked(office, referred(office))
    assert reader.providers(contracted_on=office.clock.at.date()).items
    assert _lines(office) == []
