"""Refuses a question with fields that the role of who asks may not read, before it is executed."""

from collections.abc import Iterator, Sequence
from typing import Any

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension

from jeugdregio_api.access.needed import Nodes, needed
from jeugdregio_api.access.policy import Coordinate, allowed
from jeugdregio_api.context import Context
from jeugdregio_api.errors import FORBIDDEN, MAX_ERRORS, UNAUTHENTICATED
from jeugdregio_core.casework.actor import Role


class Allowed(SchemaExtension):
    """Looks after the document was validated. The answer is an error, and nothing was read."""

    def on_validate(self) -> Iterator[None]:
        """Check the operation against the policy."""
        asked = self.execution_context
        context: Context = asked.context
        if not asked.pre_execution_errors and asked.graphql_document and context.office:
            schema = asked.schema._schema
            fields = needed(schema, asked.graphql_document, asked.operation_name)
            role = context.office.actor.role
            denied = [place for place in fields if role not in allowed(place)]
            if denied:
                asked.pre_execution_errors = [_refusal(role, denied, fields)]
        yield


def _refusal(role: Role, denied: Sequence[Coordinate], fields: Nodes) -> GraphQLError:
    shown = sorted(denied)[:MAX_ERRORS]
    names = [".".join(place) for place in shown]
    known = role is not Role.PUBLIC
    who = f"Uw rol ({role.label}) geeft geen toegang" if known else "Zonder token geen toegang"
    extensions: dict[str, Any] = {"code": FORBIDDEN if known else UNAUTHENTICATED, "fields": names}
    return GraphQLError(
        f"{who} tot: {', '.join(names)}.",
        nodes=[fields[place] for place in shown],
        extensions=extensions,
    )
