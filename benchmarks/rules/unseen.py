"""Questions that were never asked before: every one different in what differs in life."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from time import process_time

from benchmarks.measured import Figure
from benchmarks.settings import Settings

from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.encoding import encode
from jeugdregio_core.rules.input import AllocationInput, CaseInput

SAYS = """\
Never seen: the worked cases with another municipality, date of birth, provider (one of 300), first
and last day, day of each document, and provider and first day of each allocation that runs. Each is
asked once, of a rulebook that answered 20,000 of them before."""

BEFORE, AT_ONCE = 20_000, 4_000
PROVIDERS = 300


class Unseen:
    """Makes questions that differ from each other."""

    def __init__(self, rulebook: Rulebook, cases: Sequence[CaseInput]) -> None:
        self.municipalities = [m.code for m in rulebook.region.municipalities]
        self.cases = cases
        self.chance = Random(rulebook.region.code)  # noqa: S311

    def questions(self, number: int) -> Sequence[CaseInput]:
        """So many more."""
        return [self._varied(self.chance.choice(self.cases)) for _ in range(number)]

    def _varied(self, given: CaseInput) -> CaseInput:
        client, asked, code = given.client, given.request, self._provider()
        return replace(
            given,
            client=replace(
                client,
                municipality=client.municipality and self.chance.choice(self.municipalities),
                birth_date=self._later(client.birth_date, 3_000),
            ),
            request=replace(
                asked,
                provider=asked.provider and code,
                start=self._later(asked.start, 180),
                end=self._later(asked.end, 360),
            ),
            providers=tuple(
                replace(one, code=code if one.code == asked.provider else one.code)
                for one in given.providers
            ),
            documents=tuple(
                replace(one, date=self._later(one.date, 180)) for one in given.documents
            ),
            running=tuple(map(self._running, given.running)),
        )

    def _running(self, one: AllocationInput) -> AllocationInput:
        return replace(
            one,
            provider=one.provider and self._provider(),
            start=self._later(one.start, 180),
        )

    def _provider(self) -> str:
        return f"aanbieder-{self.chance.randrange(PROVIDERS)}"

    def _later(self, day: date | None, most: int) -> date | None:
        return day and day + timedelta(self.chance.randrange(most))


def speed_unseen(rulebook: Rulebook, cases: Sequence[CaseInput], settings: Settings) -> Figure:
    """How many decisions with JSON per second of processor time, round by round."""
    own, unseen = replace(rulebook), Unseen(rulebook, cases)  # nothing kept, and nobody else's
    _tell(own, unseen.questions(BEFORE))
    return Figure(
        tuple(_round(own, unseen.questions, settings.seconds) for _ in range(settings.rounds))
    )


def _round(
    rulebook: Rulebook, questions: Callable[[int], Sequence[CaseInput]], seconds: float
) -> float:
    done, took = 0, 0.0
    while took < seconds / 4:
        more = questions(AT_ONCE)
        gc.collect()
        start = process_time()
        _tell(rulebook, more)
        took += process_time() - start
        done += AT_ONCE
    return done / took


def _tell(rulebook: Rulebook, questions: Sequence[CaseInput]) -> None:
    for question in questions:
        encode(rulebook.decide(question))


def looked_up(rulebook: Rulebook, questions: Sequence[CaseInput]) -> float:
    """Which share of what was asked of blocks was kept from before."""
    asked = missed = 0
    for question in questions:
        case = rulebook.case(question)
        held = rulebook._standing.on(case.on, question.client.municipality)
        blocks = held.agenda(case).blocks
        before = sum(block.misses for block in blocks)
        rulebook.decide(question)
        asked += len(blocks)
        missed += sum(block.misses for block in blocks) - before
    return 1 - missed / asked
