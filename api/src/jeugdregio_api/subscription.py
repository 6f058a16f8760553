"""Everything that can be followed."""

from collections.abc import AsyncGenerator

import strawberry

from jeugdregio_api.events import subscriptions
from jeugdregio_api.events.types import Event
from jeugdregio_api.fields import declared


@declared(
    description="Everything that can be followed: over server-sent events (POST with Accept: "
    "text/event-stream) or a WebSocket with the protocol graphql-transport-ws."
)
class Subscription:
    """The subscriptions of the API."""

    events: AsyncGenerator[Event, None] = strawberry.subscription(
        resolver=subscriptions.events,
        description="What happens in the cases of a region (gebeurtenissen), as pointers and in "
        "their order. Whoever goes on from the last position misses nothing.",
    )
