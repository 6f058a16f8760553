"""Words and ids as numbers; what occurs among many; what is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import numpy as np
import pytest

from jeugdregio_core.casework.columns import words
from jeugdregio_core.casework.columns.keys import NOBODY, Alike, Places, keys_of
from jeugdregio_core.casework.columns.words import ABSENT, SEPARATOR, Words
from jeugdregio_core.columns.distinct import distinct
from jeugdregio_core.columns.keeping import Kept, Same
from jeugdregio_core.columns.views import stretches

FEW, MANY = ["A", "", "verblijf", "verblijf-1", ABSENT], [f"één woord {n}" for n in range(3_000)]


@pytest.mark.parametrize("different", [FEW, MANY], ids=["few", "many"])
def test_every_row_has_the_word_that_stood_in_its_place(different: list[str]) -> None:
    drawn = np.random.default_rng(1).integers(0, len(different), 10_000)
    rows = [different[number] for number in drawn]
    met = Words(str)
    told = [met.of(SEPARATOR.join(part).encode()) for part in (rows[:4_000], rows[4_000:])]
    assert [part.values[number] for part in told for number in part.numbers] == [
        None if word == ABSENT else word for word in rows
    ]


def test_words_that_get_one_slot_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_SPARED", np.uint64(63))
    met = Words(str)
    for rows in (["B", "C", "D"], ["B", "een lang woord", "een lang paard"], ["E"], ["C", "E"]):
        told = met.of(SEPARATOR.join(rows).encode())
        assert [told.values[number] for number in told.numbers] == rows
    assert met.values == [None, "B", "C", "D", "een lang paard", "een lang woord", "E"]


def test_threads_that_meet_words_at_one_time_give_them_the_same_number() -> None:
    drawn = np.random.default_rng(2).integers(0, len(MANY), (40, 500))
    texts = [[MANY[number] for number in part] for part in drawn]
    met = Words(str)
    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(met.of, (SEPARATOR.join(rows).encode() for rows in texts)))
    assert [[part.values[number] for number in part.numbers] for part in told] == texts
    assert len(met.values) == len({*met.values})


def test_a_row_is_found_by_its_id_and_one_that_is_not_there_is_nobody() -> None:
    ids = [uuid4().bytes for _ in range(50)]
    keys = keys_of(b"".join(ids[:40]), bytes(16), way=0)
    asked = keys_of(ids[45] + ids[7] + bytes(16) + ids[7] + ids[0], bytes(16), way=0)
    assert Places(keys).of(asked).tolist() == [-1, 7, -1, 7, 0]
    assert asked[2] == NOBODY
    assert Places(keys[:0]).of(asked).tolist() == [-1] * 5


def test_rows_that_find_their_slot_taken_are_found_as_well() -> None:
    keys = np.arange(1, 5_000, dtype=np.uint64)
    asked = np.random.default_rng(3).integers(0, 10_000, 20_000).astype(np.uint64)
    held = (asked > 0) & (asked < 5_000)
    assert (Places(keys).of(asked) == np.where(held, asked.astype(np.int64) - 1, -1)).all()


def test_ids_with_the_same_key_are_never_taken_for_each_other() -> None:
    twice = uuid4().bytes
    ids = [twice, *(uuid4().bytes for _ in range(100)), twice]
    with pytest.raises(Alike):
        Places(keys_of(b"".join(ids), bytes(16), way=0))


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
