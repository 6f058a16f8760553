"""Where a fact or rule comes from, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from jeugdregio_core.model.codes import Confidence


@dataclass(frozen=True, slots=True)
class Source:
    """A document, the passage in it, and how far it can be trusted.

    ``SOURCE``: said by the region's own document. ``PUBLIC``: found in another public document.
    ``DERIVED``: our reading of such facts, not said in so many words.
    """

    document: str
    passage: str | None = None
    confidence: Confidence = Confidence.SOURCE

    def at(self, passage: str) -> Source:
        """The same document, at the given passage."""
        return replace(self, passage=passage)

    def derived(self) -> Source:
        """The same place, read by us: not said there in so many words."""
        return replace(self, confidence=Confidence.DERIVED)

    def __str__(self) -> str:
        return f"{self.document}, {self.passage}" if self.passage else self.document


def public(document: str, passage: str | None = None) -> Source:
    """A public document that is not the region's own source text."""
    return Source(document, passage, Confidence.PUBLIC)
