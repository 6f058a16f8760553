"""Take a step: read what is asked, leave the work to the desk, and tell what came of it.

Every step is a transaction of its own, beside the event loop. Bad input and business refusals are
``problems`` in the answer. An unknown region and a store that cannot do it now are errors.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import strawberry
from graphql import GraphQLError

from jeugdregio_api.context import Info
from jeugdregio_api.desk import hold_to, office_of
from jeugdregio_api.errors import SERVICE_UNAVAILABLE, record
from jeugdregio_api.inputs import Given, input_type
from jeugdregio_api.selection import wanted
from jeugdregio_core.beside import beside
from jeugdregio_core.casework.problems import ProblemCode, StepProblem
from jeugdregio_core.casework.reading.questions import Look
from jeugdregio_core.errors import InvalidCase
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.parse import parse
from jeugdregio_core.store.errors import StoreError

if TYPE_CHECKING:
    from jeugdregio_core.casework.desk import Work

STORED_NOT_SHOWN = "Het is opgeslagen, maar het kan nu niet worden getoond. Vraag het later op."

R = TypeVar("R")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a step. ``asked`` is ``None`` when the input was no question at all."""

    operation: str
    asked: Any
    made: Mapping[str, Mapping[str, Any]]
    decision: Mapping[str, Any] | None
    problems: tuple[StepProblem, ...]


def taking(name: str, kind: type[Any], among: str = "steps") -> Callable[..., Awaitable[Taken]]:
    """Resolves the mutation that takes the step of this name, asked with this dataclass.

    ``among`` is the module of casework that has the step.

    It raises UnknownRegion, KeyReused, Conflict, StoreUnavailable and OutcomeUnknown, and what
    ``office_of`` and ``hold_to`` raise.
    """

    async def take(info: Info, given: Given) -> Taken:
        office = office_of(info)
        try:
            asked: Any = parse(kind, given)
        except InvalidCase as error:
            return Taken(info.field_name, None, {}, None, _invalid(error))
        hold_to(asked.region, info)
        step = getattr(import_module(f"jeugdregio_core.casework.{among}"), name)
        told = await beside(step, office.desk, office.actor, asked)
        made = {} if asked.dry_run else told.made
        return Taken(info.field_name, asked, made, told.decision, told.problems)

    argument = strawberry.argument(name="input", description="What is asked.")
    take.__annotations__["given"] = Annotated[input_type(kind), argument]  # type: ignore[arg-type]
    return take


async def shown(
    info: Info,
    taken: Taken,
    kind: str,
    see: "Callable[[Work, Taken, Look], R | None]",
    placed: Callable[[Rulebook, R], T],
) -> T | None:
    """What a step made, as the store shows it; ``None`` where it made no such thing."""
    if kind not in taken.made:
        return None
    office, region = office_of(info), taken.asked.region
    look = Look(wanted=wanted(info))
    read = partial(office.desk.look_awaited, office.actor, taken.operation, region)
    try:
        item = await read(lambda work: see(work, taken, look))
    except StoreError as error:
        record(error, info.path.as_list())
        raise GraphQLError(STORED_NOT_SHOWN, extensions={"code": SERVICE_UNAVAILABLE}) from None
    rulebook = info.context.serving.guard(region).rulebook
    return None if item is None else placed(rulebook, item)


def _invalid(error: InvalidCase) -> tuple[StepProblem, ...]:
    return tuple(
        StepProblem(ProblemCode.INVALID, p.message, p.path or None) for p in error.problems
    )
