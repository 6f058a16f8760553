"""Execute a question by its plan; the library takes over where something is out of the ordinary."""

from __future__ import annotations

import logging
import traceback
from asyncio import gather
from collections.abc import Awaitable, Mapping
from typing import Any

from graphql import ExecutionResult, GraphQLObjectType
from graphql.execution.collect_fields import FieldDetails
from graphql.pyutils import Path
from strawberry import Info
from strawberry.schema.schema_converter import GraphQLCoreConverter

from jeugdregio_api.plan.compile import Plan
from jeugdregio_api.plan.lean import Lean
from jeugdregio_api.plan.readings import Field
from jeugdregio_api.plan.roots import Root

_log = logging.getLogger(__name__)

Outcomes = Mapping[str, Any]
"""What the fields at the top came to, by their name in the answer: a value, or an exception."""


class Planned(Lean):
    """The executor of the library, with a plan to try first.

    A plan only knows how to answer well. After anything else, the library goes on from what the
    fields at the top came to, so that errors, their places and what becomes null are its own.
    """

    _outcomes: Outcomes | None = None
    _oddity: Exception | None = None

    async def by(self, plan: Plan) -> ExecutionResult:
        """Execute by a plan that was compiled for this question."""
        outcomes = await self._resolved(plan)
        data = self._shown(plan, outcomes)
        if data is not None:
            return ExecutionResult(data, None)
        self._outcomes = outcomes
        result = self.execute_operation(serially=False)
        assert isinstance(result, ExecutionResult), "nothing below the top is awaited"
        if not result.errors:
            self._tell()
        return result

    def execute_field(
        self,
        parent_type: GraphQLObjectType,
        source: Any,
        field_details_list: list[FieldDetails],
        path: Path,
        position_context: Any,
    ) -> Any:
        """Complete what a field at the top came to; resolve every other field."""
        given = (parent_type, source, field_details_list, path, position_context)
        if self._outcomes is None or path.prev is not None or path.key not in self._outcomes:
            return super().execute_field(*given)
        nodes = [details.node for details in field_details_list]
        definition = parent_type.fields[nodes[0].name.value]
        info = self.build_resolve_info(definition, nodes, parent_type, path)
        try:
            return self.complete_value(
                definition.type,
                field_details_list,
                info,
                path,
                self._outcomes[str(path.key)],
                position_context,
            )
        except Exception as error:
            self.handle_field_error(error, definition.type, field_details_list, path)
            return None

    async def _resolved(self, plan: Plan) -> Outcomes:
        outcomes = {key: self._begun(key, root) for key, root in plan.roots.items()}
        awaited = [key for key, outcome in outcomes.items() if self.is_awaitable(outcome)]
        if len(awaited) == 1:
            outcomes[awaited[0]] = await _outcome(outcomes[awaited[0]])
        elif awaited:
            told = await gather(*(_outcome(outcomes[key]) for key in awaited))
            outcomes.update(zip(awaited, told, strict=True))
        return outcomes

    def _begun(self, key: str, root: Root) -> Any:
        field = root.field
        info = self._info(field, Path(None, key, field.parent.name))
        try:
            return root.begin(self.root_value, info, self.variable_values)
        except Exception as error:
            return error

    def _shown(self, plan: Plan, outcomes: Outcomes) -> dict[str, Any] | None:
        if any(isinstance(outcome, Exception) for outcome in outcomes.values()):
            return None
        schema: Any = self.schema.extensions[GraphQLCoreConverter.DEFINITION_BACKREF]
        try:
            given = {
                n: f.arguments(self.variable_values, schema) for n, f in plan.arguments.items()
            }
            infos = {
                name: Info(_raw_info=self._info(field, None), _field=field.own)
                for name, field in plan.infos.items()
            }
            plan.shelf.on(self.context_value.today)
            show = plan.show(**given, **infos)
            return {key: shown(outcomes.get(key)) for key, shown in show.items()}
        except Exception as oddity:
            self._oddity = oddity
            return None

    def _tell(self) -> None:
        """Log why a plan gave up where the library did not; no words, which may be of a person."""
        places = traceback.extract_tb(self._oddity.__traceback__ if self._oddity else None)
        where = f"{places[-1].filename}:{places[-1].lineno}" if places else "?"
        kind = type(self._oddity).__name__
        _log.warning("a plan gave up where the library did not: %s at %s", kind, where)

    def _info(self, field: Field, path: Any) -> Any:
        return self.build_resolve_info(field.definition, list(field.nodes), field.parent, path)


async def _outcome(awaited: Awaitable[Any]) -> Any:
    try:
        return await awaited
    except Exception as error:
        return error
