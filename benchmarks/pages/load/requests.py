"""One HTTP request as it goes over the line, and the answer to it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a server on this machine."""

    method: str
    path: str
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def raw(self) -> str:
        """The bytes, as text; everything in it is ASCII."""
        sent = {"Host": "127.0.0.1", **self.headers}
        if self.body:
            sent |= {"Content-Type": "application/json", "Content-Length": str(len(self.body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n{self.body}"


def graphql(query: str, variables: Mapping[str, Any], token: str | None = None) -> Request:
    """A GraphQL operation that is posted."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = json.dumps({"query": query, "variables": dict(variables)})
    return Request("POST", "/graphql", body, headers)


class Failed(Exception):
    """An answer that is no answer."""


def ask(port: int, request: Request, seconds: float = 60) -> Any:
    """The JSON that comes back. Raises Failed, and OSError while nobody listens."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        headers = dict(request.headers) | (
            {"Content-Type": "application/json"} if request.body else {}
        )
        connection.request(request.method, request.path, request.body or None, headers)
        response = connection.getresponse()
        text = response.read().decode()
    except http.client.HTTPException as error:
        raise Failed(repr(error)) from error
    finally:
        connection.close()
    answer = json.loads(text) if response.status == 200 else None
    if answer is None or answer.get("errors"):
        raise Failed(f"{response.status}: {text[:2000]}")
    return answer


def write_lua(requests: Sequence[Request], file: Path) -> None:
    """The requests as a file that wrk reads."""
    lines = ",\n".join(json.dumps(request.raw()) for request in requests)
    file.write_text(f"return {{\n{lines}\n}}\n", "ascii")


def write_json(requests: Sequence[Request], file: Path) -> None:
    """The requests as a file that our own tool reads."""
    file.write_text(json.dumps([request.raw() for request in requests]), "ascii")
