"""What one region answers: a decision, or one for every segment and profile there is to choose."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import replace
from datetime import date

from jeugdregio_core.guard import Guard
from jeugdregio_core.model.catalogue import ProfileSet, Segment
from jeugdregio_core.model.period import NotInForce
from jeugdregio_core.record import record
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.facts import MUNICIPALITY, START
from jeugdregio_core.rules.input import CaseInput, RequestInput
from jeugdregio_core.rules.outcome import Finding, Said, Verdict

MAX_CHOICES = 300
"""How many choices are decided for one region."""

_WHERE_THE_FAMILY_LIVES = {MUNICIPALITY, START}


@record
class Candidate:
    """What the region would decide on a segment, and on a profile where it has any."""

    segment: str | None
    profile: str | None
    intensities: tuple[str, ...]
    """The intensities it holds for; empty where none were there to choose."""
    decision: Decision
    """The decision on the first of these intensities; on the others it has the same reasons."""


@record
class ComparedRegion:
    """One region's answer: a decision, or candidates where there is something to choose."""

    rulebook: Rulebook
    on: date
    """The day whose rules were asked."""
    profile_set: ProfileSet | None
    decision: Decision | None
    candidates: tuple[Candidate, ...] = ()
    more: bool = False
    """Whether there is more to choose than was decided."""

    @property
    def reason(self) -> str | None:
        """Why no catalogue is in force, in Dutch, with what is known instead."""
        if self.profile_set is not None:
            return None
        what = f"profielenset van {self.rulebook.region.name}"
        return str(NotInForce(what, self.on, self.rulebook.profile_sets))

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decision, or that on each candidate."""
        return (self.decision,) if self.decision else tuple(c.decision for c in self.candidates)


def in_region(guard: Guard, question: CaseInput) -> ComparedRegion:
    """Put the question to one region. Without a profile to go by, put every choice to it."""
    case = guard.rulebook.case(question)
    held = case.profile_set
    choices = list(_choices(question.request, held, case.on)) if held else [question.request]
    asked = tuple(replace(question, request=choice) for choice in choices[:MAX_CHOICES])
    decided = tuple(
        _as_if_it_lived_here(decision, guard.rulebook) for decision in guard.decide_all(asked)
    )
    if choices == [question.request]:
        return ComparedRegion(guard.rulebook, case.on, held, decided[0])
    more = len(choices) > MAX_CHOICES
    return ComparedRegion(guard.rulebook, case.on, held, None, _candidates(decided), more)


def _choices(request: RequestInput, held: ProfileSet, on: date) -> Iterator[RequestInput]:
    """The request with every segment, profile and intensity that fit what it says already."""
    pairs = [
        (segment.code, profile)
        for segment in held.segments_on(on)
        if request.segment in (None, segment.code)
        for profile in _profiles(request, held, segment)
    ]
    if not pairs or pairs == [(request.segment, request.profile)]:
        yield request
        return
    for segment, profile in pairs:
        for intensity in _intensities(request, held, profile):
            yield replace(request, segment=segment, profile=profile, intensity=intensity)


def _profiles(request: RequestInput, held: ProfileSet, segment: Segment) -> tuple[str | None, ...]:
    known = held.profiles_in(segment.code) if segment.contracted else ()
    if request.product is not None or (request.profile is None and not known):
        return (request.profile,)
    return tuple(p.code for p in known if request.profile in (None, p.code))


def _intensities(
    request: RequestInput, held: ProfileSet, profile: str | None
) -> tuple[str | None, ...]:
    if request.intensity is not None or profile is None:
        return (request.intensity,)
    known = (i.code for i in held.intensities if i.profiles is None or profile in i.profiles)
    return tuple(known) or (None,)


def _candidates(decided: tuple[Decision, ...]) -> tuple[Candidate, ...]:
    """One candidate for all intensities with which a profile is decided for the same reasons."""
    alike: dict[Hashable, list[Decision]] = {}
    for decision in decided:
        request = decision.given.request
        reasons = tuple((f.rule, f.missing) for f in decision.because)
        alike.setdefault(
            (
                *(request.segment, request.profile, decision.verdict, reasons),
                *(decision.regie, decision.required_documents),
            ),
            [],
        ).append(decision)
    return tuple(map(_candidate, alike.values()))


def _candidate(alike: list[Decision]) -> Candidate:
    requests = [decision.given.request for decision in alike]
    return Candidate(
        requests[0].segment,
        requests[0].profile,
        tuple(r.intensity for r in requests if r.intensity is not None),
        alike[0],
    )


def _as_if_it_lived_here(decision: Decision, rulebook: Rulebook) -> Decision:
    """Without a municipality, the rule that only asks for one holds: the family lives here."""
    if decision.given.client.municipality is not None:
        return decision
    message = f"In deze vergelijking woont het gezin in {rulebook.region.name}."

    def found(finding: Finding) -> Finding:
        only_this = set(finding.rule.reads) <= _WHERE_THE_FAMILY_LIVES
        if finding.missing != MUNICIPALITY.path or not only_this:
            return finding
        return Finding(finding.rule, Verdict.PASSED, message)

    def supposed(one: Said) -> Said:
        findings = tuple(map(found, one.findings))
        strictest = max([f.verdict.strictness for f in findings], default=-1)
        return replace(one, findings=findings, strictness=strictest)

    return replace(decision, said=[*map(supposed, decision.said)])
