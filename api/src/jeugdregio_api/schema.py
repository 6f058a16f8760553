"""The GraphQL schema, the same for every region."""

from collections.abc import Callable, Iterator
from functools import cache

import strawberry
from graphql import GraphQLError, OperationDefinitionNode
from strawberry.extensions import (
    DisableIntrospection,
    MaxTokensLimiter,
    ParserCache,
    SchemaExtension,
    ValidationCache,
)
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionContext

from jeugdregio_api import enums  # noqa: F401 - the schema needs them declared
from jeugdregio_api.access.check import Allowed
from jeugdregio_api.allocations import queries as allocation_queries
from jeugdregio_api.allocations.types import Allocation
from jeugdregio_api.comparisons import queries as comparison_queries
from jeugdregio_api.comparisons.types import SideBySide
from jeugdregio_api.decisions import queries as decision_queries
from jeugdregio_api.decisions.types import Decision
from jeugdregio_api.errors import bad_input
from jeugdregio_api.fields import declared, field
from jeugdregio_api.files import queries as file_queries
from jeugdregio_api.files.types import ClientFile
from jeugdregio_api.limits.extension import WithinLimits
from jeugdregio_api.limits.most import USUAL, USUAL_PLANS, Most
from jeugdregio_api.mutation import Mutation
from jeugdregio_api.operation.deed import deed
from jeugdregio_api.paging import Connection
from jeugdregio_api.plan.lean import Lean
from jeugdregio_api.plan.remembering import Remembering
from jeugdregio_api.plan.road import Road
from jeugdregio_api.providers import queries as provider_queries
from jeugdregio_api.providers.types import Provider
from jeugdregio_api.referrals import queries as referral_queries
from jeugdregio_api.referrals.types import Referral
from jeugdregio_api.regions import queries as region_queries
from jeugdregio_api.regions.types import Region
from jeugdregio_api.requests import queries as request_queries
from jeugdregio_api.requests.types import Request
from jeugdregio_api.scalars import SCALARS
from jeugdregio_api.seen import attribute
from jeugdregio_api.subscription import Subscription
from jeugdregio_api.what_if import queries as what_if_queries
from jeugdregio_api.what_if.types import WhatIf

CACHED_DOCUMENTS = 256


@declared(description="Everything that can be asked.")
class Query:
    """The questions of the API."""

    regions: list[Region] = field(
        "Every region (jeugdregio) that is served.", region_queries.regions
    )
    region: Region | None = field("One region (jeugdregio).", region_queries.region)
    decide: Decision | None = field(
        "Decide whether this may be allocated, and what goes with it (besluit). "
        "A refusal is an answer, not an error.",
        decision_queries.decide,
    )
    compare: SideBySide | None = field(
        "Put one family situation to several regions (vergelijken), and see where they differ.",
        comparison_queries.compare,
    )
    referrals: Connection[Referral] | None = field(
        "The referrals of a region (verwijzingen), newest first.", referral_queries.referrals
    )
    referral: Referral | None = field("One referral (verwijzing).", referral_queries.referral)
    requests: Connection[Request] | None = field(
        "The requests of a region (verzoeken), newest first.", request_queries.requests
    )
    request: Request | None = field("One request (verzoek).", request_queries.request)
    allocations: Connection[Allocation] | None = field(
        "The allocations of a region (toewijzingen), newest first.",
        allocation_queries.allocations,
    )
    allocation: Allocation | None = field(
        "One allocation (toewijzing).", allocation_queries.allocation
    )
    client_file: ClientFile | None = field(
        "The file of one young person (dossier).", file_queries.client_file
    )
    providers: Connection[Provider] | None = field(
        "Who is contracted on a day (sociale kaart), those who can start soonest first.",
        provider_queries.providers,
    )
    what_if: WhatIf | None = field(
        "What a proposed change would do to the allocations that run (wat als). For the region.",
        what_if_queries.what_if,
    )


class Schema(strawberry.Schema):
    """The schema, with the short road for questions that were asked before, if there is one."""

    road: Road | None = None

    def process_errors(
        self,
        errors: list[GraphQLError],
        execution_context: ExecutionContext | None = None,
    ) -> None:
        """Log nothing here: messages may hold facts of a person. See ``errors.presented``."""

    def _warn_for_federation_directives(self) -> None:
        """There is no federation here: looking for it loads eight milliseconds of library."""


class _OneOperationIsMeant(SchemaExtension):
    """Refuses a choice between operations; the library would take the first."""

    def on_parse(self) -> Iterator[None]:
        yield
        asked = self.execution_context
        document = asked.graphql_document
        parts = document.definitions if document else ()
        operations = [part for part in parts if isinstance(part, OperationDefinitionNode)]
        if len(operations) > 1 and asked._provided_operation_name is None:
            raise bad_input("Er staan meer vragen in. Noem er een in operationName.")


class _Told(SchemaExtension):
    """Tells whoever counts and logs what is asked: its name and kind, nothing of what it holds."""

    def on_execute(self) -> Iterator[None]:
        asked, told = self.execution_context, deed()
        told.name(asked.operation_name)
        told.kind = asked.operation_type.value.lower()
        yield


@cache
def build_schema(
    *, introspection: bool = True, most: Most = USUAL, plans: int = USUAL_PLANS
) -> Schema:
    """The schema; parsed and validated documents are remembered, up to a bound.

    ``plans`` is how many questions are kept compiled; with 0 the library executes them all.
    """
    road = Road(most, plans) if plans else None
    remembering = [lambda: Remembering(road)] if road else []
    schema = Schema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        config=StrawberryConfig(default_resolver=attribute, scalar_map=SCALARS),
        extensions=[*_extensions(introspection, most), *remembering],
        execution_context_class=Lean,
    )
    schema.road = road
    return schema


def _extensions(introspection: bool, most: Most) -> Iterator[Callable[[], SchemaExtension]]:
    yield _OneOperationIsMeant
    yield _Told
    yield lambda: WithinLimits(most)
    yield lambda: MaxTokensLimiter(max_token_count=most.tokens)
    if not introspection:
        yield DisableIntrospection
    yield lambda: ParserCache(maxsize=CACHED_DOCUMENTS)
    yield lambda: ValidationCache(maxsize=CACHED_DOCUMENTS)
    yield Allowed


def exported() -> str:
    """The schema in the schema definition language, ending with a newline."""
    return build_schema().as_str() + "\n"
