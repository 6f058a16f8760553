"""Many columns in few numbers, and out again; what occurs among many; what is kept."""

from __future__ import annotations

import numpy as np
import pytest
from sqlalchemy import Integer, column

from jeugdregio_core.casework.columns.packing import Packed
from jeugdregio_core.casework.columns.sources import Source
from jeugdregio_core.columns.distinct import distinct
from jeugdregio_core.columns.keeping import Kept, Same
from jeugdregio_core.columns.views import stretches


def test_columns_that_do_not_fit_in_one_number_take_two() -> None:
    values = tuple(range(999))
    names = [f"kolom {number}" for number in range(8)]
    packed = Packed({name: (Source(column(name, Integer)), values) for name in names})
    assert len(packed.columns()) == 2, "six columns of a thousand fit in 62 bits"
    rows = np.random.default_rng(1).integers(0, 1000, (50, 8))
    groups = (rows[:, :6], rows[:, 6:])
    numbers = [
        sum(g[:, at] * 1000 ** (g.shape[1] - 1 - at) for at in range(g.shape[1])) for g in groups
    ]
    told = dict(packed.unpacked(numbers))
    for at, name in enumerate(names):
        shown = [told[name].values[number] for number in told[name].numbers]
        assert shown == [None if number == 0 else number - 1 for number in rows[:, at]]


@pytest.mark.parametrize("far", [1, 10**12], ids=["close together", "far apart"])
def test_keys_are_numbered_in_order_however_far_apart(far: int) -> None:
    keys = np.array([7, 3, 7, 5, 3], np.int64) * far
    found, index = distinct(keys)
    assert (found // far).tolist() == [3, 5, 7]
    assert index.tolist() == [2, 0, 2, 1, 0]
    assert distinct(keys[:0])[0].tolist() == []


def test_days_fall_on_one_side_of_every_turn() -> None:
    sides = stretches(np.array([9, 10, 11, 20], np.int32), [20, 10])
    assert [sides.values[n].toordinal() for n in sides.numbers] == [9, 10, 10, 20]
    nothing_turns = stretches(np.array([700_000, 800_000], np.int32), [])
    assert len(set(nothing_turns.numbers.tolist())) == 1


def test_of_what_is_kept_the_one_not_needed_longest_goes() -> None:
    made: list[str] = []

    def ask(key: str) -> str:
        def make() -> str:
            made.append(key)
            return key

        return kept.once(key, make)

    kept: Kept[str] = Kept(2)
    for key in ("a", "b", "a", "c", "a", "b"):
        assert ask(key) == key
    assert made == ["a", "b", "c", "b"]


def test_the_same_objects_are_one_key_and_equal_ones_are_not() -> None:
    first, second = [1], [1]
    assert Same(first) == Same(first)
    assert hash(Same(first)) == hash(Same(first))
    assert Same(first) != Same(second)
    assert Same(first) != Same(first, second)
    assert Same(first) != first
