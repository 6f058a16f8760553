"""The schema says what everything means, and is the one in git."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from importlib import resources

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
)

from jeugdregio_api.schema import exported
from jeugdregio_core.model.codes import Unit
from jeugdregio_core.rules import input as declared


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(exported())


def _described(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    for name, kind in schema.type_map.items():
        if name.startswith("__"):
            continue
        yield name, kind.description
        yield from _described_parts(name, kind)
    for directive in schema.directives:
        yield f"@{directive.name}", directive.description
        for argument, given in directive.args.items():
            yield f"@{directive.name}({argument})", given.description


def _described_parts(name: str, kind: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    if isinstance(kind, GraphQLEnumType):
        for value, member in kind.values.items():
            yield f"{name}.{value}", member.description
    if isinstance(kind, GraphQLInputObjectType):
        for part, given in kind.fields.items():
            yield f"{name}.{part}", given.description
    if isinstance(kind, (GraphQLObjectType, GraphQLInterfaceType)):
        for field, answer in kind.fields.items():
            yield f"{name}.{field}", answer.description
            for argument, asked in answer.args.items():
                yield f"{name}.{field}({argument})", asked.description


def test_every_type_field_argument_and_value_says_what_it_means(schema: GraphQLSchema) -> None:
    described = dict(_described(schema))
    assert "Arrangement.tariff(provider)" in described
    assert [place for place, text in described.items() if not (text or "").strip()] == []


def test_a_value_of_a_closed_list_tells_its_dutch_label(schema: GraphQLSchema) -> None:
    unit = schema.type_map["Unit"]
    assert isinstance(unit, GraphQLEnumType)
    for member in Unit:
        text = unit.values[member.name].description or ""
        assert member.label in text
        assert member.ijw in text


def test_the_schema_in_git_is_the_schema_of_the_code() -> None:
    in_git = resources.files("jeugdregio_api") / "schema.graphql"
    assert in_git.read_text("utf-8") == exported(), "Run `make schema` and look at the difference."


def test_every_list_and_every_item_in_it_is_there(schema: GraphQLSchema) -> None:
    answers = [
        (f"{name}.{field}", str(answer.type))
        for name, kind in schema.type_map.items()
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__")
        for field, answer in kind.fields.items()
    ]
    lists = [(place, kind) for place, kind in answers if "[" in kind]
    assert lists
    assert [place for place, kind in lists if not re.fullmatch(r"\[\w+!\]!", kind)] == []


def test_a_question_takes_every_fact_that_the_core_declares(schema: GraphQLSchema) -> None:
    kinds = [kind for name, kind in vars(declared).items() if name.endswith("Input")]
    assert len(kinds) == 10
    for kind in kinds:
        name = "DecideInput" if kind is declared.CaseInput else f"Decide{kind.__name__}"
        held = schema.type_map[name]
        assert isinstance(held, GraphQLInputObjectType)
        docs = {
            re.sub("_(.)", lambda m: m[1].upper(), field.name): field.metadata["doc"]
            for field in dataclasses.fields(kind)
        }
        assert {field: given.description for field, given in held.fields.items()} == docs


def test_only_what_no_question_can_do_without_is_required(schema: GraphQLSchema) -> None:
    assert schema.query_type
    required = {
        f"{kind.name}.{field}"
        for kind in _asked_for(schema.query_type)
        for field, given in kind.fields.items()
        if str(given.type).endswith("!")
    }
    assert required == {
        "DecideInput.region",
        "DecideProviderInput.code",
        "DecideDocumentInput.kind",
        "CompareRegionInput.region",
        *(f"StackingProposalInput.{name}" for name in ("part", "first", "second", "allowed")),
        *(f"NormProposalInput.{name}" for name in ("norm", "value")),
        *(f"EndProposalInput.{name}" for name in ("part", "code", "last")),
    }


def _asked_for(root: GraphQLObjectType) -> set[GraphQLInputObjectType]:
    """Every kind of input that an argument of a root field leads to."""
    found: set[GraphQLInputObjectType] = set()
    left = [argument.type for field in root.fields.values() for argument in field.args.values()]
    while left:
        kind = get_named_type(left.pop())
        if isinstance(kind, GraphQLInputObjectType) and kind not in found:
            found.add(kind)
            left += [field.type for field in kind.fields.values()]
    return found
