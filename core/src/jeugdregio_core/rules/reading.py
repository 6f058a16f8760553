"""Look up, block by block, what is kept of a question: one function per agenda, written for it.

It reads the value of every fact once. For an agenda with two blocks, one about the referrer and
the first day and one about the first day alone, it is:

    def found(given, on):
        referral = given.referral
        request = given.request
        fact_0 = referral.referrer
        fact_1 = request.start
        return order, kept_0((fact_0, fact_1)), kept_1(fact_1)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeAlias

from jeugdregio_core.rules.facts import (
    DOCUMENTS,
    NORM_DURATION,
    NORM_HOURS,
    PROVIDERS,
    VOLUME,
    Fact,
)
from jeugdregio_core.rules.input import CaseInput, VolumeInput
from jeugdregio_core.rules.likeness import Likeness
from jeugdregio_core.rules.seen import Looked

MOST_TEXTS = 500
"""Of how many functions the code is kept: agendas whose blocks look at the same share it."""

Found: TypeAlias = tuple[Any, ...]
"""The order of an agenda, by which it is known, and what is kept of each of its blocks."""

Find: TypeAlias = Callable[[CaseInput, date], Found]
"""Finds it for a question, on the day whose rules hold."""


class Reading:
    """Writes such functions for blocks that hold these facts."""

    def __init__(self, held: Sequence[Likeness]) -> None:
        looked = sorted(frozenset().union(*held), key=str)
        self._number = len(held)
        self._apart = [one for one in looked if isinstance(one, Fact) and _is_apart(one)]
        self._write = _writer("\n".join(_text(held, looked)))

    def find(self, order: object, kept: Sequence[Callable[[Any], object]]) -> Find:
        """Find what is kept, by the key of each block."""
        return self._write(order, *kept, *map(_safely, self._apart))

    def keys(self) -> Find:
        """Find the keys themselves."""
        return self.find(None, [_itself] * self._number)


def _itself(key: object) -> object:
    return key


@lru_cache(MOST_TEXTS)
def _writer(text: str) -> Callable[..., Find]:
    names: dict[str, Any] = {**_KINDS}
    exec(compile(text, "<reading>", "exec"), names)  # noqa: S102 - text of our own
    write: Callable[..., Find] = names["write"]
    return write


def _text(held: Sequence[Likeness], looked: Sequence[Looked]) -> Iterator[str]:
    """The text of a function that writes one for an agenda, what is kept, and facts apart."""
    facts = {one: f"fact_{at}" for at, one in enumerate(looked)}
    apart = {one: name.replace("fact", "read") for one, name in facts.items() if _is_apart(one)}
    kept = [f"kept_{at}" for at in range(len(held))]
    yield f"def write({', '.join(['order', *kept, *apart.values()])}):"
    yield "    def found(given, on):"
    for group in sorted({_group(one) for one in looked if one not in apart} - {""}):
        yield f"        {group} = given.{group}"
    for one, name in facts.items():
        value = f"{apart[one]}(given)" if one in apart else _value(one)
        yield f"        {name} = {value}"
        if one in _WRITTEN:
            yield f"        {name} = {_WRITTEN[one].format(name)}"
    looks = [f"{name}({_key(one, facts)})" for name, one in zip(kept, held, strict=True)]
    yield f"        return {', '.join(['order', *looks])},"
    yield "    return found"


def _key(held: Likeness, facts: Mapping[Looked, str]) -> str:
    names = [facts[one] for one in sorted(held, key=str)]
    return names[0] if len(names) == 1 else f"({', '.join(names)})"


def _value(looked: Looked) -> str:
    if isinstance(looked, str):
        return looked
    return looked.attribute if _group(looked) else f"given.{looked.attribute}"


def _group(looked: Looked) -> str:
    return "" if isinstance(looked, str) else looked.attribute.rpartition(".")[0]


def _is_apart(looked: Looked) -> bool:
    """Whether it may be of something that is absent, or is not simply in a group of facts."""
    if isinstance(looked, str):
        return False
    try:
        attrgetter(looked.attribute)(_EMPTY)
    except AttributeError:
        return True
    return looked.attribute.count(".") > 1


def _safely(fact: Fact[Any]) -> Callable[[CaseInput], Any]:
    """Read a fact; where that fails the case is like no other, and the rule will tell."""

    def read(given: CaseInput) -> Any:
        try:
            return fact.read(given)
        except Exception:
            return object()

    return read


def _volume(held: VolumeInput) -> Any:
    return str(held.amount), held.unit, held.frequency


_EMPTY = CaseInput(region="")

_OF_EACH = "{{0}} and ({0}({{0}}[0]) if len({{0}}) == 1 else tuple(map({0}, {{0}})))"
"""Of records in a list; of a single one, as there is as a rule, without a list around it."""

_WRITTEN: Mapping[Looked, str] = {
    DOCUMENTS: _OF_EACH.format("document"),
    PROVIDERS: _OF_EACH.format("provider"),
    VOLUME: "{0} and volume({0})",
    NORM_DURATION: "{0} is not None and str({0})",
    NORM_HOURS: "{0} is not None and str({0})",
}
"""What is not compared as it is. Documents go without their days, which few rules look at and which
are seldom the same; providers without their arrangements, of which there may be hundreds; numbers
as they were given: 6 and 6.0 are equal, and are not said the same way."""

_KINDS: Mapping[str, Any] = {
    "document": attrgetter("kind", "author", "approved_by", "signed_by", "includes"),
    "provider": attrgetter("code", "segments", "lead_contractor", "subcontractors", "agreements"),
    "volume": _volume,
}
