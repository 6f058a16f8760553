"""The log tells what was asked and how it went, and nothing about a person."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from tests.support.asking import Asker
from tests.support.counter import service

from jeugdregio_api.operation.logs import configure, tell
from jeugdregio_core.rulebook import Rulebook

MARK = "Geheim-999990019"
LOCATE = """query Beoordelen($c: String) { decide(input: {region: "westfriesland"
    client: {municipality: $c} request: {start: "2026-04-01"}}) { verdict } }"""

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines() -> Lines:
    """The lines that were logged."""
    written = StringIO()
    configure("json", written)
    return lambda: [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_is_one_line_with_its_operation_status_and_duration(lines: Lines) -> None:
    Asker(service(None)).ask("query Regios { regions { code } }")
    (line,) = lines()
    assert line.pop("milliseconds") > 0
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "jeugdregio_api.requests",
        "method": "POST",
        "path": "/graphql",
        "operation": "Regios",
        "kind": "query",
        "status": 200,
    }


def test_questions_about_health_are_not_told(lines: Lines) -> None:
    api = Asker(service(None))
    assert [api.get(path).status_code for path in ("/health", "/ready", "/metrics")] == [200] * 3
    assert lines() == []


@pytest.mark.parametrize(
    "ask",
    [
        lambda api: api.post(LOCATE, c=MARK),
        lambda api: api.post(f'{{ region(code: "{MARK}") {{ code }} }}'),
        lambda api: api.post(f"query {MARK.replace('-', '_')} {{ {MARK} }}"),
        lambda api: api.post("query Een { regions { code } } " + f"# {MARK}"),
        lambda api: api.get(f"/{MARK}"),
        lambda api: api.get(f"/health?wie={MARK}"),
        lambda api: api.get(f"/graphql?query={MARK}"),
    ],
    ids=["variable", "literal", "unknown field", "comment", "path", "address", "query string"],
)
def test_what_was_sent_is_never_in_the_log(ask: Callable[[Asker], Any], lines: Lines) -> None:
    ask(Asker(service(None)))
    assert "999990019" not in json.dumps(lines())


def test_a_fault_is_told_by_its_kind_and_place_and_not_by_its_words(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any) -> Any:
        raise RuntimeError(MARK)

    monkeypatch.setattr(Rulebook, "decide", broken)
    Asker(service(None)).post(LOCATE, c="0405")
    told = lines()
    assert [line["level"] for line in told] == ["error", "info"]
    assert "RuntimeError" in told[0]["event"]
    assert MARK not in json.dumps(told)


def test_an_exception_of_a_library_loses_its_words_too(lines: Lines) -> None:
    try:
        raise ValueError(MARK)
    except ValueError:
        logging.getLogger("some.library").exception("It failed")
    (line,) = lines()
    assert line["event"] == "It failed"
    assert line["error"] == "ValueError"
    assert line["at"].rpartition(":")[0] == __file__
    assert MARK not in json.dumps(line)


def test_a_number_of_any_size_can_be_told(lines: Lines) -> None:
    tell("jeugdregio_api.requests", "request", bytes=10**30)
    (line,) = lines()
    assert line["bytes"] == 10**30
    assert line["timestamp"].endswith("Z")


def test_for_people_a_line_is_no_json() -> None:
    written = StringIO()
    configure("text", written)
    Asker(service(None)).ask("query Regios { regions { code } }")
    told = written.getvalue()
    assert "Regios" in told
    assert not told.startswith("{")


@pytest.mark.parametrize("written", ["text", "json"])
def test_a_log_that_cannot_be_written_breaks_no_answer(written: Any) -> None:
    gone = StringIO()
    configure(written, gone)
    gone.close()
    assert Asker(service(None)).ask("query Regios { regions { code } }")["regions"]
