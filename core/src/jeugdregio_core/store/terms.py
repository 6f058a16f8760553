"""How long what is stored is kept. Terms are settings, since they change and differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jeugdregio_core.record import record
from jeugdregio_core.store.errors import StoreRefused

FILE = "JEUGDREGIO_RETENTION_FILE"
PROTECTION = "JEUGDREGIO_RETENTION_PROTECTION"
ANSWERS = "JEUGDREGIO_IDEMPOTENCY_DAYS"
UNKNOWN = "onbekend"
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_MOST_YEARS = 200
_MOST_DAYS = 3660


@record
class Term:
    """So many years after the last change, in force from ``since`` on; always when ``None``."""

    years: int
    since: date | None = None


@record
class Terms:
    """The terms of a deployment.

    ``file`` is that of the file of youth help: 20 years from the last change (Jeugdwet article
    7.3.8; older pages say 15, so it is a setting). ``protection`` is that of a file with a child
    protection measure: it differs and is not known here, so such a file is kept until the
    deployment says how long. ``answer_days`` is how long an idempotency key holds: our own choice.
    """

    file: tuple[Term, ...] = (Term(20),)
    protection: tuple[Term, ...] = ()
    answer_days: int = 30

    def until(self, protected: bool | None, changed: date, on: date) -> date | None:
        """Last day a file is kept that changed last on a day, by the term in force on another.

        ``None`` when no term is known: then it is kept.
        """
        terms = self.protection if protected else self.file
        held = [term for term in terms if term.since is None or term.since <= on]
        if not held:
            return None
        newest = max(held, key=lambda term: term.since or date.min)
        return _years_later(changed, newest.years)


def day_of(moment: datetime) -> date:
    """The day it was in the Netherlands."""
    return moment.astimezone(_AMSTERDAM).date()


def read_terms(environment: Mapping[str, str]) -> Terms:
    """The terms of the environment; what is not set is as usual. Raises StoreRefused."""
    usual = Terms()
    return Terms(
        file=_terms(environment, FILE, usual.file),
        protection=_terms(environment, PROTECTION, usual.protection),
        answer_days=_days(environment, usual.answer_days),
    )


def _terms(environment: Mapping[str, str], name: str, usual: tuple[Term, ...]) -> tuple[Term, ...]:
    text = environment.get(name, "").strip()
    if not text:
        return usual
    if text.lower() == UNKNOWN:
        return ()
    try:
        return tuple(_term(part) for part in text.split(","))
    except ValueError:
        raise StoreRefused(
            f"De instelling {name} heeft de waarde {text!r}. Dat kan niet. Schrijf een aantal "
            "jaren, zoals 20, of jaren met hun eerste dag, zoals 15,2020-01-01:20, "
            f"of {UNKNOWN}."
        ) from None


def _term(text: str) -> Term:
    since, _, years = text.strip().rpartition(":")
    term = Term(int(years), date.fromisoformat(since) if since else None)
    if not 0 <= term.years <= _MOST_YEARS:
        raise ValueError
    return term


def _days(environment: Mapping[str, str], usual: int) -> int:
    text = environment.get(ANSWERS, "").strip()
    if not text:
        return usual
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST_DAYS:
        raise StoreRefused(
            f"De instelling {ANSWERS} heeft de waarde {text!r}. Dat kan niet. "
            f"Schrijf een aantal dagen van 1 tot en met {_MOST_DAYS}."
        )
    return int(text)


def _years_later(day: date, years: int) -> date:
    """29 February becomes 1 March in a year without one: nothing is kept too short."""
    year = min(day.year + years, date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
