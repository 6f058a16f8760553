"""``jeugdregio webhooks``: an administrator adds, looks at, changes and removes subscribers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlmodel import col
from standardwebhooks import Webhook as Check
from tests.support import stored
from tests.support.office import Office
from tests.support.receiver import Receiver, receiving
from tests.support.scenes import SCENES, referred

from jeugdregio_core.cli import main
from jeugdregio_core.store import migrations, tables
from jeugdregio_core.store.transaction import open_store

SECRET = re.compile(r"whsec_\S+")


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Webhooks:
    """Runs ``jeugdregio webhooks`` on a database, next to somebody who receives."""

    url: str
    receiver: Receiver
    _capture: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str, command: str = "webhooks") -> Ended:
        with pytest.raises(SystemExit) as ended:
            main([command, *arguments])
        printed = self._capture.readouterr()
        return Ended(int(ended.value.code or 0), printed.out, printed.err)

    def add(self, *options: str) -> tuple[str, str]:
        """The id and the secret of a new one."""
        told = self("add", "westfriesland", self.receiver.url + "?sleutel=van-hen", *options)
        assert told.status == 0, told.err
        found = SECRET.findall(told.out)
        assert len(found) == 1
        return told.out.split("Aangemeld als ")[1].split(".")[0], found[0]

    def deliver(self) -> str:
        return self("--once", command="deliver").out


@pytest.fixture
def webhooks(
    sqlite_database: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Webhooks]:
    monkeypatch.setenv("JEUGDREGIO_DATABASE_URL", sqlite_database)
    monkeypatch.setenv("JEUGDREGIO_WEBHOOK_NETWORKS", "127.0.0.0/8")
    with receiving() as receiver:
        yield Webhooks(sqlite_database, receiver, capsys)


def _refer(webhooks: Webhooks, reference: str = "K-001") -> None:
    with open_store(webhooks.url) as store:
        office = Office(store, "westfriesland")
        if not store.read(stored.rows(tables.Provider)):
            SCENES["westfriesland"].open(office)
        referred(office, reference)


def test_what_happens_reaches_a_subscriber_that_can_check_it(webhooks: Webhooks) -> None:
    _, secret = webhooks.add()
    _refer(webhooks)
    assert webhooks.deliver() == "Afgeleverd: 1. Mislukt: 0.\n"
    (message,) = webhooks.receiver.messages
    told = Check(secret).verify(message.body, message.headers)
    assert (told["type"], told["data"]["region"]) == ("NIEUWE_VERWIJZING", "westfriesland")


def test_a_secret_is_shown_once_and_never_again(webhooks: Webhooks) -> None:
    identity, secret = webhooks.add("--kind", "NIEUWE_TOEWIJZING")
    shown = webhooks("list")
    assert shown.out == (
        f"{identity} westfriesland {webhooks.receiver.url}\n"
        "  In orde. 0 wacht, 0 afgeleverd, 0 opgegeven.\n"
        "  Leest mee als REGION: nieuwe toewijzing.\n"
    )
    for told in (shown, webhooks("test", identity), webhooks("resume", identity)):
        assert secret not in told.out + told.err
    assert SECRET.findall(webhooks("rotate", identity).out) != [secret]
    assert SECRET.findall(webhooks("list").out) == []


def test_a_rotated_secret_leaves_time_to_change_it(webhooks: Webhooks) -> None:
    identity, former = webhooks.add()
    (secret,) = SECRET.findall(webhooks("rotate", identity[:8]).out)
    assert webhooks("test", identity).out == "Het proefbericht is aangenomen.\n"
    (message,) = webhooks.receiver.messages
    for known in (former, secret):
        assert Check(known).verify(message.body, message.headers)["type"] == "TEST"


def test_a_subscriber_can_be_for_one_organisation(webhooks: Webhooks) -> None:
    webhooks.add("--role", "MUNICIPALITY", "--organisation", "0405")
    assert "Leest mee als MUNICIPALITY 0405: alles." in webhooks("list").out


def test_a_trial_that_fails_says_why(webhooks: Webhooks) -> None:
    identity, _ = webhooks.add()
    webhooks.receiver.status = 500
    told = webhooks("test", identity)
    assert (told.status, told.err) == (1, "Het proefbericht is niet aangenomen: status 500.\n")


def test_what_failed_is_shown_and_can_be_sent_again(webhooks: Webhooks) -> None:
    identity, _ = webhooks.add()
    _refer(webhooks)
    webhooks.receiver.status = 410
    assert webhooks.deliver() == "Afgeleverd: 0. Mislukt: 1.\n"
    assert re.search(r"Uitgezet op \d\d-\d\d-\d{4} \d\d:\d\d\. 1 wacht", webhooks("list").out)
    webhooks.receiver.status = 200
    assert webhooks.deliver() == "Afgeleverd: 0. Mislukt: 0.\n"
    assert webhooks("resume", identity).out == "De ontvanger krijgt weer berichten.\n"
    assert webhooks.deliver() == "Afgeleverd: 1. Mislukt: 0.\n"


def test_a_subscriber_can_be_removed(webhooks: Webhooks) -> None:
    identity, _ = webhooks.add()
    _refer(webhooks)
    webhooks.deliver()
    assert webhooks("remove", identity, "--yes").out == "De ontvanger is afgemeld.\n"
    assert webhooks("list").out == "Er zijn geen ontvangers.\n"


def test_who_changes_subscribers_is_in_the_audit_log(webhooks: Webhooks) -> None:
    identity, _ = webhooks.add()
    webhooks("rotate", identity)
    webhooks("remove", identity, "--yes")
    with open_store(webhooks.url) as store:
        line = tables.AuditLine
        kept = store.read(stored.rows(line, col(line.sequence)))
        assert [(str(one.action), one.object_type, one.object_id) for one in kept] == [
            ("CREATE", "webhook", identity),
            ("UPDATE", "webhook", identity),
            ("DELETE", "webhook", identity),
        ]
        assert store.read(stored.rows(tables.Event)) == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://10.0.0.1/", "niet openbaar"),
        ("ftp://ontvanger.example/", "https://"),
        ("https://gebruiker:x@ontvanger.example/", "gebruiker"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_at_once(
    webhooks: Webhooks, address: str, words: str
) -> None:
    told = webhooks("add", "westfriesland", address)
    assert told.status == 64
    assert words in told.err
    assert webhooks("list").out == "Er zijn geen ontvangers.\n"


def test_what_is_not_there_is_told(webhooks: Webhooks) -> None:
    assert "Er is geen ontvanger met kenmerk 'x'" in webhooks("rotate", "x").err
    assert "nergens" in webhooks("add", "nergens", webhooks.receiver.url).err
    webhooks.add()
    webhooks.add()
    assert "meer dan een ontvanger" in webhooks("rotate", "").err


@pytest.mark.parametrize("command", ["webhooks", "deliver"])
def test_a_list_of_networks_that_cannot_be_read_is_told(
    webhooks: Webhooks, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JEUGDREGIO_WEBHOOK_NETWORKS", "thuis")
    arguments = ["add", "westfriesland", webhooks.receiver.url] if command == "webhooks" else []
    told = webhooks(*arguments, command=command)
    assert (told.status, told.out) == (64, "")
    assert "'thuis'" in told.err


def test_a_store_that_is_behind_is_told(webhooks: Webhooks) -> None:
    with open_store(webhooks.url) as store:
        migrations.downgrade(store, "0007")
    for told in (webhooks("list"), webhooks(command="deliver")):
        assert told.status == 1
        assert "jeugdregio db upgrade" in told.err
