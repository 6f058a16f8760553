"""A decision in words, for a person."""

from __future__ import annotations

from collections.abc import Iterator

from jeugdregio_core.cli.view import (
    DecisionView,
    DocumentView,
    FindingView,
    RegieView,
    SourceView,
)
from jeugdregio_core.model.codes import Confidence
from jeugdregio_core.rules.outcome import DecisionVerdict, Verdict

_ANSWER = {
    DecisionVerdict.ALLOWED: "Toegestaan: dit past binnen de regels.",
    DecisionVerdict.REVIEW: "Beoordelen: een mens moet hiernaar kijken.",
    DecisionVerdict.REFUSED: "Geweigerd: dit past niet binnen de regels.",
}
_HEADING = {
    Verdict.REFUSED: "Past niet",
    Verdict.REVIEW: "Moet een mens beoordelen",
    Verdict.NOTICE: "Goed om te weten",
    Verdict.PASSED: "In orde",
}


def in_words(decision: DecisionView, *, every_rule: bool) -> str:
    """The whole decision. Rules that passed are counted, or shown one by one on request."""
    return "\n".join(_lines(decision, every_rule))


def _lines(decision: DecisionView, every_rule: bool) -> Iterator[str]:
    yield _ANSWER[decision.verdict]
    for verdict, heading in _HEADING.items():
        found = [f for f in decision.findings if f.verdict is verdict]
        if verdict is Verdict.PASSED and not every_rule:
            yield from _count(len(found))
        else:
            yield from _section(heading, [line for f in found for line in _finding(f)])
    yield from _section("Regie", [_regie(held) for held in decision.regie])
    yield from _section("Documenten", [_document(d) for d in decision.required_documents])
    yield ""
    yield _basis(decision)


def _section(heading: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{heading}:"
        yield from lines


def _count(passed: int) -> Iterator[str]:
    if passed:
        rules = "1 regel" if passed == 1 else f"{passed} regels"
        yield ""
        yield f"In orde: {rules}. Toon ze met --all."


def _finding(finding: FindingView) -> tuple[str, str]:
    rule = finding.rule
    return f"- {finding.message}", f"  {rule.code}, bron: {_source(rule.source)}"


def _source(source: SourceView) -> str:
    place = f"{source.document}, {source.passage}" if source.passage else source.document
    if source.confidence is Confidence.SOURCE:
        return place
    return f"{place} ({source.confidence.label})"


def _regie(held: RegieView) -> str:
    holder = held.holder.label if held.holder else "onbekend"
    return f"- {held.role.label}: {holder}. {held.explanation} ({held.rule.code})"


def _document(document: DocumentView) -> str:
    author = f" van {document.author.label}" if document.author else ""
    state = "aanwezig" if document.satisfied else "ontbreekt"
    return f"- {document.kind.label}{author}: {state} ({document.rule.code})"


def _basis(decision: DecisionView) -> str:
    held = decision.profile_set.code if decision.profile_set else "geen"
    stamp = decision.rulebook
    return f"Profielenset: {held}. Regels: {stamp.distribution} {stamp.version}, {stamp.hash}."
