"""The store behind the API: read beside the others, only what is shown, or not there at all."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any

import pytest
from tests.support.asking import Asker
from tests.support.counter import service
from tests.support.office import Office
from tests.support.scenes import SCENES, allocated, referred
from tests.support.stored import pseudonym, rows

from jeugdregio_core.casework.reading import referrals as reading
from jeugdregio_core.store import tables
from jeugdregio_core.store.errors import StoreUnavailable
from jeugdregio_core.store.transaction import Store

WHERE = 'region: "westfriesland"'
ABSENT = "0b0e3a52-7b6c-4c5e-9f3a-0d2b6a1c4e5f"


@pytest.fixture
def office(store: Store) -> Office:
    """The office of Westfriesland."""
    office = Office(store, "westfriesland")
    SCENES["westfriesland"].open(office)
    return office


@pytest.fixture
def api(office: Office) -> Asker:
    """The service over its store."""
    return Asker(service(office.store, office.clock))


def test_what_is_asked_through_fragments_and_aliases_is_read_too(
    office: Office, api: Asker
) -> None:
    allocated(office, referred(office, provider="noord"))
    query = f"""query {{ page: referrals({WHERE}) {{ ...Page }} }}
      fragment Page on ReferralConnection {{ parts: edges {{ ... on ReferralEdge {{
        item: node {{ who: provider {{ ...Provider }} given: allocations {{
          provider {{ ...Provider }} history: versions {{ version }} }} }} }} }} }}
      fragment Provider on Provider {{ deals: contracts {{ part: segment {{ code }} }} }}"""
    (part,) = api.ask(query)["page"]["parts"]
    deals = {"deals": [{"part": {"code": "B"}}]}
    given = [{"provider": deals, "history": [{"version": 1}]}]
    assert part["item"] == {"who": deals, "given": given}


def test_fragments_that_are_spread_again_and_again_cost_no_time(api: Asker) -> None:
    doubled = "".join(
        f"fragment F{n} on Referral {{ ...F{n + 1} ...F{n + 1} }} " for n in range(60)
    )
    query = f"""{{ referrals({WHERE}) {{ edges {{ node {{ ...F0 }} }} }} }}
      {doubled} fragment F60 on Referral {{ id }}"""
    begun = time.monotonic()
    assert api.ask(query) == {"referrals": {"edges": []}}
    assert time.monotonic() - begun < 2


def test_the_audit_log_names_the_question(office: Office, api: Asker) -> None:
    referred(office)
    api.ask(f"{{ mine: referrals({WHERE}) {{ totalCount edges {{ node {{ status }} }} }} }}")
    lines = office.see(rows(tables.AuditLine, operation="referrals"))
    mine = office.see(pseudonym("K-001"))
    assert [(line.action, line.pseudonym) for line in lines] == [("EXECUTE", None), ("READ", mine)]


def test_a_slow_store_keeps_nobody_else_waiting(
    office: Office, api: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    referred(office)
    page = reading.page

    def slowly(*asked: Any) -> Any:
        time.sleep(0.4)
        return page(*asked)

    monkeypatch.setattr(reading, "page", slowly)
    order: list[int] = []
    slow = (f"{{ referrals({WHERE}) {{ totalCount }} }}", dict[str, Any]())
    quick = ('{ region(code: "westfriesland") { name } }', dict[str, Any]())
    answers = api.together(slow, quick, quick, done=order.append)
    assert all("errors" not in answer for answer in answers)
    assert order[-1] == 0


def test_while_the_store_is_away_the_rules_still_answer(
    office: Office, api: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_work: Any) -> Any:
        raise StoreUnavailable

    monkeypatch.setattr(office.store, "read", away)
    query = f'{{ referrals({WHERE}) {{ totalCount }} region(code: "westfriesland") {{ code }} }}'
    answer = api.post(query)
    assert answer["data"] == {"referrals": None, "region": {"code": "westfriesland"}}
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "SERVICE_UNAVAILABLE"
    assert error["message"].startswith("De opslag is nu niet bereikbaar.")


def test_a_service_without_a_store_says_so() -> None:
    api = Asker(service(None))
    for field in (
        f"referrals({WHERE}) {{ totalCount }}",
        f"requests({WHERE}) {{ totalCount }}",
        f"allocations({WHERE}) {{ totalCount }}",
        f"providers({WHERE}) {{ totalCount }}",
        f'referral({WHERE}, id: "{ABSENT}") {{ id }}',
        f'clientFile({WHERE}, reference: "K-1") {{ client {{ reference }} }}',
    ):
        code, message = api.error(f"{{ {field} }}")
        assert code == "NOT_FOUND"
        assert message.startswith("Deze dienst bewaart niets van jeugdigen en aanbieders.")
    assert api.ask("{ regions { code } }")["regions"]


def test_a_service_without_a_store_loads_no_database_library() -> None:
    code = (
        "import sys\n"
        "from jeugdregio_api.app import create_app\n"
        "from jeugdregio_api.settings import Settings\n"
        "from jeugdregio_api.storage import open_storage\n"
        "from jeugdregio_core.registry import load_registry\n"
        "settings = Settings(database_url='none')\n"
        "create_app(settings, load_registry(), store=open_storage(settings))\n"
        "print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert "jeugdregio_api.referrals.types" in loaded
    assert loaded & {"sqlmodel", "sqlalchemy", "alembic", "psycopg"} == set()


_FOR_SOME_STARTS_ONLY = {
    "alembic",
    "rich",
    "mako",
    "httpx",
    "anyio._backends",
    "openpyxl",
    "numpy",
    "copier",
    "websockets",
    "psycopg",
    "colorama",
    "jeugdregio_api.access.demo.tokens",
    "jeugdregio_core.casework.demo",
    "jeugdregio_core.own_tables.filled",
}
"""To migrate, fetch, follow, colour, write, for a demo, or tables that were loaded."""
_DIALECTS = {"sqlalchemy.dialects.postgresql", "sqlalchemy.dialects.sqlite"}


def test_a_start_where_nothing_is_to_be_done_loads_only_what_every_start_needs(
    database: str,
) -> None:
    code = (
        "import asyncio, sys\n"
        "from jeugdregio_api.app import create_app\n"
        "from jeugdregio_api.operation.logs import tell\n"
        "from jeugdregio_api.operation.processes import configured\n"
        "from jeugdregio_api.settings import Settings\n"
        "from jeugdregio_api.storage import open_storage\n"
        "from jeugdregio_core.registry import load_registry\n"
        f"settings = Settings(database_url={database!r})\n"
        "app = create_app(settings, load_registry(), store=open_storage(settings))\n"
        "configured(app, settings.max_body_bytes).load()\n"
        "async def begin():\n"
        "    async with app.router.lifespan_context(app):\n"
        "        pass\n"
        "asyncio.run(begin())\n"
        "tell('test', 'the first line')\n"
        "print(*sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.split())
    assert {"sqlalchemy", "uvicorn.protocols.http.httptools_impl"} <= loaded
    assert loaded & _FOR_SOME_STARTS_ONLY == set()
    (dialect,) = loaded & _DIALECTS
    assert database.startswith(dialect.split(".")[2])
