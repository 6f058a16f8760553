"""Required documents, stated as a table: in which case which document, and who writes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any

from jeugdregio_core.model.codes import (
    MUNICIPAL_ACCESS,
    DocumentKind,
    Party,
    ReferrerType,
    RequestKind,
    RuleTopic,
)
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source
from jeugdregio_core.rules.case import Case
from jeugdregio_core.rules.facts import (
    DOCUMENTS,
    KIND,
    PRODUCT,
    PROFILE,
    REFERRER,
    Fact,
    MissingFact,
)
from jeugdregio_core.rules.input import DocumentInput
from jeugdregio_core.rules.outcome import (
    NOT_APPLICABLE,
    Answer,
    DocumentNeed,
    Outcome,
    Said,
    Verdict,
)
from jeugdregio_core.rules.rule import DeclaredJudge, NarrowJudge, Rule, Say, Scope

_WITH_DE = frozenset({DocumentKind.TOESTEMMING_NORMAFWIJKING, DocumentKind.BESCHIKKING})
"""The documents whose Dutch name takes "de"; the others take "het"."""


def same_party(wanted: Party, given: Party) -> bool:
    """Whether two names stand for one party: the municipal access has two of them."""
    return wanted is given or (wanted in MUNICIPAL_ACCESS and given in MUNICIPAL_ACCESS)


def require(
    case: Case, kind: DocumentKind, author: Party | None = None, *, note: str = ""
) -> Outcome:
    """Require a document on file. Missing, or written by another than ``author``, is REFUSED.

    A document whose author was not given counts; ``note`` is added to the sentence.
    """
    return _outcome(_found(case, kind, author), kind, author, note)


class _OnFile(Enum):
    FITTING = auto()
    OF_ANOTHER = auto()
    NOT = auto()


def _found(case: Case, kind: DocumentKind, author: Party | None) -> _OnFile:
    found = _OnFile.NOT
    for document in case[DOCUMENTS]:
        if document.kind is kind:
            if author is None or _written_by(document, author):
                return _OnFile.FITTING
            found = _OnFile.OF_ANOTHER
    return found


def _outcome(found: _OnFile, kind: DocumentKind, author: Party | None, note: str) -> Outcome:
    named = f"{'De' if kind in _WITH_DE else 'Het'} {kind.label}"
    need = DocumentNeed(kind, author, satisfied=found is _OnFile.FITTING)
    if need.satisfied:
        message = f"{named} is aanwezig."
        return Outcome(Verdict.PASSED, _sentences(message, note), documents=(need,))
    by = author.label if author is not None else ""
    if found is _OnFile.OF_ANOTHER:
        message = f"{named} moet zijn opgesteld door {by}."
    else:
        message = f"{named}{f', opgesteld door {by},' if by else ''} ontbreekt."
    return Outcome(Verdict.REFUSED, _sentences(message, note), documents=(need,))


def _written_by(document: DocumentInput, author: Party) -> bool:
    return document.author is None or same_party(author, document.author)


def _sentences(*parts: str) -> str:
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One row: for these profiles or products, referrers and kinds of request, this document.

    An empty set means: any. ``kind=None`` states that no document is asked for; ``verdict`` and
    ``note`` then say how sure that is.
    """

    profiles: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    referrers: frozenset[ReferrerType] = frozenset()
    requests: frozenset[RequestKind] = frozenset()
    kind: DocumentKind | None
    author: Party | None = None
    note: str = ""
    """A remark of the source, such as a footnote marker, added to the sentence."""
    verdict: Verdict = Verdict.PASSED

    def fits(self, case: Case) -> bool:
        """Whether the row is about this case; needs the facts that the row names."""
        return self.fits_but_for_referrer(case) and self.fits_referrer(case)

    def fits_but_for_referrer(self, case: Case) -> bool:
        """Whether the row is about this kind of request and its profile or product."""
        return (not self.requests or case[KIND] in self.requests) and self._fits_subject(case)

    def fits_referrer(self, case: Case) -> bool:
        """Whether the row is about who refers."""
        return not self.referrers or case[REFERRER] in self.referrers

    def _fits_subject(self, case: Case) -> bool:
        if not self.profiles and not self.products:
            return True
        product, profile = case.get(PRODUCT), case.get(PROFILE)
        if self.profiles and product is None and profile is None:
            raise MissingFact(PROFILE)
        return product in self.products or profile in self.profiles


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DocumentTable:
    """A table of required documents under one rule code; the first row that fits decides."""

    code: str
    title: str
    valid: Period
    source: Source
    rows: tuple[DocumentRow, ...]
    scope: Scope = Scope()

    def rules(self) -> tuple[Rule, ...]:
        """The table as one rule."""
        return (
            Rule(
                code=self.code,
                title=self.title,
                tabular=True,
                topic=RuleTopic.DOCUMENT,
                valid=self.valid,
                source=self.source,
                reads=self._reads(),
                scope=self.scope,
                judge=DeclaredJudge(partial(_judge, self), partial(_narrowed, self)),
            ),
        )

    def _reads(self) -> tuple[Fact[Any], ...]:
        reads: list[Fact[Any]] = []
        reads += [KIND] if any(row.requests for row in self.rows) else []
        reads += [PRODUCT, PROFILE] if any(r.profiles or r.products for r in self.rows) else []
        reads += [REFERRER] if any(row.referrers for row in self.rows) else []
        return (*reads, DOCUMENTS)


def _judge(table: DocumentTable, case: Case) -> Answer:
    row = next((row for row in table.rows if row.fits(case)), None)
    if row is None:
        return NOT_APPLICABLE
    if row.kind is None:
        return _nothing_asked(row)
    return require(case, row.kind, row.author, note=row.note)


def _nothing_asked(row: DocumentRow) -> Outcome:
    return Outcome(row.verdict, row.note or None)


def _narrowed(table: DocumentTable, outlined: Case, say: Say) -> NarrowJudge:
    """Of the rows only those for this kind of request and subject, by who refers."""
    try:
        rows = [row for row in table.rows if row.fits_but_for_referrer(outlined)]
    except MissingFact:
        return partial(_judge, table)
    ready = [(row.referrers, _ready(row, say)) for row in rows]
    by_referrer = {
        referrer: next((judge for held, judge in ready if not held or referrer in held), None)
        for referrer in ReferrerType
    }
    if not rows[0].referrers:
        return ready[0][1]

    def judge(case: Case) -> Answer | Said:
        found = by_referrer[case[REFERRER]]
        return NOT_APPLICABLE if found is None else found(case)

    return judge


def _ready(row: DocumentRow, say: Say) -> NarrowJudge:
    kind, author = row.kind, row.author
    if kind is None:
        said = say(_nothing_asked(row))
        return lambda _case: said
    outcomes = {found: say(_outcome(found, kind, author, row.note)) for found in _OnFile}
    return lambda case: outcomes[_found(case, kind, author)]


def document(
    kind: DocumentKind | None,
    author: Party | None = None,
    *,
    profiles: Iterable[str] = (),
    products: Iterable[str] = (),
    referrers: Iterable[ReferrerType] = (),
    requests: Iterable[RequestKind] = (),
    note: str = "",
    verdict: Verdict = Verdict.PASSED,
) -> DocumentRow:
    """Write a row of the table with plain lists."""
    return DocumentRow(
        profiles=frozenset(profiles),
        products=frozenset(products),
        referrers=frozenset(referrers),
        requests=frozenset(requests),
        kind=kind,
        author=author,
        note=note,
        verdict=verdict,
    )
