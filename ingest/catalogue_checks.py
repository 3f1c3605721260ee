"""The checks of the catalogue's tables: each fault is told with its place and what to do about it.

Tables come as rows of text, so that every fault of every file is found in one pass before anything is built. A check
adds its faults and goes on; nothing here raises.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import combinations
from pathlib import Path

from ingest.aliases import NO_CODE, Spelled

NATURES = frozenset(("flow", "stock", "rate", "period_rate", "index", "plan"))
AREA_KINDS = frozenset(("country", "province", "city"))

CODED = ("sectors.csv", "indicators.csv", "units.csv", "areas.csv")  # files whose rows have a code of their own

_CODE = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)*")
_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
_FOREIGN_SIGN = re.compile(r"[^\w\s,#@…]")
_INSIDE_WORD = re.compile(r"\w\{(?:[^{}]*\|)?\w|\w(?:\|[^{}]*)?\}\w")  # letters on both sides of a brace
_SOUND_SIGNS = re.compile(r"[\w\s,#@…]*(?:(?<!\w)\{[\w\s,#@…|]*\}(?!\w)[\w\s,#@…]*)*")  # of nearly every phrase
_SOUND_WORDS = re.compile(r"[^\W\d_]+(?![\w{])[^#…]*#?[^#…]*")  # a word first, no gap, one # at most: most phrases


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read, with its place."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


Tables = Mapping[str, list[Row]]


def read_table(path: Path, columns: tuple[str, ...], faults: list[str]) -> list[Row]:
    """The rows of a CSV file that have the shape they should; `faults` gets the others."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        faults.append(f"{path.name}:1: the file is missing; put it back")
        return []
    except UnicodeDecodeError:
        faults.append(f"{path.name}:1: the file is not UTF-8; save it as CSV UTF-8")
        return []
    reader = csv.reader(lines)
    header = tuple(next(reader, ()))
    if header != columns:
        faults.append(f"{path.name}:1: the columns are {','.join(header)}; make them {','.join(columns)}")
        return []
    rows = []
    for cells in reader:
        if len(cells) != len(columns):
            faults.append(f"{path.name}:{reader.line_num}: {len(cells)} cells; give {len(columns)}, and quote commas")
        elif [cell.strip() for cell in cells] != cells:
            faults.append(f"{path.name}:{reader.line_num}: blanks around a cell; take them away")
        else:
            rows.append(Row(path.name, reader.line_num, dict(zip(columns, cells, strict=True))))
    return rows


