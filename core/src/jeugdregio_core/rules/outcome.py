"""What a rule says of a case, and what that becomes in a decision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import NoneType
from typing import TYPE_CHECKING

from jeugdregio_core.model.codes import Coded, DocumentKind, Party, RegieRole, RuleTopic
from jeugdregio_core.record import record

if TYPE_CHECKING:
    from jeugdregio_core.rules.rule import Rule


class Verdict(Coded):
    """What one rule finds, strictest last."""

    PASSED = "PASSED", "in orde"
    NOTICE = "NOTICE", "aandachtspunt"
    REVIEW = "REVIEW", "een mens moet beoordelen"
    REFUSED = "REFUSED", "geweigerd"

    strictness: int
    """0 for passed up to 3 for refused."""


for _rank, _verdict in enumerate(Verdict):
    _verdict.strictness = _rank


class DecisionVerdict(Coded):
    """The answer to the whole question, strictest last."""

    ALLOWED = "ALLOWED", "toegestaan"
    REVIEW = "REVIEW", "een mens moet beoordelen"
    REFUSED = "REFUSED", "geweigerd"


def _expect(value: object, *kinds: type) -> None:
    if not isinstance(value, kinds):
        wanted = " of ".join(kind.__name__ for kind in kinds)
        raise TypeError(f"Verwacht wordt {wanted}, geen {type(value).__name__}.")


@dataclass(frozen=True, slots=True)
class Assign:
    """Who holds a role. ``holder`` is ``None`` where the sources do not say."""

    role: RegieRole
    holder: Party | None
    explanation: str

    def __post_init__(self) -> None:
        _expect(self.role, RegieRole)
        _expect(self.holder, Party, NoneType)
        _expect(self.explanation, str)


@dataclass(frozen=True, slots=True)
class DocumentNeed:
    """A document that must be on file, who writes it, and whether it is there."""

    kind: DocumentKind
    author: Party | None
    satisfied: bool

    def __post_init__(self) -> None:
        _expect(self.kind, DocumentKind)
        _expect(self.author, Party, NoneType)
        _expect(self.satisfied, bool)


@record
class Outcome:
    """What a rule answers: a verdict with its sentence, and what it assigns or requires.

    Raises TypeError for parts of another type: not every plugin is type-checked.
    """

    verdict: Verdict
    message: str | None = None
    regie: tuple[Assign, ...] = ()
    documents: tuple[DocumentNeed, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.verdict, Verdict):
            _expect(self.verdict, Verdict)
        if not isinstance(self.message, str):
            _expect(self.message, str, NoneType)
        if self.regie != () or self.documents != ():
            self._expect_parts()

    def _expect_parts(self) -> None:
        for role in self.regie:
            _expect(role, Assign)
        for document in self.documents:
            _expect(document, DocumentNeed)


PLUGIN_ERROR = "PLUGIN_ERROR"


class NotApplicable:
    """The answer of a rule that has nothing to do with the case at hand."""

    def __repr__(self) -> str:
        return "NOT_APPLICABLE"


NOT_APPLICABLE = NotApplicable()

Answer = Outcome | NotApplicable | None
"""What a rule may return; ``None`` means: looked, and nothing to say."""


def passed(message: str) -> Outcome:
    """The case fits, and this sentence says why."""
    return Outcome(Verdict.PASSED, message)


def notice(message: str) -> Outcome:
    """Worth saying; blocks nothing."""
    return Outcome(Verdict.NOTICE, message)


def review(message: str) -> Outcome:
    """A human must judge: consent, consultation, or the sources are silent."""
    return Outcome(Verdict.REVIEW, message)


def refuse(message: str) -> Outcome:
    """This does not fit the rules."""
    return Outcome(Verdict.REFUSED, message)


def assign(*roles: Assign) -> Outcome:
    """Say who holds which role."""
    return Outcome(Verdict.PASSED, " ".join(r.explanation for r in roles), regie=roles)


@record
class Finding:
    """One rule looked at one case: its verdict and a Dutch sentence."""

    rule: Rule
    verdict: Verdict
    message: str
    missing: str | None = None
    """Path of the fact that the rule needed and did not find."""
    error: str | None = None
    """PLUGIN_ERROR where the rule itself failed."""
    told: bytes | None = field(default=None, init=False, repr=False, compare=False)
    """Its JSON, once it was told: see rules/encoding.py."""


@record
class Regie:
    """Who holds a role in this case, and the rule that says so."""

    role: RegieRole
    holder: Party | None
    explanation: str
    rule: Rule
    told: bytes | None = field(default=None, init=False, repr=False, compare=False)


@record
class RequiredDocument:
    """A document this case needs, and the rule that asks for it."""

    kind: DocumentKind
    author: Party | None
    satisfied: bool
    rule: Rule
    told: bytes | None = field(default=None, init=False, repr=False, compare=False)


@dataclass(slots=True, eq=False)
class Said:
    """What one rule says of a case, or what several say that follow each other."""

    findings: tuple[Finding, ...]
    strictness: int
    """That of the strictest finding; -1 where there is none."""
    assigns: bool = False
    """Whether there is more than findings."""
    regie: tuple[Regie, ...] = ()
    documents: tuple[RequiredDocument, ...] = ()
    told: bytes | None = field(default=None, init=False, repr=False)
    """The JSON of its findings, once it was told: see rules/encoding.py."""
    told_more: bytes | None = field(default=None, init=False, repr=False)
    """The JSON of its roles and documents."""
    topics: frozenset[RuleTopic] | None = field(default=None, init=False, repr=False)
    """What its findings are about, once somebody asked: see rules/engine.py."""

    @classmethod
    def of(cls, finding: Finding) -> Said:
        """A single finding."""
        return cls((finding,), finding.verdict.strictness)


NOTHING = Said((), -1)
"""Said by a rule that has nothing to do with the case."""


def said(rule: Rule, outcome: Outcome) -> Said:
    """Put an outcome under the rule that it comes from. Without a sentence, its title is one."""
    verdict = outcome.verdict
    findings = (Finding(rule, verdict, outcome.message or rule.title),)
    if not outcome.regie and not outcome.documents:
        return Said(findings, verdict.strictness)
    return Said(
        findings,
        verdict.strictness,
        True,
        first_of_each([Regie(r.role, r.holder, r.explanation, rule) for r in outcome.regie]),
        tuple([RequiredDocument(d.kind, d.author, d.satisfied, rule) for d in outcome.documents]),
    )


def first_of_each(regie: Iterable[Regie]) -> tuple[Regie, ...]:
    """Of a role the first who speaks of it says who."""
    found: dict[RegieRole, Regie] = {}
    for one in regie:
        found.setdefault(one.role, one)
    return (*found.values(),)


def together(said: Iterable[Said]) -> Said:
    """What several rules say, in order, as one."""
    each = [one for one in said if one.findings]
    if len(each) == 1:
        return each[0]
    return Said(
        tuple([finding for one in each for finding in one.findings]),
        max([one.strictness for one in each], default=-1),
        any(one.assigns for one in each),
        first_of_each([role for one in each for role in one.regie]),
        tuple([document for one in each for document in one.documents]),
    )
