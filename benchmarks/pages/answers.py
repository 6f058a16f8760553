"""Whether two servers gave the same answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

_SHOWN = 5


class Different(Exception):
    """A server that gave another answer than the floor; the message says where."""


def check_equal(subject: str, expected: Any, given: Any) -> None:
    """Raises Different for any value that is not the same, or stands in another order."""
    if found := list(islice(differences(expected, given), _SHOWN)):
        raise Different(f"{subject} gave another answer than the floor: {'; '.join(found)}")


def differences(expected: Any, given: Any, path: str = "answer") -> Iterator[str]:
    """Every place where two answers differ."""
    if isinstance(expected, dict) and isinstance(given, dict):
        for name in expected.keys() | given.keys():
            here = f"{path}.{name}"
            if name not in expected or name not in given:
                yield f"{here} is {'not ' if name in expected else 'only '}there"
            else:
                yield from differences(expected[name], given[name], here)
    elif isinstance(expected, list) and isinstance(given, list):
        if len(expected) != len(given):
            yield f"{path} has {len(given)} items, not {len(expected)}"
        for number, (one, other) in enumerate(zip(expected, given, strict=False)):
            yield from differences(one, other, f"{path}[{number}]")
    elif expected != given or type(expected) is not type(given):
        yield f"{path} is {given!r}, not {expected!r}"


def leaves(answer: Any) -> int:
    """How many values an answer has that are no list or object."""
    if isinstance(answer, dict):
        return sum(map(leaves, answer.values()))
    if isinstance(answer, list):
        return sum(map(leaves, answer))
    return 1


def outline(answer: Any) -> dict[str, Any]:
    """What an answer in another form must have too: total, ids in order, and how much of each.

    Of the answer of a server that cannot give the same form, make this yourself.
    """
    page = answer["data"]["referrals"]
    nodes = [edge["node"] for edge in page["edges"]]
    return {
        "total": page["totalCount"],
        "more": page["pageInfo"]["hasNextPage"],
        "ids": [node["id"] for node in nodes],
        "allocations": [[one["number"] for one in node["allocations"]] for node in nodes],
        "findings": [
            [one["rule"]["code"] for one in node["decision"]["findings"]]
            if node["decision"]
            else []
            for node in nodes
        ],
    }
