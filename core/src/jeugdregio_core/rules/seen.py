"""A case that sees which facts a rule looks at, parts of documents and providers included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any, TypeVar

from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import (
    CONTRACTED_ARRANGEMENTS,
    DOCUMENT_DATE,
    DOCUMENTS,
    PROVIDERS,
    Fact,
    MissingFact,
)
from jeugdregio_core.rules.input import (
    CaseInput,
    DocumentInput,
    ProviderInput,
)

T = TypeVar("T")

Looked = Fact[Any] | str
"""A fact, or ``given`` or ``on``: the whole question, and the day whose rules hold."""


class SeenCase(Case):
    """The case itself. Whatever the rules that it is put to look at is in ``looked``."""

    __slots__ = ("_shown", "looked")

    looked: dict[Looked, None]
    """In the order in which they were looked at."""
    _shown: dict[Fact[Any], Any]

    def __init__(self, case: Case) -> None:
        super().__init__(case.given, case.on, case.catalogue)
        object.__setattr__(self, "looked", {})
        object.__setattr__(self, "_shown", {})

    def put_to_the_next(self) -> SeenCase:
        """The same case, of which nothing was looked at yet."""
        self.looked.clear()
        _forget_beside(self, None)
        return self

    def get(self, fact: Fact[T]) -> T | None:
        """The fact, seen."""
        self.looked[fact] = None
        value: Any = fact.read(_given(self))
        if value and fact in _SHOWN:
            value = self._shown.get(fact) or self._show(fact, value)
        return value  # type: ignore[no-any-return]

    def _show(self, fact: Fact[Any], value: Any) -> Any:
        shown = self._shown[fact] = _SHOWN[fact](value, self._look_at)
        return shown

    def __getitem__(self, fact: Fact[T]) -> T:
        value = self.get(fact)
        if value is None:
            raise MissingFact(fact)
        return value

    def has(self, fact: Fact[Any]) -> bool:
        """Whether it was given, seen as well."""
        return self.get(fact) is not None

    def _look_at(self, fact: Fact[Any]) -> None:
        self.looked[fact] = None

    @property
    def given(self) -> CaseInput:  # type: ignore[override]
        """The whole question: no other is like it."""
        self.looked["given"] = None
        return _given(self)

    @property
    def on(self) -> date:  # type: ignore[override]
        """The day whose rules hold, seen."""
        self.looked["on"] = None
        return _on(self)


_slots: Any = vars(Case)
_forget_beside = _slots["_beside"].__set__
_given: Callable[[Case], CaseInput] = _slots["given"].__get__
_on: Callable[[Case], date] = _slots["on"].__get__

Look = Callable[[Fact[Any]], None]


class _SeenDocument(DocumentInput):
    """A document of which it is seen when its day is looked at."""

    __slots__ = ("_look",)
    _look: Look
    __class__ = property(lambda _: DocumentInput)  # so that it equals one

    @property
    def date(self) -> Any:
        self._look(DOCUMENT_DATE)
        return _day_of(self)


class _SeenProvider(ProviderInput):
    """A provider of which it is seen when its arrangements are looked at."""

    __slots__ = ("_look",)
    _look: Look
    __class__ = property(lambda _: ProviderInput)  # so that it equals one

    @property
    def arrangements(self) -> Any:
        self._look(CONTRACTED_ARRANGEMENTS)
        return _arrangements_of(self)


_day_of: Callable[[DocumentInput], Any] = vars(DocumentInput)["date"].__get__
_arrangements_of: Callable[[ProviderInput], Any] = vars(ProviderInput)["arrangements"].__get__


def _shown(kind: type[Any]) -> Callable[[tuple[Any, ...], Look], tuple[Any, ...]]:
    """Show each of a list as this kind, with all that its plain kind holds."""
    plain = kind.__mro__[1]
    slots = [vars(plain)[field.name] for field in fields(plain)]
    look_by = vars(kind)["_look"].__set__

    def shown(items: tuple[Any, ...], look: Look) -> tuple[Any, ...]:
        return tuple([one(item, look) for item in items])

    def one(item: Any, look: Look) -> Any:
        seen = object.__new__(kind)
        for slot in slots:
            slot.__set__(seen, slot.__get__(item))
        look_by(seen, look)
        return seen

    return shown


_SHOWN: dict[Fact[Any], Callable[..., Any]] = {
    DOCUMENTS: _shown(_SeenDocument),
    PROVIDERS: _shown(_SeenProvider),
}
