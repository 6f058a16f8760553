"""The closed lists of the core as GraphQL enums, each value described by its Dutch label."""

from inspect import cleandoc
from typing import Any

import strawberry

from jeugdregio_core.casework.inputs import Answer, RefusalReason
from jeugdregio_core.casework.problems import ProblemCode
from jeugdregio_core.comparison.differences import Aspect
from jeugdregio_core.model import casework, codes, events
from jeugdregio_core.model.codes import Coded, Unit
from jeugdregio_core.proposals.proposal import Part
from jeugdregio_core.rules.outcome import DecisionVerdict, Verdict


def _describe(member: Coded) -> str:
    said = f"In Dutch: {member.label}."
    return f"{said} In iJw messages (WJ756): {member.ijw}." if isinstance(member, Unit) else said


def _declare(kind: Any, name: str | None = None) -> None:
    strawberry.enum(kind, name=name, description=cleandoc(kind.__doc__))
    for value in kind.__strawberry_definition__.values:
        value.description = _describe(kind[value.name])


_BESIDE = (
    Verdict,
    DecisionVerdict,
    Aspect,
    ProblemCode,
    RefusalReason,
    events.EventKind,
    events.EventObject,
    Part,
)
for _kind in (*vars(codes).values(), *vars(casework).values(), *_BESIDE):
    if isinstance(_kind, type) and issubclass(_kind, Coded) and _kind is not Coded:
        _declare(_kind)
_declare(Answer, "RequestAnswer")
