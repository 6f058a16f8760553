"""The short road for questions that were found sound: nothing is parsed or validated again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from graphql import DirectiveNode, DocumentNode, GraphQLSchema, VariableNode, Visitor, visit
from strawberry.types import ExecutionResult

from jeugdregio_api.access.check import may_ask
from jeugdregio_api.bounded import Bounded
from jeugdregio_api.context import Context
from jeugdregio_api.errors import record
from jeugdregio_api.http.operation import Operation
from jeugdregio_api.limits.fitting import Fitting
from jeugdregio_api.limits.most import Most
from jeugdregio_api.operation.deed import deed
from jeugdregio_api.plan.building import Building
from jeugdregio_api.plan.compile import Plan, compiled
from jeugdregio_api.plan.execute import Planned
from jeugdregio_api.plan.readings import NotCompilable
from jeugdregio_api.plan.shelf import Shelf

Asked: TypeAlias = tuple[str, str | None]
"""The text of a question, and the name of the operation that is meant."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A question that the library found sound."""

    schema: GraphQLSchema
    operation: str | None
    building: Building
    fits: Fitting
    switches: tuple[str, ...]
    """The variables that decide by ``@skip`` or ``@include`` what is shown."""


class Road:
    """Answers known questions by their plan.

    It only goes where all is well: who asks may read everything, the size is within the limits and
    the variables fit. Where not, or where there is no plan, the long way is taken, which tells why.
    """

    def __init__(self, most: Most, plans: int) -> None:
        self._most = most
        self.shelf = Shelf()
        """What regions state, as it is shown."""
        self._known: Bounded[Asked, Known] = Bounded(plans)
        self._plans: Bounded[tuple[Known, tuple[Any, ...]], Plan | Literal[False]] = Bounded(plans)

    def remember(
        self, schema: GraphQLSchema, asked: Asked, document: DocumentNode, operation: str | None
    ) -> None:
        """Remember a sound question, to be answered by its plan."""
        if self._known.get(asked):
            return
        fits = Fitting(schema, document, self._most)
        building = Building(schema, document, operation)
        switches = tuple(_switches(document))
        self._known.put(asked, Known(schema, operation, building, fits, switches))

    async def result(
        self, text: str, operation: Operation, context: Context
    ) -> ExecutionResult | None:
        """The answer, or ``None`` when the long way must be taken."""
        variables = operation.variables or {}
        known = self._known.get((text, operation.name))
        if known is None or not known.fits(variables):
            return None
        if not may_ask(known.schema, text, known.operation, context):
            return None
        executor = known.building.executor(variables, context)
        plan = self._plan(known, executor) if executor else False
        if not executor or not plan:
            return None
        told = deed()
        told.name(known.operation)
        told.kind = "query"
        result = await executor.by(plan)
        return ExecutionResult(data=result.data, errors=result.errors)

    def _plan(self, known: Known, executor: Planned) -> Plan | Literal[False]:
        given = executor.variable_values.coerced
        which = known, tuple(given.get(name) for name in known.switches)
        plan = self._plans.get(which)
        return self._plans.put(which, self._compiled(executor)) if plan is None else plan

    def _compiled(self, executor: Planned) -> Plan | Literal[False]:
        try:
            return compiled(executor, self.shelf)
        except NotCompilable:
            return False
        except Exception as fault:
            record(fault)
            return False


def _switches(document: DocumentNode) -> Iterator[str]:
    found: dict[str, None] = {}

    class Directives(Visitor):
        def enter_directive(self, node: DirectiveNode, *_more: Any) -> None:
            for argument in node.arguments or ():
                if isinstance(argument.value, VariableNode):
                    found[argument.value.name.value] = None

    visit(document, Directives())
    yield from found
