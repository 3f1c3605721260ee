"""The comment that a model begins with: what a row is, its grain, the source of the method, each column.

    -- Totals since 1 January, month by month.
    --
    -- A row is a series in a month ...
    --
    -- grain: area_code, indicator_code, unit, period_code
    -- source: where the method is from
    -- column: value: value_reported, else value_derived

Grain and columns are required: the grain is checked after every build, and a column without a meaning is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warehouse.models.errors import ModelError


@dataclass(frozen=True, slots=True)
class Header:
    """What a model says about itself."""

    summary: str  # one line
    description: str  # the paragraphs after it
    grain: tuple[str, ...]  # columns that tell rows apart
    source: str
    columns: dict[str, str]  # meaning of each column
    lines: dict[str, int]  # line of each column's meaning


def read_header(path: Path, text: str) -> Header:
    """The header of a model; ModelError where summary or grain is missing, or a column's meaning stands there twice."""
    prose: list[str] = []
    tags: dict[str, tuple[str, int]] = {}
    columns: dict[str, str] = {}
    lines: dict[str, int] = {}
    for number, comment in _comment_lines(text):
        key, colon, rest = comment.partition(":")
        if colon and key in ("grain", "source"):
            if key in tags:
                raise ModelError(path, f"a second '{key}:' in the header", number, 1)
            tags[key] = (rest.strip(), number)
        elif colon and key == "column":
            name, _, meaning = (part.strip() for part in rest.partition(":"))
            if not meaning or name in columns:
                raise ModelError(path, "write '-- column: name: meaning', once for each column", number, 1)
            columns[name], lines[name] = meaning, number
        else:
            prose.append(comment)
    summary, description = _paragraphs(prose)
    if not summary:
        raise ModelError(path, "begin with a comment that says what a row is", 1, 1)
    grain_text, grain_line = tags.get("grain", ("", 1))
    grain = tuple(name.strip() for name in grain_text.split(",") if name.strip())
    if not grain:
        what = "the header needs '-- grain: column, column', the columns that tell rows apart"
        raise ModelError(path, what, grain_line, 1)
    return Header(summary, description, grain, tags.get("source", ("", 0))[0], columns, lines | {"grain": grain_line})


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
