"""Refuse an operation that asks too much, before anything else is done with it."""

from collections.abc import Iterator

from graphql import OperationDefinitionNode
from strawberry.extensions import SchemaExtension

from jeugdregio_api.errors import bad_input
from jeugdregio_api.limits.measure import Measure, Size
from jeugdregio_api.limits.most import Most


class WithinLimits(SchemaExtension):
    """Measures every operation of a document, each time: its cost depends on the variables.

    It comes before validation, which takes quadratic time. The stock limiters take exponential
    time: they walk a fragment again at each spread.
    """

    def __init__(self, most: Most) -> None:
        super().__init__()
        self._most = most

    def on_parse(self) -> Iterator[None]:
        """Raise on the first excess."""
        yield
        asked = self.execution_context
        if (document := asked.graphql_document) is None:
            return
        measure = Measure(asked.schema._schema, document, asked.variables or {})
        for part in document.definitions:
            if isinstance(part, OperationDefinitionNode):
                for said in excess(measure.operation(part), self._most):
                    raise bad_input(said)


def excess(size: Size, allowed: Most) -> Iterator[str]:
    """What of an operation is more than is allowed, as Dutch sentences."""
    for found, most, what in (
        (size.width, allowed.root_fields, "velden op het hoogste niveau"),
        (size.depth, allowed.depth, "niveaus diep"),
        (size.aliases, allowed.aliases, "aliassen en herhaalde velden"),
    ):
        if found > most:
            yield f"De vraag is te groot: hoogstens {most} {what}."
    if size.cost > allowed.cost:
        yield (
            f"De vraag kost {size.cost} punten, hoogstens {allowed.cost}. "
            "Vraag minder per keer: een kleinere first, of minder velden."
        )
