"""The finder tells who is contracted for this help on that day, and who can start soonest."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from tests.support.office import Office, contracted
from tests.support.reading import Reader

from jeugdregio_core.casework.reading.questions import BadQuestion
from jeugdregio_core.store import tables
from jeugdregio_core.store.transaction import Store

ON = date(2026, 3, 2)


@pytest.fixture
def reader(store: Store) -> Reader:
    """Reads of Westfriesland, where nobody is contracted yet."""
    return Reader(Office(store, "westfriesland"))


def _contract(reader: Reader, code: str, *items: tuple[str | None, ...], **given: Any) -> None:
    reader.office.add(contracted(reader.office.region, code, *items, **given))


def _waits(
    reader: Reader,
    code: str,
    days: int,
    as_of: date = ON,
    segment: str = "B",
    profile: str | None = None,
) -> None:
    def work(session: Any) -> None:
        from sqlmodel import select

        provider = session.exec(select(tables.Provider).where(tables.Provider.code == code)).one()
        session.add(
            tables.Availability(
                id=uuid4(),
                region=reader.office.region,
                provider_id=provider.id,
                segment=segment,
                profile=profile,
                waiting_days=days,
                as_of=as_of,
            )
        )

    reader.office.store.write((), work)


def _found(reader: Reader, **given: Any) -> list[str]:
    page = reader.providers(**{"contracted_on": ON, **given})
    return [provider.code for provider in page.items]


def test_who_can_start_soonest_comes_first_and_who_did_not_say_last(reader: Reader) -> None:
    for code in ("anna", "bram", "cato", "daan"):
        _contract(reader, code, ("B",))
    _waits(reader, "anna", 90)
    _waits(reader, "cato", 7)
    _waits(reader, "daan", 7)
    assert _found(reader, segment="B") == ["cato", "daan", "anna", "bram"]


def test_the_newest_report_counts(reader: Reader) -> None:
    for code in ("anna", "bram"):
        _contract(reader, code, ("B",))
        _waits(reader, code, 30)
    _waits(reader, "anna", 3, as_of=date(2026, 1, 1))
    _waits(reader, "bram", 60, as_of=date(2026, 3, 3))
    page = reader.providers("availability", segment="B", contracted_on=ON)
    waits = {
        p.code: p.availability and (p.availability.waiting_days, p.availability.as_of)
        for p in page.items
    }
    assert waits == {"anna": (30, ON), "bram": (60, date(2026, 3, 3))}
    assert list(waits) == ["anna", "bram"]


def test_what_is_said_of_a_profile_goes_before_its_segment(reader: Reader) -> None:
    for code in ("anna", "bram"):
        _contract(reader, code, ("B",))
    _waits(reader, "anna", 10)
    _waits(reader, "anna", 80, profile="3")
    _waits(reader, "bram", 40)
    assert _found(reader, segment="B", profile="3") == ["bram", "anna"]
    assert _found(reader, segment="B", profile="4") == ["anna", "bram"]
    assert _found(reader, segment="B") == ["anna", "bram"]


def test_a_wait_for_another_segment_says_nothing_of_this_one(reader: Reader) -> None:
    for code in ("anna", "bram"):
        _contract(reader, code, ("V",), ("C",))
    _waits(reader, "anna", 5, segment="C")
    _waits(reader, "bram", 50, segment="V")
    assert _found(reader, segment="V") == ["bram", "anna"]
    assert _found(reader, segment="C") == ["anna", "bram"]
    assert _found(reader) == ["anna", "bram"]


def test_a_contract_counts_from_its_first_day_up_to_its_last(reader: Reader) -> None:
    _contract(reader, "anna", ("B",), first=date(2026, 1, 1), last=date(2026, 6, 30))
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [_found(reader, contracted_on=day) for day in days] == [[], ["anna"], ["anna"], []]


def test_a_contract_without_a_profile_or_intensity_covers_all_of_them(reader: Reader) -> None:
    _contract(reader, "alles", ("B",))
    _contract(reader, "drie", ("B", "3"))
    _contract(reader, "licht", ("B", "3", "DL"))

    def asked(**given: str) -> set[str]:
        return {*_found(reader, **given)}

    assert asked(segment="B") == {"alles", "drie", "licht"}
    assert asked(segment="B", profile="3") == {"alles", "drie", "licht"}
    assert asked(segment="B", profile="2") == {"alles"}
    assert asked(segment="B", profile="3", intensity="PE") == {"alles", "drie"}
    assert asked(segment="B", intensity="DL") == {"alles", "drie", "licht"}
    assert asked(segment="C") == set()


def test_what_the_catalogue_does_not_have_nobody_is_contracted_for(reader: Reader) -> None:
    _contract(reader, "alles", ("B",))
    unknown = [
        {"segment": "X"},
        {"segment": "B", "profile": "9"},
        {"segment": "B", "profile": "1", "intensity": "A"},
        {"intensity": "A"},
    ]
    assert [_found(reader, **given) for given in unknown] == [[]] * 4


def test_a_day_without_a_catalogue_has_nobody_for_a_segment(reader: Reader) -> None:
    _contract(reader, "alles", ("B",), first=date(1990, 1, 1))
    assert _found(reader, contracted_on=date(1995, 1, 1), segment="B") == []
    assert _found(reader, contracted_on=date(1995, 1, 1)) == ["alles"]


def test_a_municipality_of_another_region_is_refused_in_words(reader: Reader) -> None:
    _contract(reader, "alles", ("B",))
    assert _found(reader, segment="B", municipality="0405") == ["alles"]
    with pytest.raises(BadQuestion, match="Gemeente 0363 hoort op 2 maart 2026 niet bij"):
        _found(reader, municipality="0363")


def test_the_catalogue_is_that_of_the_municipality(store: Store) -> None:
    reader = Reader(Office(store, "aa_zawa"))
    _contract(reader, "verblijf", ("V",))
    assert _found(reader, segment="V", municipality="0479") == ["verblijf"]
    assert _found(reader, segment="V", municipality="0363") == []


def test_a_name_is_found_by_a_part_of_it(reader: Reader) -> None:
    for code in ("de_vlier", "100%_zorg", "berk"):
        _contract(reader, code, ("B",))
    assert _found(reader, name="VLI") == ["de_vlier"]
    assert _found(reader, name="%") == ["100%_zorg"]
    assert _found(reader, name="_") == ["100%_zorg", "de_vlier"]


def test_parts_fit_together_and_the_total_is_told(reader: Reader) -> None:
    codes = [f"aanbieder_{number:02}" for number in range(9)]
    for number, code in enumerate(codes):
        _contract(reader, code, ("B",))
        if number % 3:
            _waits(reader, code, number % 4)
    whole = _found(reader, segment="B", first=100)
    assert sorted(whole) == codes
    for size in (1, 2, 4):
        seen, after = [], None
        while True:
            page = reader.providers(
                "total_count", segment="B", contracted_on=ON, first=size, after=after
            )
            assert page.total == 9
            seen += [provider.code for provider in page.items]
            if not page.more:
                break
            after = page.cursors[-1]
        assert seen == whole


def test_a_cursor_of_another_list_is_refused(reader: Reader) -> None:
    with pytest.raises(BadQuestion, match="Deze cursor hoort hier niet"):
        _found(reader, after="WzEsInJlZmVycmFscyIsIndlc3Rmcmllc2xhbmQiXQ")


def test_a_region_does_not_show_the_contracts_of_another(store: Store) -> None:
    reader = Reader(Office(store, "westfriesland"))
    _contract(reader, "alles", ("B",))
    other = Reader(Office(store, "aa_zawa"))
    assert _found(other) == []
    assert _found(reader) == ["alles"]
