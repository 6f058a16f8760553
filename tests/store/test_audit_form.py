"""How a line is written down to be hashed never changes: logs of years ago rest on it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import example, given
from hypothesis import strategies as some

from jeugdregio_core.model.casework import AuditAction
from jeugdregio_core.store.audit_form import VARYING, Wording, link
from jeugdregio_core.store.canonical import canonical, fingerprint

_NAMES = (
    "region actor role object_type object_id client_reference operation outcome organisation "
    "purpose trace pseudonym"
).split()
_WORDS = some.none() | some.text()


_LINES = given(
    said=some.fixed_dictionaries(dict.fromkeys(_NAMES, _WORDS)),
    sequence=some.integers(1, 2**63 - 1),
    action=some.sampled_from(AuditAction),
    at=some.datetimes(timezones=some.just(UTC)),
)


@_LINES
def test_a_line_is_hashed_as_it_was_in_the_first_release(
    said: dict[str, str | None], sequence: int, action: AuditAction, at: datetime
) -> None:
    line = said | {"sequence": sequence, "action": action, "at": at, "form": 2}
    written = line | {"at": at.isoformat(timespec="microseconds")}
    as_ever = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical(written) == as_ever.encode()
    assert link("0" * 64, line) == fingerprint(b"0" * 64, as_ever.encode())


@_LINES
@example(
    said=dict.fromkeys(_NAMES, '100% "%b" %s {é→\u2028\\'),
    sequence=1,
    action=AuditAction.READ,
    at=datetime(2026, 7, 1, tzinfo=timezone(timedelta(hours=2))),
)
def test_a_line_that_shares_what_it_says_with_others_is_hashed_as_any(
    said: dict[str, str | None], sequence: int, action: AuditAction, at: datetime
) -> None:
    line = said | {"sequence": sequence, "action": action, "at": at, "form": 2}
    common = {name: value for name, value in line.items() if name not in VARYING}
    varying = [line[name] for name in VARYING]
    assert Wording(common).link("a" * 64, *varying) == link("a" * 64, line)
