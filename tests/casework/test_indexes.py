"""Whatever a step asks of the database, an index answers: no table is read from end to end."""

from __future__ import annotations

import re

from tests.support.office import Office
from tests.support.plans import whole_tables
from tests.support.reading import listening
from tests.support.scenes import SCENES, allocated, answered, asked, of, referred

from jeugdregio_core.casework import steps
from jeugdregio_core.store.transaction import Store


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


def test_no_step_reads_a_whole_table(store: Store) -> None:
    office = Office(store, "aa_zawa")
    SCENES["aa_zawa"].open(office)
    with listening(store.engines.writer, store.engines.reader) as heard:
        _every_step(office)
    asked = {said: given for said, given in heard if re.match("(?i)select|update|delete", said)}
    assert len(asked) > 30
    scans = {
        (said, line)
        for said, given in asked.items()
        for line in whole_tables(store.engines.reader, said, given)
    }
    assert scans == set()


def test_a_question_without_an_index_would_be_found(store: Store) -> None:
    engine = store.engines.reader
    assert whole_tables(engine, "SELECT * FROM client WHERE birth_date = '2000-01-01'", ())
