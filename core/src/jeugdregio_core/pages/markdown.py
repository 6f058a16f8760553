"""Small pieces of Markdown, in the words that people use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from jeugdregio_core.model.codes import Coded, Confidence
from jeugdregio_core.model.period import Period
from jeugdregio_core.model.source import Source

UNKNOWN = "onbekend"

Lines = Iterator[str]


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Lines:
    """A table; a column without a single value is left out, and so is a table without rows."""
    held = [[_cell(value) for value in row] for row in rows]
    used = [n for n in range(len(headings)) if any(row[n] for row in held)]
    if not used:
        return
    yield _row(headings[n] for n in used)
    yield _row("---" for _ in used)
    yield from (_row(row[n] for n in used) for row in held)
    yield ""


def section(heading: str, lines: Iterable[str]) -> Lines:
    """A heading with what stands under it; nothing at all where there is nothing."""
    held = list(lines)
    if held:
        yield from (heading, "", *held)


def bullets(items: Iterable[str]) -> Lines:
    """A list, with an empty line after it."""
    held = [f"- {_plain(item)}" for item in items]
    if held:
        yield from (*held, "")


def cited(source: Source) -> str:
    """Where it comes from, and how sure that is where the region's own document does not say it.

    In marks, that :func:`with_footnotes` makes a footnote of.
    """
    sure = source.confidence is Confidence.SOURCE
    return f"⟦{source}⟧" if sure else f"⟦{source} ({source.confidence.label})⟧"


def with_footnotes(text: str) -> str:
    """The text with every source as a footnote, numbered in the order they appear."""
    numbers: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        return f"[^{numbers.setdefault(found[1], len(numbers) + 1)}]"

    body = re.sub("⟦(.*?)⟧", number, text)
    notes = (f"[^{place}]: {source}" for source, place in numbers.items())
    return "\n".join((body.rstrip(), "", "## Bronnen", "", *notes, ""))


def unknown(sentences: Iterable[str]) -> Lines:
    """What the sources leave open."""
    held = list(bullets(sentences))
    if held:
        yield from ("Nog niet bekend:", "", *held)


def since(period: Period | None) -> str:
    """A period, or nothing where it has none of its own."""
    return "" if period is None else str(period)


def listed(codes: Iterable[str] | None) -> str:
    """Codes in order, or ``alle`` where there is no limit."""
    return "alle" if codes is None else ", ".join(sorted(codes))


def labels(members: Iterable[Coded]) -> str:
    """The Dutch labels of closed codes."""
    return ", ".join(sorted(member.label for member in members))


def sentence(text: str) -> str:
    """The text with a capital first; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def _cell(value: str) -> str:
    return _plain(value).replace("|", "\\|").replace("\n", " ")


def _plain(value: str) -> str:
    return value.replace("*", "\\*")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
