"""Checks on what a region says it is, and on the codes its parts name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.conformance.check import Level, check
from jeugdregio_core.model.catalogue import ProfileSet
from jeugdregio_core.rulebook import Rulebook


@check(
    Level.BRONS, "De regio heeft een naam, een organisatie, gemeenten, een profielenset en regels."
)
def identity(candidate: Candidate) -> Iterator[str]:
    """What the contract leaves open and no region can do without."""
    rulebook = candidate.rulebook
    region = rulebook.region
    wanted = {
        "naam": region.name.strip(),
        "organisatie": region.organisation.strip(),
        "gemeenten": region.municipalities,
        "profielenset": rulebook.profile_sets,
        "regels die een verzoek beoordelen": [r for r in rulebook.rules if r.judge is not None],
    }
    yield from (f"De regio {region.code} heeft geen {w}." for w, held in wanted.items() if not held)
    for municipality in region.municipalities:
        if not municipality.name.strip():
            yield f"Gemeente {municipality.code} heeft geen naam."
        if municipality.merged_into is not None and municipality.valid.last is None:
            yield (
                f"Gemeente {municipality.code} is opgegaan in {municipality.merged_into}, maar "
                "heeft geen laatste dag."
            )


@check(Level.BRONS, "Elke code die iets noemt, bestaat in de profielensets of regels van de regio.")
def references(candidate: Candidate) -> Iterator[str]:
    """A code that nothing carries makes a rule or a row that never speaks."""
    rulebook = candidate.rulebook
    sets = rulebook.profile_sets
    segments = {s.code for held in sets for s in held.segments}
    profiles = {p.code for held in sets for p in held.profiles}
    for rule in rulebook.rules:
        yield from _strange(rule.scope.segments, segments, f"Regel {rule.code}: segment")
        yield from _strange(rule.scope.profiles, profiles, f"Regel {rule.code}: profiel")
    for matrix in rulebook.stacking:
        yield from _strange(matrix.segments, segments, f"Matrix {matrix.code}: segment")
    for held in sets:
        yield from _strange_in(held)
        yield from _strange(
            held.municipalities or (),
            {m.code for m in rulebook.region.municipalities},
            f"{held.code}: gemeente",
        )
    yield from _strange(_named_rules(rulebook), {r.code for r in rulebook.rules}, "Regel")


def _strange_in(held: ProfileSet) -> Iterator[str]:
    arranged = held.arrangements
    bought: tuple[Any, ...] = (*arranged, *held.components, *held.payment, *held.schedules)
    limited: tuple[Any, ...] = (*held.payment, *held.schedules)
    named: dict[str, tuple[Iterable[Any], set[str]]] = {
        "segment": (
            held.segments,
            {p.segment for p in held.profiles if p.segment} | {part.segment for part in bought},
        ),
        "profiel": (
            held.profiles,
            {a.profile for a in arranged}.union(*(i.profiles or () for i in held.intensities)),
        ),
        "intensiteit": (
            held.intensities,
            {a.intensity for a in arranged}.union(*(part.intensities or () for part in limited)),
        ),
        "arrangement": (arranged, {t.arrangement for t in held.tariffs}),
    }
    for what, (items, used) in named.items():
        yield from _strange(used, {item.code for item in items}, f"{held.code}: {what}")


def _named_rules(rulebook: Rulebook) -> set[str]:
    schedules: tuple[Any, ...] = tuple(s for held in rulebook.profile_sets for s in held.schedules)
    norms = (n for held in rulebook.norm_frameworks for n in (*held.norms, *held.targets))
    return {item.rule for item in (*schedules, *norms) if item.rule is not None}


def _strange(used: Collection[str], known: Collection[str], what: str) -> Iterator[str]:
    for code in sorted(set(used) - set(known)):
        yield f"{what} {code} bestaat niet. Bekend: {', '.join(sorted(known)) or 'geen enkele'}."
