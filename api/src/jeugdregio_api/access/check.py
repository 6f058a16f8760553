"""Refuses a question with fields that the role of who asks may not read, before it is executed."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from graphql import GraphQLError, GraphQLSchema, parse, print_ast
from strawberry.extensions import SchemaExtension

from jeugdregio_api.access.needed import Nodes, needed
from jeugdregio_api.access.policy import allowed
from jeugdregio_api.context import Context
from jeugdregio_api.errors import FORBIDDEN, UNAUTHENTICATED
from jeugdregio_core.casework.actor import Role

REMEMBERED = 512
"""Of how many operations it is remembered what each role may not read of them."""

SHOWN = 20
"""How many fields a refusal names."""


class Allowed(SchemaExtension):
    """Looks after the document was validated. The answer is an error, and nothing was read."""

    def on_validate(self) -> Iterator[None]:
        """Check the operation against the policy."""
        asked = self.execution_context
        context: Context = asked.context
        if not asked.pre_execution_errors and asked.graphql_document and context.desk:
            text = asked.query or print_ast(asked.graphql_document)
            role = context.actor.role
            if refused := _refused(asked.schema._schema, text, asked.operation_name, role):
                asked.pre_execution_errors = [_refusal(role, refused)]
        yield


def may_ask(schema: GraphQLSchema, text: str, operation: str | None, context: Context) -> bool:
    """Whether who asks may read all that an operation reads, of a text that was found valid."""
    return not (context.desk and _refused(schema, text, operation, context.actor.role))


@lru_cache(REMEMBERED)
def _refused(schema: GraphQLSchema, text: str, operation: str | None, role: Role) -> Nodes:
    """The fields that this role may not read, of a text that was found valid before.

    By its text: a parsed document takes long to look up.
    """
    fields = needed(schema, parse(text), operation)
    return {place: node for place, node in sorted(fields.items()) if role not in allowed(place)}


def _refusal(role: Role, refused: Nodes) -> GraphQLError:
    shown = [*refused][:SHOWN]
    names = [".".join(place) for place in shown]
    known = role is not Role.PUBLIC
    who = f"Uw rol ({role.label}) geeft geen toegang" if known else "Zonder token geen toegang"
    extensions: dict[str, Any] = {"code": FORBIDDEN if known else UNAUTHENTICATED, "fields": names}
    nodes = [refused[place] for place in shown]
    return GraphQLError(f"{who} tot: {', '.join(names)}.", nodes, extensions=extensions)
