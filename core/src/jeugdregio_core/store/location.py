"""Where the store is, when nobody says otherwise."""

from __future__ import annotations

from collections.abc import Mapping

VARIABLE = "JEUGDREGIO_DATABASE_URL"
DEFAULT = "sqlite:///jeugdregio.sqlite3"
"""A file in the folder where the program is started."""


def store_url(environment: Mapping[str, str]) -> str:
    """The address that the environment names, or that of a file here."""
    return environment.get(VARIABLE) or DEFAULT
