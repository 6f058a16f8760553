"""The shorter way through the executor tells what the library tells: data, errors and places."""

from __future__ import annotations

import asyncio
import enum
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
import strawberry
from graphql import Undefined
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext
from tests.support.questions import Question, questions

from jeugdregio_api.plan.lean import Lean
from jeugdregio_api.scalars import SCALARS
from jeugdregio_api.seen import Seen, attribute


@strawberry.enum
class Kind(enum.Enum):
    """A kind."""

    GOOD = "goed"
    BAD = "slecht"


def _given(root: Any) -> Any:
    """What this object was given to answer with, by a resolver."""
    value = attribute(root, "given")
    if isinstance(value, LookupError):
        raise value
    return value


def _told(root: Any, info: strawberry.Info, times: int = 1, day: date | None = None) -> str | None:
    if times == 7:
        raise ValueError("Zeven keer is te vaak.")
    path = ".".join(map(str, info.path.as_list()))
    return f"{path} {info.field_name} {times} {day}"


def _sometimes(root: Any) -> str:
    async def late() -> str:
        return "later"

    return late() if attribute(root, "late") else "nu"  # type: ignore[return-value]


async def _late(root: Any) -> str:
    return type(attribute(root, "text")).__name__


@strawberry.type
class Node:
    """Something with everything below it."""

    id: strawberry.ID
    text: str
    perhaps: str | None
    number: int | None
    flag: bool
    share: float | None
    kind: Kind
    kinds: list[Kind | None] | None
    day: date
    moment: datetime | None
    words: list[str] | None
    grid: list[list[int]] | None
    below: Node | None
    needed: Node
    nodes: list[Node]
    some: list[Node | None] | None
    told: str | None = strawberry.field(resolver=_told)
    given: str = strawberry.field(resolver=_given)
    given_node: Node | None = strawberry.field(resolver=_given)


@strawberry.type
class Waiting:
    """Something of which a part must be waited for."""

    text: str
    late: str = strawberry.field(resolver=_late)
    sometimes: str | None = strawberry.field(resolver=_sometimes)
    node: Node | None
    more: list[Waiting] | None


@strawberry.type
class Query:
    """The top."""

    node: Node | None
    needed: Node
    nodes: list[Node | None] | None
    waiting: Waiting | None


class Awaited:
    """Something to wait for, more than once if need be."""

    def __await__(self) -> Generator[Any, None, str]:
        """Wait, and give a text."""
        yield from asyncio.sleep(0).__await__()
        return "gewacht"

    def __repr__(self) -> str:
        return "iets later"


GOOD: Mapping[str, Sequence[Any]] = {
    "id": ("x", UUID(int=1), 5),
    "text": ("tekst", ""),
    "perhaps": (None, "misschien"),
    "number": (0, -5, None),
    "flag": (True, False),
    "share": (0.5, 1, None),
    "kind": (Kind.GOOD, Kind.BAD, "goed"),
    "kinds": ([Kind.GOOD], (None, Kind.BAD), [], None),
    "day": (date(2026, 3, 1),),
    "moment": (datetime(2026, 3, 1, tzinfo=UTC), None),
    "words": (["a", "b"], (), None),
    "grid": ([[1, 2], []], ((3,),), None),
    "given": ("gegeven",),
}
ODD: Sequence[Callable[[], Any]] = (
    lambda: None,
    lambda: Undefined,
    lambda: 2**40,
    lambda: 1.5,
    lambda: b"bytes",
    lambda: "onzin",
    lambda: ["x", None, 3],
    lambda: [[None], None, 7],
    lambda: {"a": 1},
    lambda: (part for part in ("a", "b")),
    lambda: iter([None, Kind.GOOD]),
    object,
    lambda: LookupError("Niet gevonden."),
    lambda: [LookupError("Niet gevonden."), "a"],
)
"""What may stand anywhere."""


