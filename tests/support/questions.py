"""Questions out of a schema, for hypothesis: with fragments, variables, directives and mistakes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_required_argument,
    is_required_input_field,
)
from hypothesis import strategies as st

Values = Mapping[str, Sequence[Any]]
"""Values to ask with, by the name of an argument or of a scalar."""

Readable = Callable[[tuple[str, str]], bool]
"""Whether a field of a type may be read."""

_PLAIN: Values = {
    "first": (1, 2, 3, 5, 0),
    "Int": (0, 1, 7, 2024, -1, 2**31 - 1),
    "Float": (0, 0.5, 12, -3.25),
    "Boolean": (True, False),
    "String": ("B", "1", "PE", "", "é€😀"),
    "ID": ("x",),
    "Date": ("2025-07-01", "2026-02-28", "2023-01-01", "0001-01-01"),
    "DateTime": ("2026-03-01T12:00:00+01:00",),
}
_WRONG: tuple[Any, ...] = (None, 1.5, "onzin", True, [], {})


@dataclass(frozen=True)
class Question:
    """A question as it is posted."""

    query: str
    variables: dict[str, Any]
    name: str | None = None

    @property
    def body(self) -> dict[str, Any]:
        """The body to post."""
        return {"query": self.query, "variables": self.variables, "operationName": self.name}


@dataclass
class _Writer:
    draw: Any
    schema: GraphQLSchema
    values: Values
    readable: Readable
    declared: list[str] = field(default_factory=list)
    variables: dict[str, Any] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    spreads: dict[str, list[str]] = field(default_factory=dict)

    def one_of(self, options: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(options))

    def chance(self, percent: int) -> bool:
        return bool(self.draw(st.integers(0, 99)) >= 100 - percent)

    def selection(self, parent: GraphQLObjectType, depth: int) -> str:
        named = {
            name: part
            for name, part in parent.fields.items()
            if (depth > 0 or not isinstance(get_named_type(part.type), GraphQLObjectType))
            and (self.readable((parent.name, name)) or self.chance(1))
        }
        most = 3 if depth > 3 else 6
        names = self.draw(st.lists(st.sampled_from([*named] or [""]), min_size=1, max_size=most))
        parts = [self.field(name, named[name], depth) for name in names if name]
        if self.chance(10):
            parts.append("__typename")
        if depth > 0 and self.chance(15):
            parts.append(self.inline(parent, depth))
        if depth > 0 and self.chance(20):
            parts.append(self.spread(parent, depth))
        return f"{{ {' '.join(parts) or '__typename'} }}"

    def inline(self, parent: GraphQLObjectType, depth: int) -> str:
        on = self.one_of(("", f"on {parent.name}"))
        return f"... {on} {self.switch()} {self.selection(parent, depth - 1)}"

    def spread(self, parent: GraphQLObjectType, depth: int) -> str:
        known = self.spreads.setdefault(parent.name, [])
        if not known or self.chance(40):
            name = f"F{len(self.fragments)}"
            self.fragments.append("")
            place = len(self.fragments) - 1
            chosen = self.selection(parent, depth - 1)
            self.fragments[place] = f"fragment {name} on {parent.name} {chosen}"
            known.append(name)
        return f"...{self.one_of(known)} {self.switch()}"

    def switch(self) -> str:
        if self.chance(85):
            return ""
        kind, by = self.one_of(("@skip", "@include")), self.one_of(("true", "false", "$"))
        if by == "$":
            by = self.variable("Boolean!", self.one_of((True, False)))
        return f"{kind}(if: {by})"

    def field(self, name: str, asked: GraphQLField, depth: int) -> str:
        below: GraphQLNamedType = get_named_type(asked.type)
        given = ", ".join(
            f"{argument}: {self.argument(argument, part)}"
            for argument, part in asked.args.items()
            if is_required_argument(part) or self.chance(20)
        )
        # A name of its own for every way to ask, so that two of them never clash.
        alias = f"a{next(self.numbers)}: " if given else ""
        if not alias and self.chance(10):
            alias = f"{self.one_of('xyz')}_{name}: "
        shown = self.selection(below, depth - 1) if isinstance(below, GraphQLObjectType) else ""
        return f"{alias}{name}{f'({given})' if given else ''} {self.switch()} {shown}"

    def argument(self, name: str, asked: GraphQLArgument) -> str:
        if not self.chance(40):
            return self.literal(name, asked.type)
        value = self.value(name, asked.type)
        kind = str(asked.type)
        if isinstance(asked.type, GraphQLNonNull) or not self.chance(30):
            return self.variable(kind, value)
        return self.variable(kind, value, f" = {self.literal(name, asked.type)}")

    def variable(self, kind: str, value: Any, default: str = "") -> str:
        name = f"v{len(self.declared)}"
        self.declared.append(f"${name}: {kind}{default}")
        if self.chance(1):
            value = self.one_of(_WRONG)
        if not self.chance(1):
            self.variables[name] = value
        return f"${name}"

    def value(self, name: str, kind: GraphQLInputType) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return self.value(name, kind.of_type)
        if isinstance(kind, GraphQLList):
            return [self.value(name, kind.of_type) for _ in range(self.draw(st.integers(0, 2)))]
        if isinstance(kind, GraphQLEnumType):
            return self.one_of([*kind.values])
        if isinstance(kind, GraphQLInputObjectType):
            if kind.name in self.values and not self.chance(5):
                return self.one_of(self.values[kind.name])
            return {
                part: self.value(part, asked.type)
                for part, asked in kind.fields.items()
                if self.given(asked)
            }
        scalar = kind.name  # type: ignore[union-attr]
        return self.one_of(self.values.get(name) or self.values[scalar])

    def given(self, asked: GraphQLInputField) -> bool:
        return is_required_input_field(asked) or self.chance(30)

    def literal(self, name: str, kind: GraphQLInputType) -> str:
        if not isinstance(kind, GraphQLNonNull) and self.chance(5):
            return "null"
        return _written(self.value(name, kind), kind)


def _written(value: Any, kind: GraphQLInputType) -> str:
    if isinstance(kind, GraphQLNonNull):
        return _written(value, kind.of_type)
    if isinstance(kind, GraphQLList):
        return f"[{' '.join(_written(item, kind.of_type) for item in value)}]"
    if isinstance(kind, GraphQLInputObjectType):
        parts = (f"{name}: {_written(v, kind.fields[name].type)}" for name, v in value.items())
        return f"{{{', '.join(parts)}}}"
    return str(value) if isinstance(kind, GraphQLEnumType) else json.dumps(value)


@st.composite
def questions(
    draw: Any, schema: GraphQLSchema, values: Values, readable: Readable, depth: int = 6
) -> Question:
    """Queries that are mostly sound, with the variables they are asked with."""
    writer = _Writer(draw, schema, {**_PLAIN, **values}, readable)
    root = schema.query_type
    assert root is not None
    chosen = writer.selection(root, draw(st.integers(1, depth)))
    name = draw(st.sampled_from((None, "Vraag")))
    declared = f"({', '.join(writer.declared)})" if writer.declared else ""
    text = f"query {name or ''}{declared} {chosen} {' '.join(writer.fragments)}"
    return Question(text, writer.variables, name if writer.chance(50) else None)
