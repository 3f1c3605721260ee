"""The catalogue that statisticians edit: sectors, indicators, units, printed words of units, aliases, areas.

Six CSV files in one folder; each row is checked and every fault is told at once as `file:line: what is wrong; what to
do`, so that a person can mend the whole table in one go. How an alias is found in a sentence is the business of
`ingest.aliases`. Out of scope: districts and communes, sources of the figures.

An alias whose code is `-` is a *blocker*: words of the genre that look like an indicator of the catalogue and are
another thing ("số trường mầm non đạt chuẩn quốc gia"). An area's code is the official number; since the provinces that
were formed in 2025 took over numbers of old ones, theirs have the year behind ("15-2025").
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import Any, TypeAlias

from ingest.aliases import NO_CODE, Alias, Spelled, spellings
from ingest.catalogue_checks import CODED, Checks, Row, Tables, day, read_table
from ingest.compiled import compiled
from ingest.errors import CatalogueError
from ingest.folding import fold
from ingest.resources import resource


@dataclass(frozen=True, slots=True)
class Sector:
    """A group of indicators; `official_group` is the number of its group in the official provincial system."""

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
    """A base unit; units of two dimensions never stand for each other; `integral` units count whole things."""

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
class Area:
    """A territory and the days on which it existed (None: open); `successor` is the area that took it in."""

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
    blockers: tuple[Alias, ...]
    areas: Mapping[str, Area]

    def dimension(self, unit: str) -> str:
        """The dimension of a unit in any spelling of capitals; "" for a unit that the catalogue does not know."""
        known = self.units.get(unit.lower())
        return known.dimension if known else ""


_FAULTS_SHOWN = 100

#: File name to what a row of it is; the fields are the columns.
TABLES: Mapping[str, type] = {
    "sectors.csv": Sector,
    "indicators.csv": Indicator,
    "units.csv": Unit,
    "unit_words.csv": UnitWord,
    "areas.csv": Area,
}
_PlainAlias: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...]]  # the fields of an Alias
_ALIASES, _ALIAS_COLUMNS = "aliases.csv", ("code", "phrase", "context")


def columns_of(kind: type) -> tuple[str, ...]:
    """The columns of a table whose rows are records of `kind`."""
    return tuple(part.name for part in fields(kind))


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue in `folder`, or the one that comes with the project; each folder is read once.

    Raises CatalogueError with every fault of every file.
    """
    return _load((folder or resource("catalogue")).resolve())


@lru_cache(maxsize=8)
def _load(folder: Path) -> Catalogue:
    aliases = compiled(folder / _ALIASES, _stamp(folder), lambda: _checked_aliases(folder))
    tables = {file: read_table(folder / file, columns_of(kind), []) for file, kind in TABLES.items()}
    return _catalogue(tables, [Alias(*alias) for alias in aliases])


def _stamp(folder: Path) -> str:
    """Another one after each edit of the tables, or of the code that reads them."""
    digest = hashlib.sha256()
    for file in (*TABLES, _ALIASES):
        with suppress(OSError):  # a missing file is told of when it is read
            digest.update(file.encode() + b"\0" + (folder / file).read_bytes() + b"\0")
    for module in sorted(Path(__file__).parent.glob("*.py")):
        state = module.stat()
        digest.update(f"{module.name} {state.st_size} {state.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _checked_aliases(folder: Path) -> list[_PlainAlias]:
    """Every alias, once all tables are found sound; errors as `load_catalogue`."""
    faults: list[str] = []
    columns = {file: columns_of(kind) for file, kind in TABLES.items()} | {_ALIASES: _ALIAS_COLUMNS}
    tables = {file: read_table(folder / file, names, faults) for file, names in columns.items()}
    spelled = spellings([row["phrase"] for row in tables[_ALIASES]])
    Checks(tables, spelled, faults).run()
    if faults:
        more = [f"and {len(faults) - _FAULTS_SHOWN} more"] if len(faults) > _FAULTS_SHOWN else []
        raise CatalogueError("\n".join(["the catalogue has faults:", *faults[:_FAULTS_SHOWN], *more]))
    return list(_aliases(tables[_ALIASES], spelled))


#: From a cell to a field, by the field's annotation.
_CONVERT: Mapping[str, Callable[[str], object]] = {
    "str": str,
    "bool": "yes".__eq__,
    "Decimal": Decimal,
    "date | None": day,
}


def _catalogue(tables: Tables, aliases: list[Alias]) -> Catalogue:
    made: dict[str, list[Any]] = {}
    for file, kind in TABLES.items():
        converters = [(part.name, _CONVERT[str(part.type)]) for part in fields(kind)]
        made[file] = [kind(*(convert(row[name]) for name, convert in converters)) for row in tables[file]]
    coded = {file: MappingProxyType({record.code: record for record in made[file]}) for file in CODED}
    return Catalogue(
        sectors=coded["sectors.csv"],
        indicators=coded["indicators.csv"],
        units=coded["units.csv"],
        unit_words=tuple(made["unit_words.csv"]),
        aliases=tuple(alias for alias in aliases if alias.code != NO_CODE),
        blockers=tuple(alias for alias in aliases if alias.code == NO_CODE),
        areas=coded["areas.csv"],
    )


def _aliases(rows: list[Row], spelled: list[Spelled]) -> Iterator[_PlainAlias]:
    """An alias for each row of words; equal words are one object, which makes them quick to read again."""
    for row, rows_of_words in zip(rows, spelled, strict=True):
        context = tuple(map(intern, fold(row["context"]).split("|"))) if row["context"] else ()
        code = intern(row["code"])
        for words in rows_of_words:
            yield code, tuple(map(intern, words)), context
