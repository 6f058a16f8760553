"""Every step leaves lines of what it made, changed and saw of a person."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlmodel import col
from tests.support import stored
from tests.support.office import ACCESS, Office
from tests.support.scenes import allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.casework.phase_out import due_for_conversion
from jeugdregio_core.store import tables
from jeugdregio_core.store.audit_check import verify


def _lines(office: Office) -> list[tables.AuditLine]:
    return office.see(stored.rows(tables.AuditLine, col(tables.AuditLine.sequence)))  # type: ignore[no-any-return]


def _new_lines(office: Office, step: Any) -> Counter[str]:
    before = len(_lines(office))
    step()
    return Counter(f"{line.action} {line.object_type}" for line in _lines(office)[before:])


def test_every_step_says_what_it_did(aa_zawa: Office) -> None:
    told: dict[str, Any] = {}

    def does(name: str, step: Any) -> Counter[str]:
        return _new_lines(aa_zawa, lambda: told.update({name: step()}))

    assert does("referral", lambda: referred(aa_zawa)) == Counter(
        ["CREATE client", "CREATE referral"]
    )
    assert does("again", lambda: referred(aa_zawa)) == Counter(["READ client", "CREATE referral"])
    assert does("moved", lambda: referred(aa_zawa, client={"municipality": "0362"})) == Counter(
        ["UPDATE client", "CREATE referral"]
    )
    assert does(
        "request", lambda: asked(aa_zawa, told["referral"], intensity="INTENSIEF")
    ) == Counter(
        [
            "UPDATE referral",
            "READ client",
            "CREATE request",
            "CREATE decision",
            "CREATE dispute",
        ]
    )
    request = told["request"].ids["request"]
    settling = {"consultedOn": "2026-03-02", "agreed": True}
    assert does(
        "dispute", lambda: aa_zawa.do(steps.settle_dispute, request=request, **settling)
    ) == Counter(["UPDATE dispute"])
    assert does("answer", lambda: answered(aa_zawa, request, overruleBecause="Eens.")) == Counter(
        [
            "READ client",
            "CREATE decision",
            "CREATE allocation",
            "UPDATE request",
            "UPDATE referral",
        ]
    )
    aa_zawa.clock.set(2026, 4, 6)
    place = of(told["answer"])
    assert does(
        "start",
        lambda: aa_zawa.do(steps.record_delivery, kind="START", on="2026-04-06", **place),
    ) == Counter(["CREATE delivery", "UPDATE allocation"])
    assert does(
        "document", lambda: aa_zawa.do(steps.record_document, client="K-001", kind="BEHANDELPLAN")
    ) == Counter(["CREATE document"])
    measured = {"measure": "UITVAL", "value": 1, "measuredOn": "2026-04-06"}
    assert does(
        "outcome", lambda: aa_zawa.do(steps.record_outcome, **place, **measured)
    ) == Counter(["CREATE outcome"])


def test_a_line_names_the_asker_the_client_and_the_operation_and_holds_no_facts(
    office: Office,
) -> None:
    referral = referred(office, "K-007", client={"birthDate": "2014-05-17"})
    asked(office, referral)
    lines = _lines(office)
    assert {line.actor for line in lines} == {"medewerker-1"}
    assert {line.role for line in lines} == {"MUNICIPALITY"}
    assert {line.pseudonym for line in lines} == {office.see(stored.pseudonym("K-007"))}
    assert {line.operation for line in lines} == {"createReferral", "requestAllocation"}
    assert {line.at for line in lines} == {office.clock.at}
    assert "2014" not in "".join(str(line.model_dump(exclude={"at"})) for line in lines)


def test_a_declined_step_leaves_lines_of_what_was_seen_only(office: Office) -> None:
    referral = referred(office, referrer="ZELF")
    request = asked(office, referral).ids["request"]
    assert _new_lines(office, lambda: answered(office, request)) == Counter(["READ client"])
    assert _new_lines(office, lambda: asked(office, referral)) == Counter()


def test_an_answer_that_is_given_again_is_no_new_deed(office: Office) -> None:
    referral = referred(office, idempotencyKey="k")
    assert not _new_lines(office, lambda: referred(office, idempotencyKey="k"))
    assert referral


def test_help_that_is_due_for_conversion_is_seen_line_by_line(office: Office) -> None:
    office.clock.set(2025, 6, 2)
    given = {"intensity": "A", "start": "2025-06-03", "end": "2026-12-31"}
    for number in range(3):
        allocated(office, referred(office, f"K-{number}", receivedOn="2025-06-01"), **given)
    office.clock.set(2026, 3, 2)

    def looked() -> None:
        office.desk.look(ACCESS, "phaseOut", office.region, lambda w: due_for_conversion(w, w.day))

    assert _new_lines(office, looked) == Counter({"READ allocation": 3})


def test_the_log_of_a_whole_life_cycle_is_one_chain(office: Office) -> None:
    referral = referred(office)
    place = of(allocated(office, referral))
    office.do(steps.request_change, intensity="IN", start="2026-05-01", **place)
    found = office.see(lambda session: verify(session, office.region))
    assert found.intact
    assert found.head.sequence == len(_lines(office)) > 10
