"""Read the facts by which cases are compared, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter, itemgetter
from typing import Any, TypeAlias

from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import (
    DOCUMENTS,
    NORM_DURATION,
    NORM_HOURS,
    PROVIDERS,
    VOLUME,
    Fact,
)
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.likeness import Likeness
from jeugdregio_core.rules.seen import Looked

Facts: TypeAlias = tuple[Any, ...]
"""The values of all facts that are compared, of one case."""

Key: TypeAlias = Callable[[Facts], Any]
"""Takes out of them what one block is about; to be compared with that of another case."""


class Reading:
    """The facts that the blocks of one agenda look at, and how to read them."""

    def __init__(self, held: Iterable[Likeness]) -> None:
        looked = sorted(frozenset().union(*held), key=str)
        at_once = [one for one in looked if not _is_apart(one)]
        at_once += ["on"] * (2 - len(at_once))  # of one alone attrgetter makes no tuple
        apart = [one for one in looked if _is_apart(one)]
        self._places = {one: place for place, one in enumerate([*at_once, *apart])}
        self.facts = _reader(at_once, [_APART.get(one) or _read_by(one) for one in apart])

    def key(self, held: Likeness) -> Key:
        """How to take out the facts with this likeness."""
        return itemgetter(*[self._places[one] for one in sorted(held, key=str)])


def _reader(
    at_once: Iterable[Looked], apart: list[Callable[[CaseInput], Any]]
) -> Callable[[Case], Facts]:
    first: Callable[[Case], Facts] = attrgetter(*map(_path, at_once))
    if not apart:
        return first
    if len(apart) == 1:
        (only,) = apart
        return lambda case: (*first(case), only(case.given))
    return lambda case: (*first(case), *[read(case.given) for read in apart])


def _path(looked: Looked) -> str:
    return looked if isinstance(looked, str) else f"given.{looked.attribute}"


def _is_apart(looked: Looked) -> bool:
    """Whether it may be of something that is absent, or is not compared as it is."""
    return isinstance(looked, Fact) and (looked in _APART or looked.is_of_another)


def _read_by(looked: Looked) -> Callable[[CaseInput], Any]:
    assert isinstance(looked, Fact)
    return looked.read


_document = attrgetter("kind", "author", "approved_by", "signed_by", "includes")
_provider = attrgetter("code", "segments", "lead_contractor", "subcontractors", "agreements")


def _documents(given: CaseInput) -> Any:
    """The documents without their days, which are looked at by few and seldom the same."""
    return given.documents and tuple(map(_document, given.documents))


def _providers(given: CaseInput) -> Any:
    """The providers without their arrangements, of which there may be hundreds."""
    return given.providers and tuple(map(_provider, given.providers))


def _volume(given: CaseInput) -> Any:
    held = given.request.volume
    return None if held is None else (str(held.amount), held.unit, held.frequency)


def _as_written(read: Callable[[CaseInput], Any]) -> Callable[[CaseInput], Any]:
    """A number as it was given: 6 and 6.0 are equal, and are not said the same way."""
    return lambda given: str(read(given))


_APART: dict[Looked, Callable[[CaseInput], Any]] = {
    DOCUMENTS: _documents,
    PROVIDERS: _providers,
    VOLUME: _volume,
    NORM_DURATION: _as_written(NORM_DURATION.read),
    NORM_HOURS: _as_written(NORM_HOURS.read),
}
