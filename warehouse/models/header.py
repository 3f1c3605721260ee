"""The comment that a model begins with: what a row is, its grain, the source of the method, each column, its tests.

    -- Totals since 1 January, month by month.
    --
    -- A row is a series in a month ...
    --
    -- grain: area_code, indicator_code, unit, period_code
    -- source: where the method is from
    -- slice: area_code, indicator_code
    -- materialized: view
    -- column: value: value_reported, else value_derived
    -- test: not_null: value
    -- test: accepted_values: how: reported, sum of months
    -- test: relationships: period_code: dim_period.period_code
    -- test: expression: low <= high

Grain and columns are required: the grain is checked after every build, and a column without a meaning is refused. Tests
bear the names that dbt gave them and are checked at every build, too. A slice is a promise: rows that agree in these
columns are made only of rows of other sliced models that agree in them as well, so that one slice can be derived again
without the others. A view is not stored.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from warehouse.models.errors import ModelError

TestKind = Literal["not_null", "accepted_values", "relationships", "expression"]
_TAGS = ("grain", "source", "slice", "materialized")


@dataclass(frozen=True, slots=True)
class Test:
    """An assertion about the rows of a model, as its header declares it."""

    __test__ = False  # for pytest: the name is dbt's

    kind: TestKind
    columns: tuple[str, ...]  # that it is about; of an expression none
    wanted: str  # the values with commas between, `table.column`, or the expression
    line: int

    def __str__(self) -> str:
        return ": ".join(part for part in (self.kind, ", ".join(self.columns), self.wanted) if part)


@dataclass(frozen=True, slots=True)
class Header:
    """What a model says about itself."""

    summary: str  # one line
    description: str  # the paragraphs after it
    grain: tuple[str, ...]  # columns that tell rows apart
    source: str
    slice: tuple[str, ...]  # columns by which it can be derived piece by piece; empty where it cannot
    is_view: bool
    tests: tuple[Test, ...]
    columns: dict[str, str]  # meaning of each column
    lines: dict[str, int]  # line of each column's meaning and of each tag


@dataclass
class _Reader:
    """The header as far as it has been read."""

    path: Path
    prose: list[str] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    tests: list[Test] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=lambda: {"grain": 1})

    def read(self, number: int, comment: str) -> None:
        key, colon, rest = (part.strip() for part in comment.partition(":"))
        if colon and key in _TAGS:
            self._tag(key, rest, number)
        elif colon and key == "column":
            self._column(rest, number)
        elif colon and key == "test":
            self.tests.append(self._test(rest, number))
        elif comment and (self.tags or self.columns or self.tests):
            what = f"'{comment[:30]}' is no tag: say what a row is above the tags, tell of the SQL inside the SELECT"
            raise ModelError(self.path, what, number, 1)
        else:
            self.prose.append(comment)

    def _tag(self, key: str, value: str, number: int) -> None:
        if key in self.tags:
            raise ModelError(self.path, f"a second '{key}:' in the header", number, 1)
        if key == "materialized" and value not in ("view", "table"):
            raise ModelError(self.path, "write '-- materialized: view', or leave the line out for a table", number, 1)
        self.tags[key], self.lines[key] = value, number

    def _column(self, text: str, number: int) -> None:
        name, _, meaning = (part.strip() for part in text.partition(":"))
        if not meaning or name in self.columns:
            raise ModelError(self.path, "write '-- column: name: meaning', once for each column", number, 1)
        self.columns[name], self.lines[name] = meaning, number

    def _test(self, text: str, number: int) -> Test:
        kind, _, rest = (part.strip() for part in text.partition(":"))
        for known in get_args(TestKind):
            if kind != known or not rest:
                continue
            if known == "expression":
                return Test(known, (), rest, number)
            if known == "not_null":
                return Test(known, _names(rest), "", number)
            column, _, wanted = (part.strip() for part in rest.partition(":"))
            if wanted and (known != "relationships" or wanted.count(".") == 1):
                return Test(known, (column,), wanted, number)
        what = (
            "write '-- test: not_null: column, column', 'accepted_values: column: value, value', "
            "'relationships: column: table.column' or 'expression: ...'"
        )
        raise ModelError(self.path, what, number, 1)


def read_header(path: Path, text: str) -> Header:
    """The header of a model; ModelError where summary or grain is missing, or a line of it cannot be understood."""
    reader = _Reader(path)
    for number, comment in _comment_lines(text):
        reader.read(number, comment)
    summary, description = _paragraphs(reader.prose)
    if not summary:
        raise ModelError(path, "begin with a comment that says what a row is", 1, 1)
    grain = _names(reader.tags.get("grain", ""))
    if not grain:
        what = "the header needs '-- grain: column, column', the columns that tell rows apart"
        raise ModelError(path, what, reader.lines["grain"], 1)
    return Header(
        summary,
        description,
        grain,
        source=reader.tags.get("source", ""),
        slice=_names(reader.tags.get("slice", "")),
        is_view=reader.tags.get("materialized") == "view",
        tests=tuple(reader.tests),
        columns=reader.columns,
        lines=reader.lines,
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _comment_lines(text: str) -> list[tuple[int, str]]:
    """Numbered comment lines before the first line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("--"):
            break
        if line.startswith("--"):
            found.append((number, line[2:].strip()))
    return found


def _paragraphs(prose: list[str]) -> tuple[str, str]:
    text = "\n".join(prose).strip()
    summary, _, rest = text.partition("\n\n")
    paragraphs = [" ".join(part.split()) for part in rest.split("\n\n") if part.strip()]
    return " ".join(summary.split()), "\n\n".join(paragraphs)
