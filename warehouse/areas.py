"""Which area a report means: its printed name, or what a person gave, as a code of the catalogue.

Names outlive areas: in July 2025 provinces merged and kept or changed their names, so a name is looked up on a day.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Protocol

from ingest.errors import InputError
from ingest.folding import fold

_KIND_WORD = re.compile(r"^(?:tỉnh|thành phố|tp\.?)\s+")
MISPRINT = 0.85  # likeness from which a name is taken for a misprint; whole other names stay below
_NOT_LETTERS = re.compile(r"[\s\-–—.]+")


class Area(Protocol):
    """What is needed of an area of the catalogue."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def name(self) -> str:
        """Its name without the word for its kind."""

    @property
    def valid_from(self) -> date | None:
        """First day; None: always."""

    @property
    def valid_to(self) -> date | None:
        """Last day; None: to this day."""


def name_key(name: str) -> str:
    """A name as it is compared: lower case, without the word for the kind, dashes and spaces alike."""
    plain = _NOT_LETTERS.sub(" ", fold(unicodedata.normalize("NFC", name))).strip()
    return _KIND_WORD.sub("", plain)


class Gazetteer:
    """The areas of the catalogue, by name and day."""

    def __init__(self, areas: Iterable[Area]) -> None:
        self._names: dict[str, str] = {}
        self._named: dict[str, list[Area]] = {}
        for area in areas:
            self._names[area.code] = area.name
            self._named.setdefault(name_key(area.name), []).append(area)

    def name_of(self, code: str) -> str:
        """The name of a code; the code itself where it is none of the catalogue."""
        return self._names.get(code, code)

    def find(self, name: str, day: date) -> str | None:
        """The code for a name or a code on a day; None where the catalogue knows no such area."""
        if name in self._names:
            return name
        bearers = self._named.get(name_key(name), [])
        living = [area for area in bearers if _lives(area, day)]
        if len(living) == 1:
            return living[0].code
        return bearers[0].code if len(bearers) == 1 else None

    def require(self, name: str, day: date) -> str:
        """As `find`; InputError with the nearest names where there is none."""
        code = self.find(name, day)
        if code is not None:
            return code
        near = self._near(name, 0.6)
        hint = f" (did you mean {' or '.join(near)}?)" if near else ""
        raise InputError(f"the catalogue knows no area '{name}'{hint}; give one with --area, or add it to areas.csv")

    def find_or_new(self, name: str, day: date) -> str | None:
        """As `find`, None for a new name; InputError for one that looks like a misprint of a known one.

        A misprint would start a series of its own beside the one that it belongs to.
        """
        return self.require(name, day) if self._near(name, MISPRINT) else self.find(name, day)

    def _near(self, name: str, likeness: float) -> list[str]:
        keys = get_close_matches(name_key(name), self._named, n=3, cutoff=likeness)
        return [self._named[key][0].name for key in keys]


def _lives(area: Area, day: date) -> bool:
    return (area.valid_from is None or area.valid_from <= day) and (area.valid_to is None or day <= area.valid_to)
