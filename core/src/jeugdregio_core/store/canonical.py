"""One way to write a value, so that the same value always has the same hash."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """The value as JSON with sorted names and no spaces, in UTF-8.

    Raises TypeError for what JSON cannot say, and ValueError for a number that is not finite.
    """
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode()


def fingerprint(*parts: bytes) -> str:
    """SHA-256 over the parts, in hexadecimal."""
    return hashlib.sha256(b"".join(parts)).hexdigest()
