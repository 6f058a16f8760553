"""The catalogue in memory. Days are texts, which compare as days do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

Named = dict[str, Any]


class Known:
    """What a page shows of the catalogue of a day; each answer is worked out once."""

    def __init__(self, file: Path) -> None:
        told = orjson.loads(file.read_bytes())
        self.region: str = told["region"]
        self._municipalities: list[Named] = told["municipalities"]
        self._sets: list[Named] = told["sets"]
        self._set_of: dict[tuple[str, str | None], Named | None] = {}
        self._segment_of: dict[tuple[str, str | None, str | None], Named | None] = {}
        self._municipality_of: dict[tuple[str, str], Named | None] = {}

    def municipality(self, code: str, day: str) -> Named | None:
        """The municipality as the region knows it on the day, or last knew it."""
        try:
            return self._municipality_of[code, day]
        except KeyError:
            pass
        had = [one for one in self._municipalities if one["code"] == code]
        now = [one for one in had if one["first"] <= day <= one["last"]]
        last = now[:1] or sorted(had, key=lambda one: str(one["first"]))[-1:]
        found = {"code": code, "name": last[0]["name"]} if last else None
        self._municipality_of[code, day] = found
        return found

    def segment(self, day: str, municipality: str | None, code: str | None) -> Named | None:
        """The segment in the catalogue of the day."""
        try:
            return self._segment_of[day, municipality, code]
        except KeyError:
            pass
        held = self._set(day, municipality)
        fitting = (
            {"code": code, "name": one["name"]}
            for one in (held["segments"] if held else ())
            if one["code"] == code and one["first"] <= day <= one["last"]
        )
        found = self._segment_of[day, municipality, code] = next(fitting, None)
        return found

    def arrangement(
        self, day: str, municipality: str, segment: str | None, profile: str | None, how: str | None
    ) -> Named | None:
        """The arrangement in the catalogue of the day."""
        held = self._set(day, municipality)
        if held is None:
            return None
        found: Named | None = held["arrangements"].get(f"{segment}|{profile}|{how}")
        return found

    def _set(self, day: str, municipality: str | None) -> Named | None:
        try:
            return self._set_of[day, municipality]
        except KeyError:
            pass
        fitting = (
            one
            for one in self._sets
            if one["first"] <= day <= one["last"]
            and (one["municipalities"] is None or municipality in one["municipalities"])
        )
        found = self._set_of[day, municipality] = next(fitting, None)
        return found
