"""A decision as JSON, as the ``decide`` operation of the API answers it.

A finding that holds for many cases is one object, so its JSON is made once and kept with it; the
same goes for a rule, whatever it finds. What is left to do for a decision is to put them together.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any, TypeVar

from jeugdregio_core.record import Told
from jeugdregio_core.rules.decision import Decision, Stamp
from jeugdregio_core.rules.outcome import (
    DecisionVerdict,
    Finding,
    Regie,
    RequiredDocument,
    Verdict,
)
from jeugdregio_core.rules.rule import Rule

T = TypeVar("T", bound=Told)


def encode(decision: Decision) -> bytes:
    """The decision as JSON in UTF-8, under the names of the API and without the question."""
    held = decision.profile_set
    return b"".join(
        (
            _VERDICTS[decision.verdict],
            b"null" if held is None else _text(held.code).join((b'{"code":', b"}")),
            b',"findings":[',
            b",".join([_told(f, _finding) for f in decision.findings]),
            b'],"regie":[',
            b",".join([_told(r, _regie) for r in decision.regie]),
            b'],"requiredDocuments":[',
            b",".join([_told(d, _document) for d in decision.required_documents]),
            b'],"rulebook":',
            _told(decision.rulebook, _stamp),
            b"}",
        )
    )


def _told(item: T, tell: Callable[[T], bytes]) -> bytes:
    try:
        return item.told
    except AttributeError:
        told = tell(item)
        _keep(item, told)
        return told


def _finding(finding: Finding) -> bytes:
    return b"".join(
        (
            _FOUND[finding.verdict],
            _text(finding.message),
            b',"rule":',
            _told(finding.rule, _rule),
            b"}",
        )
    )


def _rule(rule: Rule) -> bytes:
    return _json(
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


def _regie(regie: Regie) -> bytes:
    return _json(
        {
            "role": regie.role,
            "holder": regie.holder,
            "explanation": regie.explanation,
            "rule": {"code": regie.rule.code},
        }
    )


def _document(document: RequiredDocument) -> bytes:
    return _json(
        {
            "kind": document.kind,
            "author": document.author,
            "satisfied": document.satisfied,
            "rule": {"code": document.rule.code},
        }
    )


def _stamp(stamp: Stamp) -> bytes:
    return _json({"distribution": stamp.distribution, "version": stamp.version, "hash": stamp.hash})


def _text(text: str) -> bytes:
    return encode_basestring(text).encode()


def _json(item: Any) -> bytes:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode()


_keep = vars(Told)["told"].__set__
_FOUND = {v: b'{"verdict":' + _text(v) + b',"message":' for v in Verdict}
_VERDICTS = {v: b'{"verdict":' + _text(v) + b',"profileSet":' for v in DecisionVerdict}
