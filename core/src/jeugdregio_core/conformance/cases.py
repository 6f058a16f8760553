"""Worked cases: a situation in, the expected verdict and findings out, named as a sentence.

A file holds a ``[base]`` situation and ``[[case]]`` tables that each say what differs (``with``),
which facts are left out (``without``) and what is expected (``expect``). The situation is the
question of the API, under the same names. ``[[fact]]`` tables beside them are about rules that
judge no case: see :mod:`jeugdregio_core.conformance.facts`.

``[[norm]]`` tables (``subject``, ``quantity``, ``value``, ``unit``) are norms that hold for the
cases in that file only, as a deployment would load them. They show a rule whose norms the sources
leave open from both sides.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from jeugdregio_core.model.source import Source
from jeugdregio_core.rulebook import Rulebook
from jeugdregio_core.rules.decision import Decision
from jeugdregio_core.rules.engine import Hear, hear
from jeugdregio_core.rules.input import CaseInput
from jeugdregio_core.rules.parse import parse_case
from jeugdregio_core.supplement import Supplement, Supplied, supplied_norm
from jeugdregio_core.tracing import hearing_of

ABSENT = "ABSENT"
"""Expected of a rule that should have nothing to do with the case."""

_FALLBACK_DAY = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One case with what is expected of it. ``file`` tells where it stands."""

    name: str
    file: str
    given: CaseInput
    verdict: str | None
    findings: Mapping[str, str]
    regie: Mapping[str, str | None]
    documents: Mapping[str, bool]
    supplement: Supplement = Supplement()
    """The norms of the file, which the region's own sources leave open."""

    def failures(self, decision: Decision) -> tuple[str, ...]:
        """Every expectation that the decision does not meet, as a sentence.

        A rule that stumbled is always one: it may not pass for an expected REVIEW.
        """
        stumbled = [f.rule.code for f in decision.findings if f.error is not None]
        return (*self._compare(decision), *(f"{code} geeft een fout" for code in stumbled))

    def _compare(self, decision: Decision) -> Iterator[str]:
        if self.verdict is not None and decision.verdict != self.verdict:
            worst = "; ".join(
                f"{f.rule.code} {f.verdict}: {f.message}"
                for f in decision.findings
                if f.verdict.strictness > 0
            )
            yield f"het oordeel is {decision.verdict}, verwacht {self.verdict} ({worst})"
        found = {f.rule.code: f.verdict.value for f in decision.findings}
        for code, expected in self.findings.items():
            actual = found.get(code, ABSENT)
            if actual != expected:
                yield f"{code} is {actual}, verwacht {expected}"
        holders = {r.role.value: r.holder and r.holder.value for r in decision.regie}
        for role, holder in self.regie.items():
            if role not in holders or holders[role] != (holder or None):
                yield f"{role} is van {holders.get(role, ABSENT)}, verwacht {holder}"
        on_file = {d.kind.value: d.satisfied for d in decision.required_documents}
        for kind, satisfied in self.documents.items():
            if on_file.get(kind) is not satisfied:
                yield f"document {kind} is {on_file.get(kind)}, verwacht {satisfied}"


def case_files(package: str) -> tuple[Traversable, ...]:
    """The files ``cases/*.toml`` of a plugin's package, by name."""
    folder = resources.files(package) / "cases"
    if not folder.is_dir():
        return ()
    files = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(files, key=lambda file: file.name))


def load_cases(package: str, region: str) -> tuple[WorkedCase, ...]:
    """Every case in ``cases/*.toml`` of a plugin's package."""
    return tuple(
        case
        for file in case_files(package)
        for case in read_cases(file.read_text("utf-8"), file.name, region)
    )


def read_cases(text: str, file: str, region: str) -> Iterator[WorkedCase]:
    """The cases in one file. Raises ValueError that names file and case."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file}: {error}") from None
    _refuse_unknown(data, {"base", "norm", "case", "fact"}, file)
    base = {"region": region, **data.get("base", {})}
    supplement = _supplement(data.get("norm", []), file)
    for table in data.get("case", []):
        name = table.get("name", "")
        situation = _merged(base, table.get("with", {}))
        expect = table.get("expect", {})
        _refuse_unknown(table, {"name", "with", "without", "expect"}, f"{file}: {name}")
        _refuse_unknown(
            expect, {"verdict", "findings", "regie", "documents"}, f"{file}: {name}: expect"
        )
        try:
            given = parse_case(_without(situation, table.get("without", [])))
        except ValueError as error:
            raise ValueError(f"{file}: {name}: {error}") from None
        if not name or not any(expect.values()):
            raise ValueError(f"{file}: {name}: een geval heeft een 'name' en een 'expect'")
        yield WorkedCase(
            name=name,
            file=file,
            given=replace(given, decision_date=given.decision_date or _FALLBACK_DAY),
            verdict=expect.get("verdict"),
            findings=expect.get("findings", {}),
            regie=expect.get("regie", {}),
            documents=expect.get("documents", {}),
            supplement=supplement,
        )


def decide_case(rulebook: Rulebook, case: WorkedCase, hearing: Hear = hear) -> Decision:
    """Decide the case, with the norms of its file."""
    return rulebook.supplemented(case.supplement).decide(case.given, hearing)


def run_case(rulebook: Rulebook, case: WorkedCase) -> tuple[str, ...]:
    """Decide the case and say what is not as expected; nothing means it holds."""
    hearing = hearing_of(f"{case.file}: {case.name}")
    return case.failures(decide_case(rulebook, case, hearing))


def rules_without_both_sides(rulebook: Rulebook, cases: tuple[WorkedCase, ...]) -> tuple[str, ...]:
    """The codes of judging rules whose cases do not expect at least two different outcomes."""
    expected: dict[str, set[str]] = {}
    for case in cases:
        for code, outcome in case.findings.items():
            expected.setdefault(code, set()).add(outcome)
    judging = {rule.code for rule in rulebook.rules if rule.judge is not None}
    return tuple(sorted(code for code in judging if len(expected.get(code, ())) < 2))


def _supplement(tables: Iterable[Mapping[str, Any]], file: str) -> Supplement:
    source = Source(f"Voorbeeldnormen in {file}")
    keys = {"subject", "quantity", "value", "unit"}
    for table in tables:
        _refuse_unknown(table, keys, f"{file}: norm")
        if missing := sorted(keys - set(table)):
            raise ValueError(f"{file}: norm: ontbreekt: {', '.join(missing)}")
    return Supplement(tuple(Supplied(supplied_norm(**table, source=source)) for table in tables))


def _merged(base: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    result = deepcopy(dict(base))
    for key, value in change.items():
        held = result.get(key)
        if isinstance(held, dict) and isinstance(value, dict):
            result[key] = _merged(held, value)
        else:
            result[key] = deepcopy(value)
    return result


def _without(situation: dict[str, Any], paths: list[str]) -> dict[str, Any]:
    for path in paths:
        *groups, last = path.split(".")
        place: Any = situation
        for group in groups:
            place = place.get(group) if isinstance(place, dict) else None
        if not isinstance(place, dict) or last not in place:
            raise ValueError(f"without: {path} staat er al niet")
        del place[last]
    return situation


def _refuse_unknown(table: Mapping[str, Any], known: set[str], where: str) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise ValueError(f"{where}: onbekend: {', '.join(unknown)}")
