"""A cell is read as people write it, and what cannot be meant is refused in words."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jeugdregio_core import Frequency, TariffBasis, Unit
from jeugdregio_core.own_tables.cells import (
    AMOUNT,
    CATEGORY,
    CODE,
    DAY,
    NUMBER,
    NUMBER_OR_WORDS,
    PRODUCT_CODE,
    TEXT,
    Kind,
    as_text,
    choice,
)

HIGHEST = 2**31 - 1


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("1.234,56", 123456),
        ("1234,56", 123456),
        ("1234.56", 123456),
        ("1234", 123400),
        ("1.234", 123400),
        ("12.345.678,9", 1234567890),
        ("€ 1.234,5", 123450),
        ("€\u00a01.234,-", 123400),
        ("0,01", 1),
        (1234.56, 123456),
        (1234.5600000000002, 123456),
        (1234, 123400),
        (Decimal("1234.50"), 123450),
    ],
)
def test_an_amount_in_euros_is_kept_in_cents(written: Any, cents: int) -> None:
    assert AMOUNT.read(written) == cents


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12,345", "'12,345' heeft meer dan twee cijfers achter de komma."),
        (12.345, "heeft meer dan twee cijfers achter de komma."),
        ("-5", "kan geen tarief zijn: dat is meer dan 0"),
        ("-1.234,56", "kan geen tarief zijn"),
        (-5, "kan geen tarief zijn"),
        ("0", "kan geen tarief zijn: dat is meer dan 0 en hoogstens 21 miljoen euro."),
        ("99.999.999", "kan geen tarief zijn"),
        ("1,234.56", "is geen bedrag. Schrijf het als 1.234,56."),
        ("12.34.56", "is geen bedrag"),
        ("1234.567", "is geen bedrag"),
        ("onbekend", "'onbekend' is geen bedrag"),
        ("1e5", "is geen bedrag"),
        (True, "is geen getal"),
        (float("nan"), "is geen getal"),
        (float("inf"), "is geen getal"),
    ],
)
def test_an_amount_that_cannot_be_meant(written: Any, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        AMOUNT.read(written)


@given(st.integers(1, HIGHEST))
def test_every_amount_is_read_as_it_is_written(cents: int) -> None:
    shown = AMOUNT.write(cents)
    assert isinstance(shown, Decimal)
    assert AMOUNT.read(as_text(shown)) == cents
    assert AMOUNT.read(float(shown)) == cents
    assert AMOUNT.read(f"{cents / 100:,.2f}".translate(str.maketrans(",.", ".,"))) == cents


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_as_it_is_written(day: date) -> None:
    for written in (day, day.isoformat(), f"{day:%d-%m-%Y}", f"{day.day}-{day.month}-{day.year}"):
        assert DAY.read(written) == day.isoformat()
    assert as_text(DAY.write(day.isoformat())) == f"{day:%d-%m-%Y}"


@pytest.mark.parametrize("written", ["31-12-9999", "9999-12-31", datetime(9999, 12, 31)])
def test_the_end_of_time_is_no_last_day(written: Any) -> None:
    assert DAY.read(written) is None


@pytest.mark.parametrize(
    "written",
    ["31-02-2026", "2026-13-01", "1/2/2026", "2026", "45000", 45000, "01-01-26", "01-01-1026"],
)
def test_a_day_that_cannot_be_meant(written: Any) -> None:
    with pytest.raises(ValueError, match=r"is geen datum zoals 31-12-2026\.|ligt niet tussen"):
        DAY.read(written)


def test_a_moment_is_not_a_day() -> None:
    with pytest.raises(ValueError, match="is een tijdstip"):
        DAY.read(datetime(2026, 1, 1, 12))


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [
        (CODE, 1, "1"),
        (CODE, 1.0, "1"),
        (CODE, " B-1-PERSPECTIEF ", "B-1-PERSPECTIEF"),
        (TEXT, "twee\nregels  tekst", "twee regels tekst"),
        (TEXT, "cafe\u0301", "café"),
        (TEXT, True, "ja"),
        (PRODUCT_CODE, "502PE", "502PE"),
        (CATEGORY, 45, "45"),
        (NUMBER, "6", "6"),
        (NUMBER, "6,50", "6.5"),
        (NUMBER, "100", "100"),
        (NUMBER, 2.125, "2.125"),
        (NUMBER_OR_WORDS, "zo kort als kan", "zo kort als kan"),
        (NUMBER_OR_WORDS, "6,5", "6.5"),
        (choice(Unit), "82", Unit.STUKS.value),
        (choice(Unit), "Stuks (inspanning)", Unit.STUKS_INSPANNING.value),
        (choice(Unit), "dagdeel", Unit.DAGDEEL.value),
        (choice(Frequency), "maand", Frequency.MAAND.value),
        (choice(TariffBasis), "traject", TariffBasis.TRAJECT.value),
    ],
)
def test_what_people_write_is_understood(kind: Kind, written: Any, read: str) -> None:
    assert kind.read(written) == read
    assert kind.read(as_text(kind.write(read))) == read


@pytest.mark.parametrize(
    ("kind", "written", "said"),
    [
        (PRODUCT_CODE, "502PEX", "'502PEX' is geen code van hoogstens 5 letters en cijfers."),
        (PRODUCT_CODE, "5 2", "is geen code van hoogstens 5"),
        (CATEGORY, 5, "'5' is geen categorie van twee cijfers."),
        (CODE, "B C", "'B C' is geen code."),
        (CODE, datetime(2026, 2, 1), "is een datum. Maak de kolom op als tekst."),
        (TEXT, "=HYPERLINK(1)", "begint als een formule"),
        (TEXT, "@SUM(1)", "begint als een formule"),
        (TEXT, "a\x00b", "bevat een teken dat niet te lezen is."),
        (TEXT, "x" * 301, "is langer dan 300 tekens."),
        (NUMBER, "zes", "is geen getal zoals 6 of 2,5."),
        (NUMBER, "1.500", "is geen getal"),
        (NUMBER, -1, "is te klein, te groot of te precies"),
        (NUMBER, "1000000", "is te klein, te groot of te precies"),
        (NUMBER, "1,23456", "is te klein, te groot of te precies"),
        (NUMBER_OR_WORDS, "85%", "is geen getal"),
        (choice(Unit), "doos", "'doos' kan hier niet. Kies uit: minuut, uur,"),
    ],
)
def test_what_cannot_be_meant_is_refused(kind: Kind, written: Any, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)) as refused:
        kind.read(written)
    assert len(str(refused.value)) < 250
