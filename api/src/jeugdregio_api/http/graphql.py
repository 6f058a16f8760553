"""``/graphql`` in its three ways: a request, a stream of events, and a WebSocket."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.routing import BaseRoute, Route, WebSocketRoute

from jeugdregio_api.access.door import Door
from jeugdregio_api.access.identify import Identify, NotIdentified
from jeugdregio_api.access.keys import KeysAway
from jeugdregio_api.context import Context
from jeugdregio_api.http.endpoint import GraphQLEndpoint
from jeugdregio_api.http.execution import Execution
from jeugdregio_api.http.results import Subscriptions
from jeugdregio_api.http.socket import GraphQLSocket, NotAdmitted
from jeugdregio_api.http.streams import Streams
from jeugdregio_api.http.trusted import documents
from jeugdregio_api.limits.rate import rate_limit
from jeugdregio_api.schema import build_schema
from jeugdregio_api.settings import Settings
from jeugdregio_core.casework.actor import Actor

ADDRESS = "/graphql"


@dataclass(frozen=True, slots=True)
class GraphQL:
    """Answers questions of whoever ``identify`` knows, in a context made for each."""

    settings: Settings
    identify: Identify
    context: Callable[[Actor], Awaitable[Context]]
    streams: Streams

    def routes(self, *, followed: bool) -> Iterator[BaseRoute]:
        """Its addresses; a WebSocket only where there is something to follow.

        Raises InvalidSettings for a list of trusted documents that cannot be read.
        """
        given = self.settings
        schema = build_schema(
            introspection=not given.production, most=given.most, plans=given.max_plans
        )
        known = documents(given.trusted_documents)
        subscriptions = Subscriptions(
            schema, known, most=given.max_errors, suggestions=not given.production
        )
        endpoint = GraphQLEndpoint(
            settings=given,
            execution=Execution(schema, self.context, given.deadline_seconds, schema.road),
            rate=rate_limit(given, demo=given.demo),
            documents=known,
            subscriptions=subscriptions,
            streams=self.streams,
        )
        yield Route(ADDRESS, Door(endpoint.respond, self.identify), methods=["GET", "POST"])
        if followed:
            socket = GraphQLSocket(
                results=subscriptions,
                admit=self._admitted,
                streams=self.streams,
                pending=Streams(given.max_streams, given.max_streams, given.max_stream_seconds),
                max_message_bytes=given.max_body_bytes,
                max_depth=given.max_json_depth,
            )
            yield WebSocketRoute(ADDRESS, socket.converse)

    async def _admitted(self, authorization: str | None, client: str | None) -> Context:
        """Who asks over a WebSocket is found out as for a request. Raises NotAdmitted."""
        given = {"authorization": authorization} if authorization else {}
        try:
            actor = await self.identify(Headers(given), client)
        except (NotIdentified, KeysAway):
            raise NotAdmitted from None
        return await self.context(actor)
