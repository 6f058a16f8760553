"""The addresses of this service in OpenAPI, for who does not speak GraphQL.

An address that is added to the app is described here; a test compares the two.
"""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Any

PROBLEM = "application/problem+json"
_GRAPHQL = ("application/graphql-response+json", "application/json")
_TEXT = {"type": "string"}
_QUERY = {"type": "string", "minLength": 1}

_SCHEMAS: Mapping[str, Any] = {
    "Probleem": {
        "type": "object",
        "required": ["title", "status"],
        "properties": {"title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT},
    },
    "Vraag": {
        "type": "object",
        "description": "Een vraag in GraphQL. Een dienst met vaste vragen neemt ook documentId.",
        "required": ["query"],
        "properties": {
            "query": _QUERY,
            "variables": {"type": "object"},
            "operationName": _TEXT,
            "documentId": _TEXT,
            "extensions": {"type": "object"},
        },
    },
    "Antwoord": {
        "type": "object",
        "properties": {
            "data": {"type": ["object", "null"]},
            "errors": {"type": "array", "items": {"type": "object"}},
        },
    },
    "Gereed": {
        "type": "object",
        "required": ["ready", "reasons"],
        "properties": {"ready": {"type": "boolean"}, "reasons": {"type": "array", "items": _TEXT}},
    },
    "Gezondheid": {
        "type": "object",
        "required": ["status", "version", "regions"],
        "properties": {
            "status": {"enum": ["ok", "degraded"]},
            "version": _TEXT,
            "regions": {"type": "array", "items": {"type": "object"}},
        },
    },
}


def _schema(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{name}"}}


def _answers(name: str, statuses: Mapping[int, str]) -> dict[str, Any]:
    content = {media: _schema(name) for media in _GRAPHQL}
    return {str(code): {"description": said, "content": content} for code, said in statuses.items()}


def described(summary: str, media: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """An address that is read with GET, and gives one kind of answer."""
    answer = {"description": "Het antwoord.", "content": {media: schema}}
    problem = {"description": "Het kan niet.", "content": {PROBLEM: _schema("Probleem")}}
    return {"get": {"summary": summary, "responses": {"200": answer, "default": problem}}}


_ASKED = {
    200: "Het antwoord, met eventuele fouten per veld.",
    400: "De vraag is niet te lezen of niet geldig.",
    405: "Deze vraag moet met POST.",
    429: "Te veel vragen; Retry-After zegt hoeveel seconden wachten.",
}
_SENT = _ASKED | {
    408: "De vraag kwam niet op tijd binnen.",
    413: "De vraag is te groot.",
    415: "De vraag is geen JSON.",
}
_JSON = {"application/json": {"schema": {"type": "object"}}}
_MEMBERS = [
    {"name": "query", "in": "query", "required": True, "schema": _QUERY},
    {"name": "variables", "in": "query", "content": _JSON},
    {"name": "extensions", "in": "query", "content": _JSON},
    {"name": "operationName", "in": "query", "schema": _TEXT},
    {"name": "documentId", "in": "query", "schema": _TEXT},
]

PATHS: Mapping[str, Any] = {
    "/graphql": {
        "post": {
            "summary": "Stel een vraag of zet een stap (GraphQL). Zie /schema.graphql.",
            "requestBody": {"required": True, "content": {"application/json": _schema("Vraag")}},
            "responses": _answers("Antwoord", _SENT),
        },
        "get": {
            "summary": "Stel een vraag die niet over personen gaat (GraphQL).",
            "parameters": _MEMBERS,
            "responses": _answers("Antwoord", _ASKED | {414: "De vraag is te groot."}),
        },
    },
    "/health": described("Hoe het met de dienst gaat.", "application/json", _schema("Gezondheid")),
    "/ready": {
        "get": {
            "summary": "Of de dienst nu vragen kan krijgen.",
            "responses": {
                str(code): {"description": said, "content": {"application/json": _schema("Gereed")}}
                for code, said in {200: "Ja.", 503: "Nee; de redenen staan erbij."}.items()
            },
        }
    },
    "/demo/tokens": described(
        "Toegangsbewijzen om elke rol mee te proberen, alleen in de demo.",
        "application/json",
        {"schema": {"type": "object"}},
    ),
    "/metrics": described("Wat er is geteld (Prometheus).", "text/plain", {"schema": _TEXT}),
    "/schema.graphql": described("Het schema van /graphql.", "text/plain", {"schema": _TEXT}),
    "/openapi.json": described(
        "Deze beschrijving.", "application/json", {"schema": {"type": "object"}}
    ),
}


def document(served: Iterable[str]) -> dict[str, Any]:
    """The description of the addresses that are served."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jeugdregio",
            "version": version("jeugdregio-api"),
            "description": "De regels van jeugdregio's, en het casuswerk van een regio. Vragen "
            "gaan in GraphQL naar /graphql; hier staat wat er verder is.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": {path: PATHS[path] for path in served if path in PATHS},
        "components": {"schemas": dict(_SCHEMAS)},
    }
