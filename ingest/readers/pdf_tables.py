"""Ruled tables of a PDF page: the drawn edges make a grid, the characters fall into its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from ingest.readers.pdf_lines import Char, words_of

_SNAP = 3.0  # points; edges closer than that are one
_MOST_CELLS = 20_000  # of one grid; more is a drawing
_FEWEST_FILLED = 0.25  # of the cells of a table hold text; fewer is a form or a drawing
_LETTER_MIDDLE = 0.3  # of the font size above the baseline


class Edge(NamedTuple):
    """A straight rule in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_flat(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left >= self.top - self.bottom

    @property
    def length(self) -> float:
        """Its longer side."""
        return max(self.right - self.left, self.top - self.bottom)

    @property
    def y(self) -> float:
        """The height of its middle."""
        return (self.bottom + self.top) / 2

    @property
    def x(self) -> float:
        """How far right its middle lies."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A table: for each place of the grid the number of its cell (merged places share one), and the cells' words."""

    y: float  # of its upper edge
    left: float
    right: float
    places: list[list[int]]
    words: list[str]


@dataclass(frozen=True, slots=True)
class _Grid:
    xs: list[float]  # ascending
    ys: list[float]  # ascending; row 0 of the table is the last
    cells: list[list[int]]  # by row from the bottom, then by column
    count: int

    def cell_at(self, x: float, y: float) -> int | None:
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.cells[row][column]
        return None


def take_tables(chars: Sequence[Char], edges: Sequence[Edge]) -> tuple[list[PdfTable], list[Char], list[Edge]]:
    """Return the ruled tables, and the characters and edges that belong to none."""
    tables: list[PdfTable] = []
    taken: set[Edge] = set()
    free_chars = list(chars)
    for inside in _bands(edges):
        grid = _grid(inside)
        if grid is None:
            continue
        held: list[list[Char]] = [[] for _ in range(grid.count)]
        rest: list[Char] = []
        for char in free_chars:
            cell = grid.cell_at((char.x + char.right) / 2, char.y + _LETTER_MIDDLE * char.size)
            (rest if cell is None else held[cell]).append(char)
        if sum(map(bool, held)) < max(2, _FEWEST_FILLED * grid.count):
            continue
        words = [words_of(each) for each in held]
        tables.append(PdfTable(grid.ys[-1], grid.xs[0], grid.xs[-1], grid.cells[::-1], words))
        free_chars = rest
        taken.update(inside)
    return tables, free_chars, [edge for edge in edges if edge not in taken]


def _bands(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Return the edges by stretches of the page's height that upright edges cover without a gap."""
    bands: list[tuple[float, float]] = []
    for edge in sorted((edge for edge in edges if not edge.is_flat), key=lambda edge: edge.bottom):
        if bands and edge.bottom <= bands[-1][1] + _SNAP:
            bands[-1] = (bands[-1][0], max(bands[-1][1], edge.top))
        else:
            bands.append((edge.bottom, edge.top))
    inside: list[list[Edge]] = [[] for _ in bands]
    for edge in edges:
        index = bisect_right(bands, (edge.bottom + _SNAP, inf)) - 1
        if index >= 0 and edge.top <= bands[index][1] + _SNAP:
            inside[index].append(edge)
    return inside


def _grid(edges: Sequence[Edge]) -> _Grid | None:
    """Return the grid of a band of edges; None where they do not make two rows of two columns."""
    flat, upright = [e for e in edges if e.is_flat], [e for e in edges if not e.is_flat]
    xs = _snapped([*(edge.x for edge in upright), *(x for edge in flat for x in (edge.left, edge.right))])
    ys = _snapped([*(edge.y for edge in flat), *(y for edge in upright for y in (edge.bottom, edge.top))])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 2 or columns * rows > _MOST_CELLS:
        return None
    walls = {(row, _nearest(xs, e.x)) for e in upright for row in _covered(ys, e.bottom, e.top)}
    floors = {(_nearest(ys, e.y), column) for e in flat for column in _covered(xs, e.left, e.right)}
    cells = [[-1] * columns for _ in range(rows)]
    count = 0
    for row in range(rows):
        for column in range(columns):
            if cells[row][column] < 0:
                _fill(cells, row, column, count, walls, floors)
                count += 1
    return _Grid(xs, ys, cells, count)


def _fill(
    cells: list[list[int]],
    row: int,
    column: int,
    number: int,
    walls: set[tuple[int, int]],
    floors: set[tuple[int, int]],
) -> None:
    """Give `number` to this place and all that no edge parts from it."""
    waiting = [(row, column)]
    cells[row][column] = number
    while waiting:
        row, column = waiting.pop()
        around = (
            (row, column + 1, (row, column + 1) in walls),
            (row, column - 1, (row, column) in walls),
            (row + 1, column, (row + 1, column) in floors),
            (row - 1, column, (row, column) in floors),
        )
        for to_row, to_column, parted in around:
            inside = 0 <= to_row < len(cells) and 0 <= to_column < len(cells[0])
            if inside and not parted and cells[to_row][to_column] < 0:
                cells[to_row][to_column] = number
                waiting.append((to_row, to_column))


def _snapped(values: Iterable[float]) -> list[float]:
    """Return the distinct values, ascending; those closer than the tolerance count as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SNAP:
            kept.append(value)
    return kept


def _nearest(values: Sequence[float], value: float) -> int:
    above = bisect_right(values, value)
    return min(range(max(0, above - 1), min(len(values), above + 1)), key=lambda index: abs(values[index] - value))


def _covered(values: Sequence[float], low: float, high: float) -> list[int]:
    """Return the gaps between neighbouring `values` whose middle lies between `low` and `high`."""
    return [index for index in range(len(values) - 1) if low <= (values[index] + values[index + 1]) / 2 <= high]
