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
    NOTHING,
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
    held, stamp = decision.profile_set, decision.rulebook
    parts: list[bytes] = []
    strictest, speakers, speaker = -1, 0, NOTHING
    for one in decision.said:
        if one.findings:
            parts += (b",", one.told or _said(one))
            if one.strictness > strictest:
                strictest = one.strictness
        if one.assigns:
            speakers += 1
            speaker = one
    parts[:1] = (_opening(strictest, held and held.code),)  # in the place of the first comma
    parts += (
        speaker.told_more or _said_more(speaker)
        if speakers < 2
        else _told_more(decision.regie, decision.required_documents),
        stamp.told or _stamp(stamp),
        b"}",
    )
    return b"".join(parts)


@lru_cache(MOST_RULES)
def _opening(strictness: int, profile_set: str | None) -> bytes:
    return b'{"verdict":%b,"profileSet":%b,"findings":[' % (
        _text(OVERALL[strictness]),
        _NULL if profile_set is None else _json({"code": profile_set}),
    )


def _said_more(said: Said) -> bytes:
    said.told_more = _told_more(said.regie, said.documents)
    return said.told_more


def _told_more(regie: Iterable[Regie], documents: Iterable[RequiredDocument]) -> bytes:
    return b'],"regie":[%b],"requiredDocuments":[%b],"rulebook":' % (
        b",".join([r.told or _regie(r) for r in regie]),
        b",".join([d.told or _document(d) for d in documents]),
    )


def _said(said: Said) -> bytes:
    return _kept(said, b",".join([one.told or _finding(one) for one in said.findings]))


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
def _reference(rule: Rule) -> bytes:
    return _json({"code": rule.code})


def _stamp(stamp: Stamp) -> bytes:
    told = {"distribution": stamp.distribution, "version": stamp.version, "hash": stamp.hash}
    return _kept(stamp, _json(told))


def _text(text: str) -> bytes:
    return encode_basestring(text).encode()


def _json(item: Any) -> bytes:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()


_NULL = b"null"
_FOUND = {v: b'{"verdict":%b,"message":' % _text(v) for v in Verdict}
