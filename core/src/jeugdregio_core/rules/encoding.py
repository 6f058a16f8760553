"""A decision as JSON, as the ``decide`` operation of the API answers it.

A finding that holds for many cases is one object, so its JSON is made once and kept with it, and so
is what rules say together. What is left to do for a decision is to put them together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any

from jeugdregio_core.rules.decision import OVERALL, Decision, Stamp
from jeugdregio_core.rules.outcome import (
    Finding,
    Regie,
    RequiredDocument,
    Said,
    Verdict,
)
from jeugdregio_core.rules.rule import Rule

MOST_RULES = 4_096
"""Of how many rules the JSON is kept."""


def encode(decision: Decision) -> bytes:
    """The decision as JSON in UTF-8, under the names of the API and without the question."""
    held, said, strictest = decision.profile_set, decision.said, decision.strictest
    return b"".join(
        (
            _OPENINGS[decision.strictness if strictest is None else strictest],
            _NULL if held is None else _profile_set(held.code),
            b',"findings":[',
            _findings(decision.findings)
            if said is None
            else b",".join([one.told or _said(one) for one in said if one.findings]),
            _more(decision),
            decision.rulebook.told or _stamp(decision.rulebook),
            b"}",
        )
    )


def _findings(findings: Iterable[Finding]) -> bytes:
    return b",".join([f.told or _finding(f) for f in findings])


def _more(decision: Decision) -> bytes:
    """Its roles and documents, as they are told already where they were said together."""
    if decision.said is not None:
        saying = [one for one in decision.said if one.assigns]
        if not saying:
            return _NO_MORE
        if len(saying) == 1:
            return saying[0].told_more or _said_more(saying[0])
    return _told_more(decision.regie, decision.required_documents)


def _said_more(said: Said) -> bytes:
    said.told_more = _told_more(said.regie, said.documents)
    return said.told_more


def _told_more(regie: Iterable[Regie], documents: Iterable[RequiredDocument]) -> bytes:
    return b'],"regie":[%b],"requiredDocuments":[%b],"rulebook":' % (
        b",".join([r.told or _regie(r) for r in regie]),
        b",".join([d.told or _document(d) for d in documents]),
    )


def _said(said: Said) -> bytes:
    return _kept(said, _findings(said.findings))


def _finding(finding: Finding) -> bytes:
    told = _FOUND[finding.verdict] + _text(finding.message) + _rule(finding.rule)
    return _kept(finding, told)


def _regie(regie: Regie) -> bytes:
    told = b'{"role":%b,"holder":%b,"explanation":%b,"rule":%b}' % (
        _text(regie.role),
        _NULL if regie.holder is None else _text(regie.holder),
        _text(regie.explanation),
        _reference(regie.rule),
    )
    return _kept(regie, told)


def _document(document: RequiredDocument) -> bytes:
    told = b'{"kind":%b,"author":%b,"satisfied":%b,"rule":%b}' % (
        _text(document.kind),
        _NULL if document.author is None else _text(document.author),
        b"true" if document.satisfied else b"false",
        _reference(document.rule),
    )
    return _kept(document, told)


def _kept(item: Finding | Said | Regie | RequiredDocument | Stamp, told: bytes) -> bytes:
    item.told = told  # type: ignore[misc]  # what it is does not change, only what is known of it
    return told


@lru_cache(MOST_RULES)
def _rule(rule: Rule) -> bytes:
    """The end of a finding."""
    told = _json(
        {
            "code": rule.code,
            "title": rule.title,
            "topic": rule.topic,
            "period": {
                "first": rule.valid.first.isoformat(),
                "last": rule.valid.last and rule.valid.last.isoformat(),
            },
            "source": {
                "document": rule.source.document,
                "passage": rule.source.passage,
                "confidence": rule.source.confidence,
            },
        }
    )
    return b',"rule":%b}' % told


@lru_cache(MOST_RULES)
def _profile_set(code: str) -> bytes:
    return _json({"code": code})


@lru_cache(MOST_RULES)
def _reference(rule: Rule) -> bytes:
    return _json({"code": rule.code})


@lru_cache(MOST_RULES)
def _stamp(stamp: Stamp) -> bytes:
    return _json({"distribution": stamp.distribution, "version": stamp.version, "hash": stamp.hash})


def _text(text: str) -> bytes:
    return encode_basestring(text).encode()


def _json(item: Any) -> bytes:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()


_NULL = b"null"
_NO_MORE = _told_more((), ())
_FOUND = {v: b'{"verdict":%b,"message":' % _text(v) for v in Verdict}
_OPENINGS = [b'{"verdict":%b,"profileSet":' % _text(verdict) for verdict in OVERALL]