@dataclass
class Making:
    """Makes objects in which some things are odd; the same again for the same seed."""

    by: Random
    awaited: bool

    def value(self, usual: Any) -> Any:
        """What is usual here, or now and then something odd."""
        if self.by.random() > 0.04:
            return usual
        if self.awaited and self.by.random() < 0.3:
            return Awaited()
        return self.by.choice(ODD)()

    def node(self, depth: int = 3) -> Any:
        """An object of some class, with everything below it."""
        parts = {name: self.value(self.by.choice(good)) for name, good in GOOD.items()}
        for name in ("below", "needed"):
            parts[name] = self.value(self.node(depth - 1) if depth else None)
        for name in ("nodes", "some"):
            parts[name] = self.value(self.nodes(depth))
        if self.by.random() < 0.05:
            parts.pop(self.by.choice([*parts]))
        kind = self.by.choice(("object", "dict", "seen"))
        nowhere: Any = None
        item = parts if kind == "dict" else SimpleNamespace(**parts)
        return Seen(item, nowhere) if kind == "seen" else item

    def nodes(self, depth: int) -> Any:
        """Some objects, in a list or something like it."""
        few = self.by.randint(0, 2) if depth > 1 else 0
        kind = self.by.choice((list, tuple, iter))
        return kind([self.value(self.node(depth - 2)) for _ in range(few)])

    def root(self) -> Any:
        """What everything begins with."""
        return {
            "node": self.value(self.node()),
            "needed": self.value(self.node()),
            "nodes": self.value(self.nodes(3)),
            "waiting": self.waiting(2),
        }

    def waiting(self, depth: int) -> Any:
        """Something of which a part must be waited for."""
        more = [self.value(self.waiting(depth - 1)) for _ in range(depth)]
        late = self.by.random() < 0.3
        return {"text": self.value("t"), "late": late, "node": self.node(1), "more": more}


def _schema(executor: type, *extensions: type[SchemaExtension]) -> strawberry.Schema:
    return strawberry.Schema(
        query=Query,
        config=StrawberryConfig(default_resolver=attribute, scalar_map=SCALARS),
        execution_context_class=executor,
        extensions=extensions,
    )


LEAN, LIBRARY = _schema(Lean), _schema(StrawberryGraphQLCoreExecutionContext)


def _answer(schema: strawberry.Schema, asked: Question, root: Any) -> Any:
    async def answered() -> Any:
        result = await schema.execute(
            asked.query,
            variable_values=asked.variables,
            root_value=root,
            operation_name=asked.name,
        )
        for _ in range(20):  # what was begun in vain is done in the background
            await asyncio.sleep(0)
        return result

    result = asyncio.run(answered())
    errors = [
        (error.message, error.path, error.locations, type(error.original_error))
        for error in result.errors or ()
    ]
    return result.data, errors, repr(result.data)


@pytest.mark.parametrize("awaited", [False, True], ids=["there", "awaited"])
def test_whatever_stands_wherever_both_tell_the_same(awaited: bool) -> None:
    told: Counter[str] = Counter()

    @settings(max_examples=150, deadline=None, suppress_health_check=[*HealthCheck])
    @given(questions(LIBRARY._schema, {}, lambda _place: True), st.integers(0, 2**32))
    def both(asked: Question, seed: int) -> None:
        root, same = (Making(Random(seed), awaited).root() for _ in range(2))
        shown, errors, _ = expected = _answer(LIBRARY, asked, root)
        assert _answer(LEAN, asked, same) == expected
        told["shown" if shown else "nothing"] += 1
        told["errors" if errors else "sound"] += 1

    both()
    assert min(told[kind] for kind in ("shown", "errors", "sound")) >= 15, told


class Watched(Lean):
    """Remembers which fields were executed as the library does, one by one."""

    fields: list[str] = []  # noqa: RUF012 - of all of them

    def execute_field(self, *given: Any) -> Any:
        """Remember where, and go on."""
        self.fields.append(".".join(map(str, given[3].as_list())))
        return super().execute_field(*given)