@dataclass(slots=True)
class Checks:
    """All checks of the tables; each adds its faults."""

    tables: Tables
    spelled: list[Spelled]  # what each row of aliases.csv stands for
    faults: list[str]
    codes: dict[str, set[str]] = field(default_factory=dict)

    def run(self) -> None:
        """Check every table."""
        for file in CODED:
            self._codes(file)
        for file in ("sectors.csv", "indicators.csv", "units.csv"):
            for row in self.tables[file]:
                self._need(row, "name_vi", "give the Vietnamese name")
                self._need(row, "name_en", "translate the name")
        for file in ("sectors.csv", "indicators.csv", "areas.csv"):
            self._ancestors(file)
        for row in self.tables["indicators.csv"]:
            self._known(row, "sector", "sectors.csv")
            self._known(row, "unit", "units.csv")
            self._one_of(row, "nature", NATURES)
        for row in self.tables["units.csv"]:
            self._need(row, "dimension", "name what it measures, such as mass or count")
            self._one_of(row, "integral", frozenset(("yes", "no")))
        self._unit_words()
        self._areas()
        self._aliases()

    def _add(self, row: Row, wrong: str, remedy: str) -> None:
        self.faults.append(f"{row.file}:{row.line}: {wrong}; {remedy}")

    def _need(self, row: Row, column: str, remedy: str) -> None:
        if not row[column]:
            self._add(row, f"{column} is empty", remedy)

    def _known(self, row: Row, column: str, file: str, *, optional: bool = False) -> None:
        value = row[column].lower() if file == "units.csv" else row[column]
        if value not in self.codes[file] and (value or not optional):
            self._add(row, f"{column} '{row[column]}' is not in {file}", f"correct it, or add it to {file}")

    def _one_of(self, row: Row, column: str, allowed: Iterable[str]) -> None:
        if row[column] not in allowed:
            self._add(row, f"{column} is '{row[column]}'", f"use one of {', '.join(sorted(allowed))}")

    def _once(self, row: Row, column: str, value: str, seen: dict[str, int]) -> None:
        if value in seen:
            self._add(row, f"{column} '{row[column]}' stands in line {seen[value]} already", "keep one of the two")
        seen.setdefault(value, row.line)

    def _codes(self, file: str) -> None:
        seen: dict[str, int] = {}
        for row in self.tables[file]:
            self._need(row, "code", "give one")
            self._once(row, "code", row["code"], seen)
            if file == "units.csv" and row["code"] != row["code"].lower():
                self._add(row, f"code '{row['code']}' has capitals", "write it in lower case")
            elif file in ("sectors.csv", "indicators.csv") and row["code"] and not _CODE.fullmatch(row["code"]):
                self._add(row, f"code '{row['code']}' has other signs", "use a-z, 0-9, _ and dots between the parts")
        self.codes[file] = set(seen)

    def _ancestors(self, file: str) -> None:
        parents = {row["code"]: row["parent"] for row in self.tables[file]}
        for row in self.tables[file]:
            self._known(row, "parent", file, optional=True)
            passed, at = {""}, row["parent"]
            while at not in passed:
                passed.add(at)
                at = parents.get(at, "")
            if row["code"] in passed - {""}:
                self._add(row, f"'{row['code']}' is its own ancestor", "correct one of the parents")

    def _unit_words(self) -> None:
        seen: dict[str, int] = {}
        for row in self.tables["unit_words.csv"]:
            self._need(row, "word", "give the printed form")
            self._known(row, "unit", "units.csv")
            self._once(row, "word", row["word"].lower(), seen)
            if _factor(row["factor"]) is None:
                self._add(row, f"factor '{row['factor']}' is no positive number", "write it like 0.1")

    def _areas(self) -> None:
        for row in self.tables["areas.csv"]:
            self._need(row, "name", "give the name without the word for the kind")
            self._one_of(row, "kind", AREA_KINDS)
            self._known(row, "successor", "areas.csv", optional=True)
            for column in ("valid_from", "valid_to"):
                if row[column] and day(row[column]) is None:
                    self._add(row, f"{column} '{row[column]}' is no day", "write it like 2025-06-30, or leave it empty")
            first, last = day(row["valid_from"]), day(row["valid_to"])
            if first and last and last < first:
                self._add(row, f"it ends on {last}, before it begins on {first}", "correct one of the two days")

    def _aliases(self) -> None:
        same: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for row, spelled in zip(self.tables["aliases.csv"], self.spelled, strict=True):
            phrase, context = row["phrase"], row["context"]
            if row["code"] != NO_CODE:
                self._known(row, "code", "indicators.csv")
            if wrong := _phrase_fault(phrase, spelled):
                self._add(row, f"phrase '{phrase}' {wrong}", "write words, # for its number, @ another, … a gap")
            if context and any(part.strip() != part or not part for part in context.split("|")):
                self._add(row, f"context '{context}' has an empty or blank part", "write it like du lịch|khách")
            for words in spelled:
                same[words].append(row)
        dimension = {row["code"]: row["dimension"] for row in self.tables["units.csv"]}
        kind = {row["code"]: dimension.get(row["unit"].lower(), "") for row in self.tables["indicators.csv"]}
        alike = (rows for rows in same.values() if len(rows) > 1)
        for first, second in (pair for rows in alike for pair in combinations(rows, 2)):
            shared = set(first["context"].split("|")) & set(second["context"].split("|"))
            codes = {first["code"], second["code"]}
            if shared and (
                NO_CODE in codes or len({kind.get(code) for code in codes}) == 1
            ):  # no unit tells them apart
                names = f"'{second['phrase']}' is {second['code']} here and {first['code']} in line {first.line}"
                self._add(second, f"{names}, in the same context", "give them contexts that differ, or drop one")


def _phrase_fault(phrase: str, spelled: Spelled) -> str:
    """What is wrong with the phrase of an alias that stands for the rows of words `spelled`; "" if nothing."""
    if phrase != phrase.lower():
        return "has capitals"
    if not _SOUND_SIGNS.fullmatch(phrase):
        if _INSIDE_WORD.search(phrase):
            return "has a brace inside a word"
        if found := _FOREIGN_SIGN.search(_without_alternatives(phrase)):
            return f"has the sign '{found[0]}'"
    if _SOUND_WORDS.fullmatch(phrase):
        return ""
    return next(filter(None, map(_words_fault, spelled)), "")


def _without_alternatives(phrase: str) -> str:
    """The phrase without the braces that are closed and the bars between them."""
    while found := _ALTERNATIVES.search(phrase):
        phrase = f"{phrase[: found.start()]}{found[1].replace('|', ' ')}{phrase[found.end() :]}"
    return phrase


def _words_fault(words: tuple[str, ...]) -> str:
    """What is wrong with a row of words that a phrase stands for; "" if nothing."""
    if not any(map(str.isalpha, words)):
        return "has no word"
    if words.count("#") > 1:
        return "has more than one #"
    return "begins or ends with a gap" if "…" in (words[0], words[-1]) else ""


def _factor(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() and value > 0 else None


def day(text: str) -> date | None:
    """The day that an ISO text names, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
