"""The words of a column, taken apart without an object for every row."""

from __future__ import annotations

import pytest

from jeugdregio_core.casework.columns.words import SEPARATOR, Words


@pytest.mark.parametrize(
    "rows",
    [
        ["B"],
        ["", ""],
        ["", "B", ""],
        ["WESTFRIESLAND-1", "", "WESTFRIESLAND-2", "WESTFRIESLAND-1"],
        ["acht!..x", "acht!..y", "negen!..z", ""],
    ],
)
def test_every_row_gets_its_own_word_back(rows: list[str]) -> None:
    words = Words.of(SEPARATOR.join(rows).encode())
    assert [words.different[number].decode() for number in words.numbers.tolist()] == rows
    assert len(set(words.different)) == len(words.different)
