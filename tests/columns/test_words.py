"""The words of a column, taken apart without an object for every row."""

from __future__ import annotations

import pytest

from jeugdregio_core.casework.columns.words import SEPARATOR, Words


@pytest.mark.parametrize(
    "rows",
    [
        ["B"],
        [""],
        ["", ""],
        ["", "B", ""],
        ["WESTFRIESLAND-1", "", "WESTFRIESLAND-2", "WESTFRIESLAND-1"],
        ["acht!..x", "acht!..y", "negen!..z", ""],
    ],
)
def test_every_row_gets_its_own_word_back(rows: list[str]) -> None:
    words = Words(str).of(SEPARATOR.join(rows).encode())
    assert [words.values[number] for number in words.numbers.tolist()] == rows
    assert set(words.values) == {None, *rows}
    assert len(set(words.values)) == len(words.values)


def test_a_stretch_without_rows_has_no_words() -> None:
    assert Words(str).of(None).numbers.tolist() == []
