"""A service answers with the tables that the organisation loaded while it runs."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from tests.support.counter import Counter
from tests.support.office import registry
from tests.support.own_tables import Organisation
from tests.support.reading import listening
from tests.support.scenes import asked, referred

from jeugdregio_api.current import FRESH_SECONDS

CODE = "502PE"
RULE = "westfriesland-07"


@pytest.fixture
def organisation(counter: Counter, tmp_path: Path) -> Organisation:
    """Who loads tables, in a process of its own."""
    return Organisation(counter.store, registry(), "westfriesland", tmp_path)


def _load(organisation: Organisation) -> None:
    made = organisation.load_csv(
        "arrangementen",
        "segment;profiel;intensiteit;productcode;productcategorie;vanaf",
        f"B;2;PE;{CODE};50;01-07-2025",
    )
    assert not made.problems


def _verdicts(counter: Counter, product: str) -> Any:
    """What the rule about codes finds when this product is asked for."""
    referral = referred(counter, f"K-{product}")
    step = asked(counter, referral, profile="2", product=product, dryRun=True).decision
    assert step
    return {f["verdict"] for f in step["findings"] if f["rule"]["code"] == RULE}


def test_a_step_is_decided_with_the_code_that_was_just_loaded(
    counter: Counter, organisation: Organisation
) -> None:
    assert _verdicts(counter, CODE) == {"NOTICE"}
    _load(organisation)
    assert _verdicts(counter, CODE) == {"PASSED"}
    assert _verdicts(counter, "599ZZ") == {"REFUSED"}


def test_a_tariff_is_shown_as_soon_as_it_is_loaded(
    counter: Counter, organisation: Organisation
) -> None:
    query = """{ region(code: "westfriesland") { profileSet(on: "2026-03-02") { components {
        code tariff(on: "2026-03-02") {
          amountCents per reason source { document passage confidence } } } } } }"""

    def tariff(code: str) -> Any:
        held = counter.post({"query": query}).json()["data"]["region"]["profileSet"]
        return next(one["tariff"] for one in held["components"] if one["code"] == code)

    before = tariff("VERVOER")
    assert (before["amountCents"], before["source"]) == (None, None)
    assert before["reason"]
    made = organisation.load_csv(
        "tarieven", "code;bedrag;per;vanaf;bron", "VERVOER;12,50;per maand;01-07-2025;Besluit 3"
    )
    assert not made.problems
    time.sleep(FRESH_SECONDS)
    assert tariff("VERVOER") == {
        "amountCents": 1250,
        "per": "MAAND",
        "reason": None,
        "source": {"document": "Besluit 3", "passage": "tabel tarieven", "confidence": "SOURCE"},
    }


def test_one_statement_looks_for_the_tables_of_all_regions(
    counter: Counter, organisation: Organisation
) -> None:
    _load(organisation)
    time.sleep(FRESH_SECONDS)
    counter.post({"query": "{ regions { code } }"})
    time.sleep(FRESH_SECONDS)
    with listening(counter.store.engines.reader) as heard:
        answer = counter.post({"query": "{ regions { code } }"}).json()
    assert len(answer["data"]["regions"]) > 1
    assert len([said for said, _ in heard if "load_batch" in said]) == 1
