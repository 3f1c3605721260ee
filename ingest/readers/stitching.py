"""Joins tables that a page break cut: repeated head rows are dropped, a row cut in two is put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.document import Table

Span = tuple[int, int]


class PlacedTable(NamedTuple):
    """A table, and whether text stands above or below it on its page."""

    table: Table
    page: int
    at_top: bool
    at_bottom: bool


def stitched(tables: Sequence[PlacedTable]) -> list[Table]:
    """Return the tables; one at the top of a page goes on with one of the same width at the foot of the page before."""
    done: list[Table] = []
    last: PlacedTable | None = None
    for placed in tables:
        if last and last.at_bottom and placed.at_top and placed.page == last.page + 1 and _fit(done[-1], placed.table):
            done[-1] = _joined(done[-1], placed.table)
        else:
            done.append(placed.table)
        last = placed
    return done


def _fit(above: Table, below: Table) -> bool:
    return len(above.rows[0]) == len(below.rows[0])


def _joined(above: Table, below: Table) -> Table:
    heads = 0
    while heads < min(len(above.rows), len(below.rows)) and above.rows[heads] == below.rows[heads]:
        heads += 1
    rows, spans = list(above.rows), list(above.spans)
    for row, row_spans in zip(below.rows[heads:], below.spans[heads:], strict=True):
        if len(rows) == len(above.rows) and _is_remainder(row):
            pairs = [_with_rest(*cells) for cells in zip(rows.pop(), spans.pop(), row, row_spans, strict=True)]
            rows.append(tuple(words for words, _ in pairs))
            spans.append(tuple(span for _, span in pairs))
            continue
        rows.append(row)
        spans.append(row_spans)
    return replace(above, rows=tuple(rows), spans=tuple(spans))


def _is_remainder(row: Sequence[str]) -> bool:
    """Whether a row is the rest of one that the page before began: no number of its own, and no digit at all."""
    return not row[0] and len(set(row)) > 1 and not any(char.isdigit() for cell in row for char in cell)


def _with_rest(words: str, span: Span, rest: str, rest_span: Span) -> tuple[str, Span]:
    return (f"{words} {rest}".strip(), (span[0], rest_span[1])) if rest else (words, span)
