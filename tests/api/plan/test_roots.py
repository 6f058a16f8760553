"""A resolver at the top is called with what the library would have called it with."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLError, parse
from graphql.execution.values import get_argument_values
from strawberry.types.arguments import convert_arguments

from jeugdregio_api.plan.building import Building
from jeugdregio_api.plan.execute import Planned
from jeugdregio_api.plan.readings import Field
from jeugdregio_api.plan.roots import Root
from jeugdregio_api.plan.selected import Selected, field_of
from jeugdregio_api.schema import build_schema

NOBODY: Any = None
SCHEMA: Any = build_schema()

LIST = """query ($region: ID!, $first: Int = 5, $after: String, $status: ReferralStatus,
                $here: String, $asOf: DateTime) {
  referrals(region: $region, first: $first, after: $after, asOf: $asOf,
            where: {status: {eq: $status}, municipality: {eq: $here}}) { totalCount } }"""
CLOSED = """query ($status: ReferralStatus) {
  referrals(region: "friesland", where: {status: {eq: $status}}) { totalCount } }"""
WRITTEN = '{ referrals(region: "zhz", first: 3, where: null) { totalCount } }'
WHOLE = """query ($where: ReferralWhere) {
  referrals(region: "zhz", where: $where) { totalCount } }"""


def _executor(question: str, variables: dict[str, Any]) -> Planned:
    made = Building(SCHEMA._schema, parse(question), None).executor(variables, NOBODY)
    assert made is not None
    return made


def _field(executor: Planned) -> Field:
    ((_, group),) = Selected(executor).top().items()
    query = executor.schema.query_type
    assert query is not None
    return field_of(query, group)


def _by_the_library(field: Field, executor: Planned) -> Any:
    try:
        return convert_arguments(
            get_argument_values(field.definition, field.nodes[0], executor.variable_values),
            field.declared.arguments,
            scalar_registry=SCHEMA.schema_converter.scalar_registry,
            config=SCHEMA.config,
        )
    except GraphQLError as error:
        return error.message


def _given(root: Root, executor: Planned) -> Any:
    heard: list[dict[str, Any]] = []
    root._resolve = lambda **given: heard.append(given)
    try:
        root.begin(None, None, executor.variable_values)
    except GraphQLError as error:
        return error.message
    del heard[0]["info"]
    return heard[0]


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        (
            LIST,
            [
                {"region": "friesland"},
                {"region": "friesland", "first": None, "after": "x", "status": "ALLOCATED"},
                {"region": "friesland", "first": 7, "status": None, "here": "0080"},
                {"region": "friesland", "here": "0085", "asOf": "2026-01-01T12:00:00Z"},
                {"region": "friesland", "here": None},
            ],
        ),
        (CLOSED, [{"status": "ALLOCATED"}, {}, {"status": None}, {"status": "CLOSED"}]),
        (WRITTEN, [{}]),
        (WHOLE, [{}, {"where": None}, {"where": {"municipality": {"eq": "0080"}}}, {"where": {}}]),
    ],
    ids=["with a cursor", "out of a closed list", "without variables", "as a whole"],
)
def test_it_is_given_the_same_whatever_was_asked_before(
    question: str, asked: list[dict[str, Any]]
) -> None:
    first = _executor(question, asked[0])
    root = Root(_field(first), first, SCHEMA)
    for variables in [*asked, *reversed(asked)]:
        executor = _executor(question, variables)
        assert _given(root, executor) == _by_the_library(root.field, executor)


def test_only_choices_out_of_closed_lists_are_kept() -> None:
    first = _executor(LIST, {"region": "friesland"})
    roots = [Root(_field(first), first, SCHEMA)]
    other = _executor(CLOSED, {})
    roots.append(Root(_field(other), other, SCHEMA))
    for here in ("0080", "0085"):
        given = {"region": "friesland", "after": here, "here": here}
        _given(roots[0], _executor(LIST, given))
    for status in ("ALLOCATED", "CLOSED", "ALLOCATED"):
        _given(roots[1], _executor(CLOSED, {"status": status}))
    kept = [{name: [*one._kept] for name, one in _named(root)} for root in roots]
    assert kept[0]["where"] == []
    assert len(kept[1]["where"]) == 2
    assert "0080" not in str(kept)


def _named(root: Root) -> list[tuple[str, Any]]:
    return [(one._own.python_name, one) for one in root._arguments]
