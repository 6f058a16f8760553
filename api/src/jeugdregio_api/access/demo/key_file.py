"""The key of the demo's issuer: a file beside the database that only its owner can read."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from joserfc.errors import JoseError
from joserfc.jwk import ECKey

_SUFFIX = ".demo-key"
_SQLITE = "sqlite:///"
_OTHERS = 0o077


class KeyNotKept(Exception):
    """The key of the demo cannot be kept or used; the message says why, in Dutch."""


def place_of_key(database_url: str) -> Path:
    """Where the key is: beside a database that is a file, and else in the folder we are in."""
    file = database_url.removeprefix(_SQLITE).partition("?")[0]
    if not database_url.startswith(_SQLITE) or file in ("", ":memory:"):
        return Path(f"jeugdregio{_SUFFIX}")
    return Path(f"{file}{_SUFFIX}")


def made_or_read(path: Path) -> ECKey:
    """The key in this file, which is made when it is not there. Raises KeyNotKept."""
    if not path.exists():
        try:
            _make(path)
        except OSError:
            raise KeyNotKept(f"De sleutel van de demo kan niet in {path} worden bewaard.") from None
    return read(path)


def read(path: Path) -> ECKey:
    """The key in this file. Raises KeyNotKept."""
    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_mode & _OTHERS:
                raise KeyNotKept(f"Anderen kunnen bij {path}. Haal dat bestand weg.")
            return ECKey.import_key(json.load(file))
    except FileNotFoundError:
        raise KeyNotKept(
            "Er is hier nog geen demo gestart. Start die eerst met make serve, met dezelfde opslag."
        ) from None
    except (OSError, ValueError, TypeError, KeyError, JoseError):
        raise KeyNotKept(f"In {path} staat geen sleutel. Haal dat bestand weg.") from None


def _make(path: Path) -> None:
    """Several processes may start at the same time: the first key that is whole, stays."""
    key = ECKey.generate_key("P-256", auto_kid=True)
    made, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(made, "w") as file:
            json.dump(key.as_dict(private=True), file)
        with suppress(FileExistsError):
            Path(path).hardlink_to(name)
    finally:
        Path(name).unlink()
