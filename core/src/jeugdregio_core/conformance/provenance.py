"""Checks on where facts come from, and on saying what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.conformance.check import Level, check
from jeugdregio_core.conformance.walking import stated
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.model.codes import Status, TariffReason
from jeugdregio_core.model.norms import NormFramework
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.stacking import Term


@check(Level.ZILVER, "Elk feit en elke regel noemt een bron.")
def sources(candidate: Candidate) -> Iterator[str]:
    """A term without a source of its own has that of its matrix."""
    for held in stated(candidate.rulebook):
        source = held.item.source
        if source is None and isinstance(held.item, Term):
            continue
        if not isinstance(source, Source) or not source.document.strip():
            yield f"{held.name} mist een bron."


@check(Level.GOUD, "Wat niet bekend is, staat er als zin bij.")
def unknowns(candidate: Candidate) -> Iterator[str]:
    """A catalogue or framework with an open value says so in ``unknown``."""
    for profile_set in candidate.rulebook.profile_sets:
        yield from _unsaid(profile_set, _open_in_catalogue(profile_set))
    for framework in candidate.rulebook.norm_frameworks:
        yield from _unsaid(framework, _open_in_framework(framework))


def _unsaid(held: ProfileSet | NormFramework, open_values: Iterator[str]) -> Iterator[str]:
    found = next(open_values, None)
    if found is not None and not held.unknown:
        yield (
            f"{held.code}: {found} is niet bekend, maar 'unknown' is leeg. "
            "Schrijf daar één zin per open punt."
        )


def _open_in_catalogue(held: ProfileSet) -> Iterator[str]:
    yield from (f"de naam van profiel {p.code}" for p in held.profiles if p.name is None)
    yield from (f"de naam van intensiteit {i.code}" for i in held.intensities if i.name is None)
    yield from (
        f"het tarief van arrangement {a.code}"
        for a in held.arrangements
        if held.tariff(a, held.valid.first).reason is TariffReason.UNKNOWN
    )
    for schedule in held.schedules:
        yield from (
            f"de hoogte van {part.label!r}" for part in schedule.instalments if part.share is None
        )


def _open_in_framework(held: NormFramework) -> Iterator[str]:
    yield from (f"norm {n.code}" for n in held.norms if n.status is not Status.KNOWN)
    yield from (f"doel {t.code}" for t in held.targets if t.status is not Status.KNOWN)