@strawberry.type
class Subscription:
    """What is followed."""

    @strawberry.subscription
    async def nodes(self) -> AsyncGenerator[Node | None]:
        """Something sound between two that are not."""
        for word in (b"bytes", "woord", b"bytes"):
            yield {"perhaps": word}  # type: ignore[misc]


class Between(SchemaExtension):
    """Comes between the executor and every resolver."""

    def resolve(self, _next: Any, root: Any, info: Any, *args: Any, **given: Any) -> Any:
        """Answer something else for one field."""
        return "ertussen" if info.field_name == "text" else _next(root, info, *args, **given)


def _by_watched(text: str, root: Any, *extensions: type[SchemaExtension]) -> Any:
    Watched.fields.clear()
    shown, errors, _ = _answer(_schema(Watched, *extensions), Question(text, {}), root)
    assert not errors
    return shown


def _waiting(*, late: bool) -> dict[str, Any]:
    return {"text": "t", "late": late, "more": None, "node": {"text": "diep"}}


def test_what_is_known_is_not_executed_field_by_field() -> None:
    nodes = [{"text": word, "below": {"text": word}} for word in "ab"]
    text = "{ nodes { text below { text __typename } } }"
    assert _by_watched(text, {"nodes": nodes})["nodes"][1]["below"]["text"] == "b"
    assert Watched.fields == ["nodes"]


def test_an_object_with_something_to_wait_for_is_left_to_the_library_and_what_it_holds_is_not() -> (
    None
):
    text = "{ waiting { late node { text } } }"
    shown = _by_watched(text, {"waiting": _waiting(late=True)})
    assert shown == {"waiting": {"late": "str", "node": {"text": "diep"}}}
    assert Watched.fields == ["waiting", "waiting.late", "waiting.node"]


@pytest.mark.parametrize(("late", "told"), [(True, "later"), (False, "nu")])
def test_what_turns_out_to_be_waited_for_is_waited_for(late: bool, told: str) -> None:
    shown = _by_watched("{ waiting { text sometimes } }", {"waiting": _waiting(late=late)})
    assert shown == {"waiting": {"text": "t", "sometimes": told}}
    assert ("waiting.sometimes" in Watched.fields) == late


def test_nothing_passes_by_what_comes_between() -> None:
    shown = _by_watched("{ node { text perhaps } }", {"node": {"text": "t"}}, Between)
    assert shown == {"node": {"text": "ertussen", "perhaps": None}}


def test_a_field_that_asks_where_it_is_hears_it_and_what_it_is_given() -> None:
    text = """query ($times: Int) {
        nodes { x: told(times: $times, day: "2026-03-01") told(times: 7) }
    }"""
    asked = Question(text, {"times": 3})
    shown, errors, _ = told = _answer(LEAN, asked, {"nodes": [{}]})
    assert shown["nodes"][0] == {"x": "nodes.0.x told 3 2026-03-01", "told": None}
    assert [path for _, path, *_ in errors] == [["nodes", 0, "told"]]
    assert told == _answer(LIBRARY, asked, {"nodes": [{}]})


def test_every_event_has_its_own_errors() -> None:
    schema = strawberry.Schema(
        Query,
        subscription=Subscription,
        config=StrawberryConfig(default_resolver=attribute, scalar_map=SCALARS),
        execution_context_class=Lean,
    )

    async def told() -> list[Any]:
        events: Any = await schema.subscribe("subscription { nodes { perhaps } }")
        return [(event.data, len(event.errors or ())) async for event in events]

    nothing, word = {"nodes": {"perhaps": None}}, {"nodes": {"perhaps": "woord"}}
    assert asyncio.run(told()) == [(nothing, 1), (word, 0), (nothing, 1)]


def test_what_can_be_walked_once_is_walked_once() -> None:
    def root() -> Any:
        return {"waiting": {**_waiting(late=True), "more": iter([_waiting(late=False)])}}

    asked = Question("{ waiting { more { text } sometimes } }", {})
    shown, errors, _ = _answer(LEAN, asked, root())
    assert (shown["waiting"]["more"], errors) == ([{"text": "t"}], [])
