"""The executor of a known question is the one that the library would have made."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import parse

from jeugdregio_api.plan.building import Building
from jeugdregio_api.plan.execute import Planned
from jeugdregio_api.schema import build_schema

PAGE = """query Page($region: ID!, $first: Int = 5, $after: String, $status: ReferralStatus) {
  referrals(region: $region, first: $first, after: $after, status: $status) { ...P } }
  fragment P on ReferralConnection { totalCount }"""
JUDGED = "query ($input: DecideInput!) { decide(input: $input) { verdict } }"
NOBODY: Any = None


@pytest.mark.parametrize(
    ("question", "variables"),
    [
        (PAGE, {"region": "friesland", "first": 3, "after": "x", "status": "ALLOCATED"}),
        (PAGE, {"region": "friesland", "first": 3, "after": None}),
        (PAGE, {"region": "friesland"}),
        (PAGE, {"region": 5, "first": None, "unknown": 1}),
        (PAGE, {"region": None}),
        (PAGE, {}),
        (PAGE, {"region": "friesland", "first": "3"}),
        (PAGE, {"region": "friesland", "first": 3.5}),
        (PAGE, {"region": "friesland", "first": 2**40}),
        (PAGE, {"region": "friesland", "first": True}),
        (PAGE, {"region": ["friesland"]}),
        (PAGE, {"region": "friesland", "status": "NO_STATUS", "first": 3}),
        (PAGE, {"region": "friesland", "after": {"a": 1}, "first": 3}),
        (JUDGED, {"input": {"region": "friesland"}}),
        (JUDGED, {"input": {"region": "friesland", "weather": "fine"}}),
        (JUDGED, {}),
    ],
)
def test_variables_come_to_the_same_as_in_the_library(
    question: str, variables: dict[str, Any]
) -> None:
    schema, document = build_schema()._schema, parse(question)
    made = Building(schema, document, None).executor(variables, NOBODY)
    expected = Planned.build(schema, document, raw_variable_values=variables)
    if not isinstance(expected, Planned):
        assert made is None
        return
    assert made is not None
    assert made.variable_values.coerced == expected.variable_values.coerced
    assert _sent(made) == _sent(expected)
    assert made.fragment_definitions == expected.fragment_definitions
    assert made.fragments == expected.fragments
    assert made.operation is expected.operation
    for what in ("field_resolver", "type_resolver", "subscribe_field_resolver"):
        assert getattr(made, what) is getattr(expected, what)


def _sent(made: Planned) -> dict[str, tuple[str, Any]]:
    sources = made.variable_values.sources
    return {name: (str(one.signature.type), one.value) for name, one in sources.items()}
