"""Checks on periods: what can never hold, and days on which nothing holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.conformance.check import Level, check
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.period import Dated, Period

PROFILE_SETS = "profielensets"
STACKING = "stapelmatrices"
NORMS = "normenkaders"


@check(Level.BRONS, "Alles in een profielenset geldt op minstens één dag.")
def periods(candidate: Candidate) -> Iterator[str]:
    """A segment, tariff or schedule outside its set's period would never be found."""
    for held in candidate.rulebook.profile_sets:
        for item, period in _dated_parts(held):
            if not period.overlaps(held.valid):
                yield f"{held.code}: {item} geldt nooit: {period}, en de set geldt {held.valid}."


def _dated_parts(held: ProfileSet) -> Iterator[tuple[str, Period]]:
    yield from ((f"segment {s.code}", s.valid) for s in held.segments if s.valid is not None)
    yield from ((f"het tarief van {t.arrangement}", t.valid) for t in held.tariffs)
    yield from ((f"betaalschema {s.rule}", s.valid) for s in held.schedules)


@check(Level.GOUD, "Tussen twee periodes zit geen gat, of de reden ervan is verklaard.")
def gaps(candidate: Candidate) -> Iterator[str]:
    """Days between the first and the last on which nothing holds, unless declared."""
    found = dict(_gaps(candidate))
    for name, days in found.items():
        if name not in candidate.gaps:
            yield (
                f"{name}: {days} geldt er niets. Vul het gat, of zet de reden in conformance.toml "
                f"onder [gaps] bij {name!r}."
            )
    for name in candidate.gaps:
        if name not in found:
            yield f"{name}: conformance.toml verklaart een gat, maar dat is er niet. Haal het weg."


def _gaps(candidate: Candidate) -> Iterator[tuple[str, Period]]:
    rulebook = candidate.rulebook
    places = {held.municipalities for held in rulebook.profile_sets}
    for place in places:
        here = [held for held in rulebook.profile_sets if held.municipalities == place]
        name = PROFILE_SETS if place is None else f"{PROFILE_SETS} {', '.join(sorted(place))}"
        yield from _between(name, here)
    yield from _between(STACKING, rulebook.stacking)
    yield from _between(NORMS, rulebook.norm_frameworks)
    for code in {rule.code for rule in rulebook.rules}:
        yield from _between(code, [rule for rule in rulebook.rules if rule.code == code])


def _between(name: str, items: Sequence[Dated]) -> Iterator[tuple[str, Period]]:
    held = sorted((item.valid for item in items), key=lambda period: period.first)
    for earlier, later in pairwise(held):
        if earlier.last is not None and earlier.last + timedelta(1) < later.first:
            yield name, Period(earlier.last + timedelta(1), later.first - timedelta(1))
