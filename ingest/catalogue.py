"""The catalogue that statisticians edit: sectors, indicators, units, printed words of units, aliases, areas.

Six CSV files in one folder; each row is checked and every fault is told at once as `file:line: what is wrong; what to
do`, so that a person can mend the whole table in one go. The catalogue knows nothing of reports: how an alias is found
in a sentence is the business of `ingest.aliases`.

An alias whose code is `-` is a *blocker*: words of the genre that look like an indicator of the catalogue and are
another thing ("số trường mầm non đạt chuẩn quốc gia"). Out of scope: districts and communes, sources of the figures.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from ingest.aliases import alias_tokens
from ingest.errors import CatalogueError
from ingest.resources import resource

NATURES = frozenset(("flow", "stock", "rate", "index", "plan"))
AREA_KINDS = frozenset(("country", "province", "city"))
BLOCKER = "-"

_CODE = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*")
_NOT_PHRASE = re.compile(r"[^\w\s,%‰#@…/.+()-]")

#: File name to its columns, in their order.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sectors.csv": ("code", "parent", "name_vi", "name_en", "official_group"),
    "indicators.csv": ("code", "name_vi", "name_en", "sector", "nature", "unit", "parent", "official_code"),
    "units.csv": ("code", "name_vi", "name_en", "dimension", "integral"),
    "unit_words.csv": ("word", "unit", "factor"),
    "aliases.csv": ("code", "phrase", "context"),
    "areas.csv": ("code", "name", "kind", "parent", "valid_from", "valid_to", "successor"),
}


@dataclass(frozen=True, slots=True)
class Sector:
    """A group of indicators; `official_group` is the number of the group in the official provincial system."""

    code: str
    parent: str
    name_vi: str
    name_en: str
    official_group: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured. `unit` keeps its customary spelling ("kWh"); compare units in lower case."""

    code: str
    name_vi: str
    name_en: str
    sector: str
    nature: str
    unit: str
    parent: str
    official_code: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit; only units of one dimension can be converted; `integral` units count whole things."""

    code: str
    name_vi: str
    name_en: str
    dimension: str
    integral: bool


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A printed form of a unit, and what one of it is in the base unit ("tạ" is 0.1 tấn)."""

    word: str
    unit: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Alias:
    """Words that name an indicator, and the words one of which must be near (none: always)."""

    code: str
    phrase: str
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A territory and the days on which it existed; `successor` is the area that took it in."""

    code: str
    name: str
    kind: str
    parent: str
    valid_from: date | None
    valid_to: date | None
    successor: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The checked tables, by code where they have one, in the order of the files."""

    sectors: Mapping[str, Sector]
    indicators: Mapping[str, Indicator]
    units: Mapping[str, Unit]
    unit_words: tuple[UnitWord, ...]
    aliases: tuple[Alias, ...]
    areas: Mapping[str, Area]
    blockers: tuple[Alias, ...] = ()

    def dimension(self, unit: str) -> str:
        """The dimension of a unit in any spelling of capitals; "" for a unit that is not in the catalogue."""
        known = self.units.get(unit.lower())
        return known.dimension if known else ""


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue in `folder`, or the one that comes with the project; read once per folder.

    Raises CatalogueError with every fault of every file.
    """
    return _load((folder or resource("catalogue")).resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Catalogue:
    faults: list[str] = []
    tables = {name: _read(folder / name, columns, faults) for name, columns in COLUMNS.items()}
    draft = _Draft(tables, faults)
    draft.check()
    if faults:
        raise CatalogueError("the catalogue has faults:\n" + "\n".join(faults))
    return draft.catalogue()


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as read, with its place."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, wrong: str, remedy: str) -> str:
        return f"{self.file}:{self.line}: {wrong}; {remedy}"


def _read(path: Path, columns: tuple[str, ...], faults: list[str]) -> list[_Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.append(f"{path.name}:1: the file is missing; put it into {path.parent}")
        return []
    except UnicodeDecodeError as error:
        faults.append(f"{path.name}:1: the file is not UTF-8 (byte {error.start}); save it as CSV UTF-8")
        return []
    reader = csv.reader(text.splitlines())
    header = tuple(next(reader, ()))
    if header != columns:
        faults.append(f"{path.name}:1: the columns are {','.join(header)}; make them {','.join(columns)}")
        return []
    rows = []
    for cells in reader:
        if len(cells) != len(columns):
            faults.append(f"{path.name}:{reader.line_num}: {len(cells)} cells; give {len(columns)}, quoted where a comma is inside")
        elif any(c.strip() != c for c in cells):
            faults.append(f"{path.name}:{reader.line_num}: blanks around a cell; take them away")
        else:
            rows.append(_Row(path.name, reader.line_num, dict(zip(columns, cells, strict=True))))
    return rows


_Made = TypeVar("_Made")


@dataclass(slots=True)
class _Draft:
    """The tables while they are checked; each check adds its faults."""

    tables: Mapping[str, list[_Row]]
    faults: list[str]
    codes: dict[str, set[str]] = field(default_factory=dict)

    def check(self) -> None:
        for name in ("sectors", "indicators", "units", "areas"):
            self._check_codes(f"{name}.csv")
        for row in (*self.tables["sectors.csv"], *self.tables["indicators.csv"], *self.tables["units.csv"]):
            self._need(row, "name_vi", "give the Vietnamese name")
            self._need(row, "name_en", "translate the name")
        for row in self.tables["sectors.csv"]:
            self._known(row, "parent", "sectors.csv", optional=True)
        for row in self.tables["indicators.csv"]:
            self._check_indicator(row)
        for row in self.tables["units.csv"]:
            self._check_unit(row)
        self._check_unit_words()
        for row in self.tables["areas.csv"]:
            self._check_area(row)
        for name in ("sectors.csv", "indicators.csv"):
            self._check_circles(name)
        self._check_aliases()

    # ------------------------------------------------------------- small checks
    def _add(self, row: _Row, wrong: str, remedy: str) -> None:
        self.faults.append(row.fault(wrong, remedy))

    def _need(self, row: _Row, column: str, remedy: str) -> None:
        if not row[column]:
            self._add(row, f"{column} is empty", remedy)

    def _known(self, row: _Row, column: str, file: str, *, optional: bool = False) -> None:
        value = row[column].lower() if file == "units.csv" else row[column]
        if not value and optional:
            return
        if value not in self.codes[file]:
            self._add(row, f"{column} '{row[column]}' is not in {file}", f"add it to {file} or correct it")

    def _one_of(self, row: _Row, column: str, allowed: frozenset[str]) -> None:
        if row[column] not in allowed:
            self._add(row, f"{column} is '{row[column]}'", f"use one of {', '.join(sorted(allowed))}")

    def _check_codes(self, file: str) -> None:
        seen: dict[str, int] = {}
        for row in self.tables[file]:
            code = row["code"]
            if not code:
                self._add(row, "code is empty", "give one")
            elif code in seen:
                self._add(row, f"code '{code}' stands in line {seen[code]} already", "keep one of the two")
            elif file in ("sectors.csv", "indicators.csv") and not _CODE.fullmatch(code):
                self._add(row, f"code '{code}' has other signs", "use a-z, 0-9, _ and dots between the parts")
            seen.setdefault(code, row.line)
        self.codes[file] = set(seen)

    def _check_circles(self, file: str) -> None:
        parents = {row["code"]: row["parent"] for row in self.tables[file]}
        for row in self.tables[file]:
            seen, at = {row["code"]}, row["parent"]
            while at and at not in seen:
                seen.add(at)
                at = parents.get(at, "")
            if at == row["code"]:
                self._add(row, f"'{at}' is its own ancestor", "correct one of the parents")

    # ------------------------------------------------------------- per table
    def _check_indicator(self, row: _Row) -> None:
        self._known(row, "sector", "sectors.csv")
        self._known(row, "unit", "units.csv")
        self._known(row, "parent", "indicators.csv", optional=True)
        self._one_of(row, "nature", NATURES)

    def _check_unit(self, row: _Row) -> None:
        self._need(row, "dimension", "name what it measures, such as mass, or count")
        self._one_of(row, "integral", frozenset(("yes", "no")))
        if row["code"] != row["code"].lower():
            self._add(row, f"code '{row['code']}' has capitals", "write unit codes in lower case")

    def _check_unit_words(self) -> None:
        seen: dict[str, int] = {}
        for row in self.tables["unit_words.csv"]:
            self._need(row, "word", "give the printed form")
            self._known(row, "unit", "units.csv")
            word = row["word"].lower()
            if word in seen:
                self._add(row, f"word '{row['word']}' stands in line {seen[word]} already", "keep one of the two")
            seen.setdefault(word, row.line)
            if _decimal(row["factor"]) is None:
                self._add(row, f"factor '{row['factor']}' is no positive number", "write it like 0.1")

    def _check_area(self, row: _Row) -> None:
        self._need(row, "name", "give the name without the word for the kind")
        self._one_of(row, "kind", AREA_KINDS)
        self._known(row, "parent", "areas.csv", optional=True)
        self._known(row, "successor", "areas.csv", optional=True)
        for column in ("valid_from", "valid_to"):
            if row[column] and _day(row[column]) is None:
                self._add(row, f"{column} '{row[column]}' is no day", "write it like 2025-06-30, or leave it empty")
        first, last = _day(row["valid_from"]), _day(row["valid_to"])
        if first and last and last < first:
            self._add(row, f"it ends on {last}, before it begins on {first}", "correct one of the two days")

    # ------------------------------------------------------------- aliases
    def _check_aliases(self) -> None:
        same: dict[tuple[str, ...], list[_Row]] = defaultdict(list)
        for row in self.tables["aliases.csv"]:
            if row["code"] != BLOCKER:
                self._known(row, "code", "indicators.csv")
            if wrong := _phrase_fault(row["phrase"]):
                self._add(row, f"phrase '{row['phrase']}' {wrong}", "write words, # for the number, @ for another one, … for a gap")
            if any(not part or part.strip() != part for part in row["context"].split("|")) and row["context"]:
                self._add(row, f"context '{row['context']}' has an empty part or blanks", "write it like du lịch|khách")
            same[tuple(alias_tokens(row["phrase"]))].append(row)
        for rows in same.values():
            for first, second in combinations(rows, 2):
                if self._indistinct(first, second):
                    self._add(second, f"'{second['phrase']}' names {second['code']}, and in line {first.line} {first['code']} in the same context", "give them contexts that differ, or drop one")

    def _indistinct(self, first: _Row, second: _Row) -> bool:
        """Whether nothing tells two aliases of the same words apart: neither a context nor the printed unit."""
        here, there = set(first["context"].split("|")), set(second["context"].split("|"))
        if not here & there:
            return False
        return first["code"] == second["code"] or self._kind(first["code"]) == self._kind(second["code"])

    def _kind(self, code: str) -> str:
        """What decides which printed unit fits: the dimension of the indicator's unit."""
        unit = next((r["unit"].lower() for r in self.tables["indicators.csv"] if r["code"] == code), "")
        return next((r["dimension"] for r in self.tables["units.csv"] if r["code"] == unit), "")

    # ------------------------------------------------------------- what comes out
    def catalogue(self) -> Catalogue:
        aliases = [Alias(r["code"], r["phrase"], tuple(filter(None, r["context"].split("|")))) for r in self.tables["aliases.csv"]]
        return Catalogue(
            sectors=self._by_code("sectors.csv", lambda r: Sector(**r.cells)),
            indicators=self._by_code("indicators.csv", lambda r: Indicator(**r.cells)),
            units=self._by_code("units.csv", lambda r: Unit(r["code"], r["name_vi"], r["name_en"], r["dimension"], r["integral"] == "yes")),
            unit_words=tuple(UnitWord(r["word"], r["unit"], Decimal(r["factor"])) for r in self.tables["unit_words.csv"]),
            aliases=tuple(a for a in aliases if a.code != BLOCKER),
            areas=self._by_code("areas.csv", _area),
            blockers=tuple(a for a in aliases if a.code == BLOCKER),
        )

    def _by_code(self, file: str, make: Callable[[_Row], _Made]) -> Mapping[str, _Made]:
        return MappingProxyType({row["code"]: make(row) for row in self.tables[file]})


def _area(row: _Row) -> Area:
    first, last = _day(row["valid_from"]), _day(row["valid_to"])
    return Area(row["code"], row["name"], row["kind"], row["parent"], first, last, row["successor"])


def _phrase_fault(phrase: str) -> str:
    """What is wrong with the phrase of an alias; "" if nothing."""
    tokens = alias_tokens(phrase)
    if not any(t.isalpha() for t in tokens):
        return "has no word"
    if phrase != phrase.lower():
        return "has capitals"
    if found := _NOT_PHRASE.search(phrase):
        return f"has the sign '{found[0]}'"
    if tokens.count("#") > 1:
        return "has more than one #"
    if "…" in (tokens[0], tokens[-1]):
        return "begins or ends with a gap"
    return ""


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
