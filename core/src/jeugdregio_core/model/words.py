"""How people enumerate."""

from __future__ import annotations

from collections.abc import Iterable


def spoken(words: Iterable[str]) -> str:
    """Dutch enumeration: ``a, b en c``; nothing becomes ``geen``."""
    items = list(words)
    if not items:
        return "geen"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} en {items[-1]}"
