"""The subjects from npm: PostGraphile, and mercurius with graphql-jit. Only where node is."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from benchmarks.pages.answers import check_equal, outline
from benchmarks.pages.asked import FIRST, REGION, STATUS
from benchmarks.pages.floor.page import read_cursor
from benchmarks.pages.floor.postgresql import STATEMENTS
from benchmarks.pages.load.requests import Request, ask, graphql
from benchmarks.pages.python_subjects import OPERATION, Scene
from benchmarks.pages.subject import Subject
from benchmarks.processes import running, wait_for_port
from benchmarks.settings import BUILD

POSTGRAPHILE = "PostGraphile 5"
MERCURIUS = "mercurius + graphql-jit"

_FOLDER = Path(__file__).with_name("node")
_ABSENT = "PostGraphile and mercurius were left out: they need node and npm."
_ALIKE = """
PostGraphile is asked for the nearest it can give: the codes of the catalogue without their names,
and of a decision what a function in SQL takes out of the stored JSON. Ids and their order, totals,
allocations and findings are compared with the floor. Mercurius has the statements of the floor and
the catalogue in memory; its answers are equal to the floor's. Neither checks a token or logs.
"""
_TOLD = """
CREATE SCHEMA shown;
CREATE FUNCTION shown.decision_told(one public.decision) RETURNS json LANGUAGE sql STABLE AS $$
    SELECT json_agg(json_build_object(
        'verdict', told -> 'verdict', 'message', told -> 'message',
        'rule', json_build_object('code', told -> 'rule' -> 'code')))
    FROM json_array_elements(one.findings) told $$"""


def installed() -> bool:
    """Whether node is there, with the packages of the lock file."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        print(_ABSENT, flush=True)
        return False
    quietly = ("--no-audit", "--no-fund", "--loglevel=error", "--silent")
    subprocess.run([npm, "ci", *quietly], cwd=_FOLDER, check=True)
    return True


def notes() -> Mapping[str, str]:
    """What to say of them."""
    there = shutil.which("node") and shutil.which("npm")
    return {"The servers from npm": _ALIKE if there else _ABSENT}


def subjects(scene: Scene) -> Iterator[Subject]:
    """Both of them, over a PostgreSQL database; nothing without node."""
    if not installed():
        return
    yield _postgraphile(scene)
    yield _mercurius(scene)


def _mercurius(scene: Scene) -> Subject:
    statements = (BUILD / "statements.json").resolve()
    statements.write_text(json.dumps(STATEMENTS), "utf-8")
    return Subject(
        MERCURIUS,
        ["node", "mercurius.mjs"],
        scene.asked(OPERATION.read_text("utf-8")),
        {
            "DATABASE": scene.url,
            "CATALOGUE": str(scene.catalogue),
            "STATEMENTS": str(statements),
            "NODE_ENV": "production",
        },
        cwd=_FOLDER,
        busy=scene.connections,
    )


def _postgraphile(scene: Scene) -> Subject:
    with psycopg.connect(scene.url, autocommit=True) as server:
        server.execute(_TOLD.encode())
    subject = Subject(
        POSTGRAPHILE,
        ["node", "--require", "./polyfill.cjs", "postgraphile.mjs"],
        [_asked(None)],
        {"DATABASE": scene.url, "GRAPHILE_ENV": "production", "NODE_ENV": "production"},
        cwd=_FOLDER,
        check=_check_outline,
        busy=scene.connections,
    )
    order = _order(subject)
    return replace(subject, requests=[_asked(_cursor(order, one)) for one in scene.cursors])


def _order(subject: Subject) -> str:
    """What its cursors say of the order of the list; it differs by query only."""
    said = (BUILD / "logs" / "order.log").resolve()
    with running(subject.command, subject.environment, said, subject.cwd) as server:
        wait_for_port(server)
        first = ask(server.port, subject.requests[0])
    order: str = json.loads(b64decode(first["data"]["allReferrals"]["pageInfo"]["endCursor"]))[0]
    return order


def _asked(cursor: str | None) -> Request:
    query = (_FOLDER / "postgraphile.graphql").read_text("utf-8")
    which = {"region": REGION, "status": STATUS, "first": FIRST, "after": cursor}
    return graphql(query, which)


def _cursor(order: str, ours: str) -> str:
    told = [order, *(read_cursor(ours) or ())]
    return b64encode(json.dumps(told, separators=(",", ":")).encode()).decode()


def _check_outline(name: str, expected: Any, given: Any) -> None:
    check_equal(name, outline(expected), _outline(given))


def _outline(answer: Any) -> dict[str, Any]:
    page = answer["data"]["allReferrals"]
    nodes = [edge["node"] for edge in page["edges"]]
    requests = [node["requestsByReferralId"]["nodes"] for node in nodes]
    return {
        "total": page["totalCount"],
        "more": page["pageInfo"]["hasNextPage"],
        "ids": [node["rowId"] for node in nodes],
        "allocations": [
            [
                one["number"]
                for request in asked
                for one in request["allocationsByRequestId"]["nodes"]
            ]
            for asked in requests
        ],
        "findings": [
            [
                one["rule"]["code"]
                for request in asked[:1]
                for decision in request["decisionsByRequestId"]["nodes"]
                for one in decision["told"]
            ]
            for asked in requests
        ],
    }
