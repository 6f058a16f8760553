"""Nothing is compared in speed before it gave the same answer."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from benchmarks.pages.answers import Different, check_equal, differences, leaves, outline
from benchmarks.pages.asked import FIRST, spread

PAGE: dict[str, Any] = {
    "data": {
        "referrals": {
            "totalCount": 2,
            "pageInfo": {"hasNextPage": False},
            "edges": [
                {
                    "node": {
                        "id": "a",
                        "allocations": [{"number": 7, "provider": {"name": "Elzenhof"}}],
                        "decision": {"findings": [{"rule": {"code": "core-01"}}]},
                    }
                },
                {"node": {"id": "b", "allocations": [], "decision": None}},
            ],
        }
    }
}


def test_an_answer_is_equal_to_itself_in_any_order_of_names() -> None:
    check_equal("subject", {"a": 1, "b": [None, "x"]}, {"b": [None, "x"], "a": 1})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"a": [1, 2]}, "answer.a has 2 items, not 3"),
        ({"a": [1, 3, 2]}, "answer.a[1] is 3, not 2"),
        ({"a": [1, 2, "3"]}, "answer.a[2] is '3', not 3"),
        ({"a": [1, 2, 3.0]}, "answer.a[2] is 3.0, not 3"),
        ({"a": [True, 2, 3]}, "answer.a[0] is True, not 1"),
        ({}, "answer.a is not there"),
        ({"a": [1, 2, 3], "b": None}, "answer.b is only there"),
        (None, "answer is None, not {'a': [1, 2, 3]}"),
    ],
)
def test_every_other_value_order_length_and_kind_is_a_difference(given: Any, told: str) -> None:
    assert told in list(differences({"a": [1, 2, 3]}, given))
    with pytest.raises(Different, match="subject gave another answer"):
        check_equal("subject", {"a": [1, 2, 3]}, given)


def test_the_values_of_an_answer_are_counted_and_its_lists_and_objects_are_not() -> None:
    assert leaves(PAGE) == 8
    assert leaves({"a": None, "b": [1, "x"]}) == 3


def _without_allocation(page: dict[str, Any]) -> None:
    page["edges"][0]["node"]["allocations"] = []


def _in_another_order(page: dict[str, Any]) -> None:
    page["edges"].reverse()


def _with_another_total(page: dict[str, Any]) -> None:
    page["totalCount"] = 3


def _without_findings(page: dict[str, Any]) -> None:
    page["edges"][0]["node"]["decision"]["findings"] = []


@pytest.mark.parametrize(
    "change", [_without_allocation, _in_another_order, _with_another_total, _without_findings]
)
def test_an_outline_tells_pages_apart_that_are_not_the_same(change: Any) -> None:
    other = deepcopy(PAGE)
    change(other["data"]["referrals"])
    assert outline(other) != outline(PAGE)


@pytest.mark.parametrize("length", [1, 49, 50, 51, 449, 450, 451, 9_990])
def test_places_are_spread_over_the_list_and_a_whole_page_follows_each(length: int) -> None:
    found = spread(range(length), 400)
    assert 1 <= len(found) <= 400
    assert len(set(found)) == len(found)
    assert max(found) < max(1, length - FIRST)
