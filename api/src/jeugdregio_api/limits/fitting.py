"""Whether a document that was found sound stays within the limits, without walking it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode

from jeugdregio_api.limits.extension import excess
from jeugdregio_api.limits.measure import Measure, page
from jeugdregio_api.limits.most import Most

REMEMBERED = 1000
"""For how many combinations of page sizes it is remembered."""


class Fitting:
    """The size of a document depends on its page sizes alone; what came of each is kept."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, most: Most) -> None:
        self._schema = schema
        self._document = document
        self._most = most
        self._known: dict[tuple[object, ...], bool] = {}
        self._paging = tuple(self._measured({})[1].paging)

    def __call__(self, variables: Mapping[str, Any]) -> bool:
        """Whether it stays within the limits with these variables."""
        pages = tuple(_page(variables, name) for name in self._paging)
        fits = self._known.get(pages)
        if fits is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            fits = self._known[pages] = self._measured(variables)[0]
        return fits

    def _measured(self, variables: Mapping[str, Any]) -> tuple[bool, Measure]:
        measure = Measure(self._schema, self._document, variables)
        parts = self._document.definitions
        operations = [part for part in parts if isinstance(part, OperationDefinitionNode)]
        found = [said for one in operations for said in excess(measure.operation(one), self._most)]
        return not found, measure


def _page(variables: Mapping[str, Any], name: str) -> object:
    if name not in variables:
        return "left out"
    asked = variables[name]
    return None if asked is None else page(asked)
