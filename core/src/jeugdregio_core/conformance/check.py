"""One check of the kit: a level, a Dutch title, and a function that says what falls short."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.deadline import within
from jeugdregio_core.errors import told

SECONDS = 30.0
"""How long one check may take."""

Look = Callable[[Candidate], Iterable[str]]


class Level(IntEnum):
    """How far a plugin is proven; a level holds those below it."""

    BRONS = 1
    ZILVER = 2
    GOUD = 3

    @property
    def label(self) -> str:
        """The name that people read."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Check:
    """A named check; ``look`` gives every shortcoming as a Dutch sentence."""

    name: str
    level: Level
    title: str
    look: Look

    def __call__(self, candidate: Candidate) -> tuple[str, ...]:
        """Every shortcoming once, in the order found; nothing means that the check holds.

        A plugin that makes the check itself fail falls short.
        """
        try:
            return within(SECONDS, lambda: tuple(dict.fromkeys(self.look(candidate))))
        except (Exception, SystemExit, GeneratorExit) as error:
            return (f"Deze toets kon niet worden afgemaakt ({told(error)}).",)


def check(level: Level, title: str) -> Callable[[Look], Check]:
    """Make a check of a function; its name is the name of the check."""

    def decorate(look: Look) -> Check:
        return Check(look.__name__, level, title, look)

    return decorate
