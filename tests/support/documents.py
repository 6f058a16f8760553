"""GraphQL documents out of a schema: most are sound, some ask absurd things, some are broken."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_required_argument,
    is_required_input_field,
)

_REGIONS = ("westfriesland", "friesland", "zhz", "aa_zawa")
_CODES = (
    *_REGIONS,
    "0405",
    "B",
    "8",
    "IN",
    "K-1",
    "",
    "\0",
    "é€😀",
    "' OR 1=1 --",
    "====",
    "x" * 500,
)
_SOUND = {
    "ID": (*_REGIONS, "0b0e3a52-7b6c-4c5e-9f3a-0d2b6a1c4e5f", "\0", "é😀", "", "x" * 500),
    "String": _CODES,
    "Int": (1, 2, 20, 50, 100, 0, -1, 101, 2**31 - 1, -(2**31)),
    "Float": (0, 0.5, -0.0, 1e308, -1e308, 5e-324, 10**40),
    "Boolean": (True, False),
    "Date": ("2025-07-01", "2026-01-01", "2024-02-29", "0001-01-01", "9999-12-31"),
    "DateTime": ("2026-03-01T12:00:00+01:00", "0001-01-02T00:00:00Z", "9999-12-30T00:00:00-00:00"),
    "JSON": (1, "x"),
}
_UNSOUND = (
    "null",
    "[]",
    "{}",
    "ONBEKEND",
    "$weg",
    '""" blok """',
    "1e400",
    str(10**40),
    "true",
    '"x"',
)
_KEPT = ("@include(if: true)", "@skip(if: false)", "@include(if: true) @skip(if: false)")
_SIGNS = '{}()[]:!$@"\\#,.&|=\n\t\ufeff\0é…'


class Documents:
    """Makes documents; the same seed makes the same ones."""

    def __init__(self, schema: GraphQLSchema, seed: int) -> None:
        self._schema = schema
        self._random = Random(seed)

    def document(self) -> str:
        """One document."""
        steps = self._chance(0.25)
        root = self._schema.mutation_type if steps else self._schema.query_type
        assert root is not None
        text = self._selection(root, self._random.randint(1, 9))
        if steps:
            text = f"mutation {text}"
        elif self._chance(0.2):
            text = f"query {{ ...F ...F }} fragment F on Query {text}"
        return self._damaged(text) if self._chance(0.3) else text

    def _chance(self, of: float) -> bool:
        return self._random.random() < of

    def _selection(self, parent: GraphQLObjectType, depth: int) -> str:
        names = [*parent.fields]
        chosen = self._random.sample(names, min(len(names), self._random.randint(1, 4)))
        shown = (self._field(name, parent.fields[name], depth) for name in chosen)
        return f"{{ {' '.join(part for part in shown if part) or '__typename'} }}"

    def _field(self, name: str, field: GraphQLField, depth: int) -> str:
        below = get_named_type(field.type)
        shown = ""
        if isinstance(below, GraphQLObjectType):
            if depth == 0:
                return ""
            shown = self._selection(below, depth - 1)
        given = ", ".join(
            f"{argument}: {self._value(asked)}"
            for argument, asked in field.args.items()
            if is_required_argument(asked) or self._chance(0.4)
        )
        alias = f"a{self._random.randrange(10**6)}: " if self._chance(0.2) else ""
        kept = self._random.choice(_KEPT) if self._chance(0.1) else ""
        return f"{alias}{name}{f'({given})' if given else ''}{kept} {shown}"

    def _value(self, asked: GraphQLArgument | GraphQLInputField) -> str:
        return self._literal(asked.type)

    def _literal(self, kind: GraphQLInputType) -> str:
        if isinstance(kind, GraphQLNonNull):
            return self._literal(kind.of_type)
        if self._chance(0.01):
            return self._random.choice(_UNSOUND)
        if isinstance(kind, GraphQLList):
            return f"[{' '.join(self._literal(kind.of_type) for _ in range(self._few()))}]"
        if isinstance(kind, GraphQLEnumType):
            return str(self._random.choice([*kind.values]))
        if isinstance(kind, GraphQLInputObjectType):
            return self._object(kind)
        sound: Sequence[object] = _SOUND[kind.name]  # type: ignore[union-attr]
        return json.dumps(self._random.choice(sound))

    def _object(self, kind: GraphQLInputObjectType) -> str:
        given = (
            f"{name}: {self._value(field)}"
            for name, field in kind.fields.items()
            if is_required_input_field(field) or self._chance(0.5)
        )
        return f"{{{', '.join(given)}}}"

    def _few(self) -> int:
        return self._random.choice((0, 1, 1, 2, 5))

    def _damaged(self, text: str) -> str:
        at = self._random.randrange(len(text))
        until = at + self._random.choice((0, 1, 3, 20))
        middle = self._random.choice(("", text[at:until] * 3, self._random.choice(_SIGNS)))
        return text[:at] + middle + text[until:]
