"""Checks on what people read: whole sentences, in Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jeugdregio_core.conformance.candidate import Candidate
from jeugdregio_core.conformance.cases import decide_case
from jeugdregio_core.conformance.check import Level, check
from jeugdregio_core.conformance.walking import stated
from jeugdregio_core.rules.framework import OWN

_DUTCH = frozenset(
    "de het een en of is zijn wordt worden niet geen van voor met bij op in aan uit naar om als "
    "dan die dat deze dit wie wat er ook kan mag moet moeten heeft hebben hier al "
    "nog maar door tot".split()
)
_ENGLISH = frozenset(
    "the and or not must should may can cannot does this that these which when where there from "
    "are be been has have for with without only because their its you your to by if were "
    "request provider allocation refused allowed required unknown missing".split()
)


@check(Level.ZILVER, "Wat mensen lezen, zijn hele zinnen in het Nederlands.")
def sentences(candidate: Candidate) -> Iterator[str]:
    """Titles, messages and explanations in the cases, notes, and what is unknown."""
    for where, text in _texts(candidate):
        yield from (f"{where}: {fault}: {text!r}." for fault in faults(text))


def faults(text: str) -> Iterator[str]:
    """What is wrong with a text as a Dutch sentence, as far as a machine can tell.

    The language is a guess by common words: more English ones than Dutch ones is not Dutch.
    """
    bare = text.strip()
    if not bare:
        yield "de zin is leeg"
        return
    first = bare.lstrip("'\"‘“(")[:1]
    if not (first.isupper() or first.isdigit()) and not bare.startswith(("'s ", "'t ")):
        yield "de zin begint niet met een hoofdletter of cijfer"
    if not bare.endswith((".", "?", "!")):
        yield "de zin eindigt niet op een punt, vraagteken of uitroepteken"
    words = re.findall(r"[a-z]+", bare.lower())
    if sum(w in _ENGLISH for w in words) > sum(w in _DUTCH for w in words):
        yield "dit lijkt geen Nederlands"


def _texts(candidate: Candidate) -> Iterator[tuple[str, str]]:
    for rule in candidate.rulebook.rules:
        yield f"titel van {rule.code}", rule.title
    for held in stated(candidate.rulebook):
        for text in getattr(held.item, "unknown", ()):
            yield f"{held.name}: unknown", text
        if getattr(held.item, "note", None):
            yield f"{held.name}: note", held.item.note
    yield from ((f"{case.file}: name", case.name) for case in candidate.cases)
    yield from ((f"{fact.file}: name", fact.name) for fact in candidate.facts)
    yield from _said(candidate)


def _said(candidate: Candidate) -> Iterator[tuple[str, str]]:
    for case in candidate.cases:
        decision = decide_case(candidate.rulebook, case)
        for finding in decision.findings:
            if finding.rule.source.document != OWN.document:
                yield f"{finding.rule.code} in geval {case.name!r}", finding.message
        for role in decision.regie:
            yield f"{role.rule.code}, uitleg bij {role.role}", role.explanation
