"""The floor that keeps promises: who asks is checked, and who was shown is in the audit log first.

The page is read in one snapshot, and its lines are committed before it is sent.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import orjson
from benchmarks.pages.floor.audit import COLUMNS, Who, lines
from benchmarks.pages.floor.page import Asked, Rows
from benchmarks.pages.floor.postgresql import PostgreSQL, read
from benchmarks.pages.floor.sqlite import SQLite
from joserfc import jwt
from joserfc.jwk import KeySet

_KEYS = "SELECT client_id, key FROM client_key WHERE client_id"
_HEAD = "SELECT sequence, hash FROM audit_line WHERE region = {} ORDER BY sequence DESC LIMIT 1"
_NAMES = ", ".join(COLUMNS)
_CLIENT = 15
"""The column with the id of the client."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one issuer."""

    issuer: str
    audience: str
    keys: KeySet

    def who(self, authorization: str | None) -> Who:
        """Who this token speaks for. Raises JoseError and KeyError for one that is not good."""
        token = (authorization or "").removeprefix("Bearer ")
        claims = jwt.decode(token, self.keys, algorithms=["ES256"]).claims
        jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.audience},
            exp={"essential": True},
        ).validate(claims)
        return Who(f"{claims['iss']}#{claims['sub']}", claims["rol"], claims.get("organisatie"))


class Promises(Protocol):
    """Reads a page for somebody who is known, and logs it."""

    keys: Keys

    @abstractmethod
    async def rows(self, asked: Asked, who: Who) -> Rows:
        """What one page is made of; its lines are stored."""


def promises(database: SQLite | PostgreSQL, keys: str) -> Promises:
    """The promises over this database; ``keys`` is the file with the keys of the issuer."""
    told = orjson.loads(Path(keys).read_bytes())
    known = Keys(told["issuer"], told["audience"], KeySet.import_key_set(told["jwks"]))
    if isinstance(database, SQLite):
        return _InSQLite(database, known)
    return _InPostgreSQL(database, known)


@dataclass(frozen=True, slots=True)
class _InSQLite(Promises):
    database: SQLite
    keys: Keys

    async def rows(self, asked: Asked, who: Who) -> Rows:
        execute = self.database.connection.execute
        execute("BEGIN")
        found = await self.database.rows(asked)
        shown = _clients(found, asked)
        marks = ",".join("?" * len(shown))
        keys = execute(f"{_KEYS} IN ({marks})", shown).fetchall()
        execute("COMMIT")
        execute("BEGIN IMMEDIATE")
        head = execute(_HEAD.format("?"), [asked.region]).fetchone()
        clients = [(UUID(client), key) for client, key in keys]
        self.database.connection.executemany(
            f"INSERT INTO audit_line ({_NAMES}) VALUES ({','.join('?' * len(COLUMNS))})",
            [
                (*line[:2], line[2].strftime("%Y-%m-%d %H:%M:%S.%f"), *line[3:])
                for line in lines(asked.region, who, clients, head)
            ],
        )
        execute("COMMIT")
        return found


@dataclass(frozen=True, slots=True)
class _InPostgreSQL(Promises):
    database: PostgreSQL
    keys: Keys

    async def rows(self, asked: Asked, who: Who) -> Rows:
        async with self.database.pool.acquire() as connection:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                found = await read(connection, asked)
                shown = _clients(found, asked)
                keys = await connection.fetch(f"{_KEYS} = ANY($1::uuid[])", shown)
            async with connection.transaction():
                await connection.execute(_LOCK, _number(f"audit:{asked.region}"))
                head = await connection.fetchrow(_HEAD.format("$1"), asked.region)
                made = [*lines(asked.region, who, keys, head)]
                await connection.execute(_INSERT, *zip(*made, strict=True))
        return found


_LOCK = "SELECT pg_advisory_xact_lock($1)"
_TYPES = {"sequence": "bigint", "at": "timestamptz", "form": "int"}
_ARRAYS = ", ".join(
    f"${number}::{_TYPES.get(name, 'text')}[]" for number, name in enumerate(COLUMNS, 1)
)
_INSERT = f"INSERT INTO audit_line ({_NAMES}) SELECT * FROM unnest({_ARRAYS})"


def _clients(found: Rows, asked: Asked) -> list[Any]:
    return [*{row[_CLIENT] for row in found.referrals[: asked.first]}]


def _number(subject: str) -> int:
    return int.from_bytes(blake2b(subject.encode(), digest_size=8).digest(), signed=True)
