"""Refuse an operation that asks too much, before anything of it is executed."""

from collections.abc import Iterator

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode
from strawberry.extensions import SchemaExtension

from jeugdregio_api.errors import bad_input
from jeugdregio_api.limits.measure import Measure, Size
from jeugdregio_api.limits.most import Most


class WithinLimits(SchemaExtension):
    """Measures every operation of a document, each time: its cost depends on the variables.

    The stock limiters walk a fragment again at each spread, which takes exponential time.
    """

    def __init__(self, most: Most) -> None:
        super().__init__()
        self._most = most

    def on_validate(self) -> Iterator[None]:
        """Add what is too much to what was found to be invalid."""
        asked = self.execution_context
        found = asked.pre_execution_errors
        if found is not None and asked.graphql_document is not None:
            # A new list: the one that was found is shared with who asks the same.
            asked.pre_execution_errors = [*found, *self._refused(asked.graphql_document)]
        yield

    def _refused(self, document: DocumentNode) -> Iterator[GraphQLError]:
        asked = self.execution_context
        measure = Measure(asked.schema._schema, document, asked.variables or {})
        for part in document.definitions:
            if isinstance(part, OperationDefinitionNode):
                yield from map(bad_input, self._excess(measure.operation(part)))

    def _excess(self, size: Size) -> Iterator[str]:
        for found, most, what in (
            (size.depth, self._most.depth, "niveaus diep"),
            (size.aliases, self._most.aliases, "aliassen"),
            (size.width, self._most.root_fields, "velden op het hoogste niveau"),
        ):
            if found > most:
                yield f"De vraag is te groot: hoogstens {most} {what}."
        if size.cost > self._most.cost:
            yield (
                f"De vraag kost {size.cost} punten, hoogstens {self._most.cost}. "
                "Vraag minder per keer: een kleinere first, of minder velden."
            )
