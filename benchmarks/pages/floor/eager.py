"""Strawberry as its users write it: one load per page, then its executor over plain objects.

The statements and the page are those of the floor. Parsed and validated documents are remembered,
and orjson writes the answer.
"""

from __future__ import annotations

from typing import Any

import orjson
import strawberry
from benchmarks.pages.floor.eager_types import Page, Where
from benchmarks.pages.floor.opened import Opened, application
from benchmarks.pages.floor.page import Asked, page, read_cursor
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.types import Info


async def _referrals(
    info: Info[Opened, None],
    region: strawberry.ID,
    first: int = 50,
    after: str | None = None,
    where: Where | None = None,
) -> Any:
    here = info.context
    status = where.status.eq if where and where.status else None
    asked = Asked(str(region), str(status.value if status else ""), first, read_cursor(after))
    return page(here.known, asked, await here.database.rows(asked))["data"]["referrals"]


@strawberry.type
class Query:
    """The questions."""

    referrals: Page = strawberry.field(resolver=_referrals)


def create() -> Starlette:
    """The schema over the database that the environment names."""
    schema = strawberry.Schema(
        query=Query,
        config=StrawberryConfig(default_resolver=lambda source, name: source[name]),
        extensions=[lambda: ParserCache(maxsize=256), lambda: ValidationCache(maxsize=256)],
    )

    async def answer(request: Request, opened: Opened) -> Response:
        asked = orjson.loads(await request.body())
        result = await schema.execute(
            asked["query"], variable_values=asked["variables"], context_value=opened
        )
        told: dict[str, Any] = {"data": result.data}
        if result.errors:
            told["errors"] = [str(error) for error in result.errors]
        return Response(orjson.dumps(told), media_type="application/json")

    return application("/graphql", "POST", answer)
