"""The page about events is right: its list, its message, its commands and its check."""

from __future__ import annotations

import json
import re
import shlex
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from graphql import parse, validate
from tests.docs.blocks import blocks

from jeugdregio_api.schema import build_schema
from jeugdregio_api.settings import Settings
from jeugdregio_core.cli import main
from jeugdregio_core.events import message
from jeugdregio_core.model.events import EventKind, EventObject
from jeugdregio_core.store.tables import Event

PAGE = Path(__file__).parents[2] / "docs" / "deployers" / "events.md"
TEXT = PAGE.read_text("utf-8")
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def block(language: str) -> str:
    (found,) = [block.text for block in blocks(PAGE) if block.language == language]
    return found


@pytest.fixture(scope="module")
def check() -> Any:
    """The check of the page."""
    names: dict[str, Any] = {}
    exec(block("python"), names)  # the page's own text
    return names["check"]


def _signed(at: datetime, *secrets: str) -> dict[str, str]:
    return message.headers(str(uuid4()), at, b"{}", secrets)


def test_the_check_accepts_what_we_send(check: Any) -> None:
    now = datetime.now(UTC)
    check(SECRET, _signed(now, SECRET), b"{}")
    other = message.new_secret(bytes)
    check(SECRET, _signed(now, other, SECRET), b"{}")


def test_the_check_accepts_nothing_else(check: Any) -> None:
    now = datetime.now(UTC)
    good = _signed(now, SECRET)
    with pytest.raises(ValueError, match="not signed"):
        check(SECRET, good, b"{ }")
    with pytest.raises(ValueError, match="not signed"):
        check(SECRET, good | {"webhook-id": "ander"}, b"{}")
    with pytest.raises(ValueError, match="not signed"):
        check(message.new_secret(bytes), good, b"{}")
    for minutes in (-6, 6):
        with pytest.raises(ValueError, match="too old or too new"):
            check(SECRET, _signed(now + timedelta(minutes=minutes), SECRET), b"{}")


def test_the_message_is_written_as_we_send_it() -> None:
    shown = json.loads(block("json"))
    event = Event(
        id=uuid4(),
        region=shown["data"]["region"],
        sequence=shown["data"]["sequence"],
        kind=EventKind[shown["type"]],
        at=datetime(2026, 3, 2, 12, tzinfo=UTC),
        object_type=EventObject[shown["data"]["object"]["type"]],
        object_id=shown["data"]["object"]["id"],
        subject_type=EventObject[shown["data"]["subject"]["type"]],
        subject_id=shown["data"]["subject"]["id"],
    )
    assert json.loads(message.body(event)) == shown


def test_every_kind_of_event_is_listed_with_its_label() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \| ([^|]+) \|", TEXT, re.M)
    assert listed[: len(EventKind)] == [(kind.value, kind.label) for kind in EventKind]


def test_the_settings_have_the_defaults_that_are_named() -> None:
    named = re.findall(r"^\| `JEUGDREGIO_(\w+)` \| [^|]+ \| (\d+) \|", TEXT, re.M)
    assert len(named) == 5
    for name, default in named:
        assert Settings.model_fields[name.lower()].default == int(default)


def test_the_subscription_fits_the_schema() -> None:
    assert validate(build_schema()._schema, parse(block("graphql"))) == []


COMMANDS = sorted(
    {found.strip("`") for found in re.findall(r"^jeugdregio .*$|`jeugdregio [^`]*`", TEXT, re.M)}
)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(command)[1:]
    options = [word for word in words if word.startswith("--")]
    with pytest.raises(SystemExit) as ended:
        main([*words[: 2 if words[0] == "webhooks" else 1], "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(option in told for option in options)
