"""Load files with providers into the store: all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from jeugdregio_core.casework.actor import Actor
from jeugdregio_core.casework.desk import Desk
from jeugdregio_core.casework.problems import Declined
from jeugdregio_core.own_tables.reading import Watch, read_lines
from jeugdregio_core.own_tables.rows import Problem
from jeugdregio_core.own_tables.sheets import Sheet, Unreadable, named
from jeugdregio_core.provider_tables.entries import Entry, entries
from jeugdregio_core.provider_tables.tables import TABLES
from jeugdregio_core.provider_tables.taking import Effect, take
from jeugdregio_core.store import subjects

OPERATION = "providers import"


@dataclass(slots=True)
class Contents:
    """What files hold, in the order in which it is entered, and the problems in it."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What each entry did, or what stands in the way of all of them."""

    effects: tuple[tuple[Entry, Effect], ...]
    problems: tuple[Problem, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is different now."""
        return any(effect is not Effect.NONE for _, effect in self.effects)


def read(files: Iterable[tuple[str, Sequence[Sheet]]], region: str, watch: Watch) -> Contents:
    """Everything in files, each with its name. Raises Unreadable."""
    found, order = Contents(), [*TABLES]
    taken: dict[str, Sheet] = {}
    for name, sheets in files:
        for sheet, table in named(sheets, TABLES, name):
            if taken.setdefault(table.name, sheet) is not sheet:
                raise Unreadable(f"De tabel {table.name} staat er twee keer in.")
    for name in sorted(taken, key=order.index):
        lines = read_lines(taken[name], TABLES[name], watch)
        found.problems += lines.problems
        for one in entries(TABLES[name], lines.values, region):
            if isinstance(one, Problem):
                found.problems.append(one)
            else:
                found.entries.append(one)
    return found


def load(
    desk: Desk, actor: Actor, region: str, given: Contents, *, dry_run: bool = False
) -> Loaded:
    """Enter everything in one transaction, by the steps that are for it.

    Raises UnknownRegion and the errors of the store.
    """
    codes = {getattr(one.asked, "provider", None) or one.asked.code for one in given.entries}
    about = [subjects.provider(region, code) for code in sorted(codes)]
    steps = [partial(take, asked=one.asked) for one in given.entries]
    found = desk.carry_out_all(actor, OPERATION, region, about, steps, dry_run=dry_run)
    both = [*zip(given.entries, found, strict=True)]
    return Loaded(
        tuple((entry, effect) for entry, effect in both if isinstance(effect, Effect)),
        tuple(
            entry.problem(problem)
            for entry, declined in both
            if isinstance(declined, Declined)
            for problem in declined.problems
        ),
    )


def told(made: Loaded) -> Iterator[str]:
    """Every row that did something, and how many did what."""
    counted = Counter(effect for _, effect in made.effects)
    order = [*TABLES]
    in_order = sorted(made.effects, key=lambda one: (order.index(one[0].table.name), one[0].lines))
    for entry, effect in in_order:
        if effect is not Effect.NONE:
            place = f"{entry.table.name}, regel {entry.lines[0]}"
            yield f"{place}: {effect.label}: {entry.about}."
    yield ", ".join(f"{counted[effect]} {effect.label}" for effect in Effect) + "."
