"""Documents that hold one table, written cell by cell."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Document, Table


def document(*rows: Sequence[str]) -> Document:
    """A document that holds one table; "<" goes on with the cell to its left."""
    text = ""
    words: list[tuple[str, ...]] = []
    spans: list[tuple[tuple[int, int], ...]] = []
    for row in rows:
        cells: list[str] = []
        places: list[tuple[int, int]] = []
        for cell in row:
            if cell == "<":
                cells.append(cells[-1])
                places.append(places[-1])
                continue
            cells.append(cell)
            places.append((len(text), len(text) + len(cell)))
            text += cell + "\t"
        words.append(tuple(cells))
        spans.append(tuple(places))
    table = Table(tuple(words), tuple(spans))
    return Document(name="a.docx", format="docx", text=text, passages=(), tables=(table,))


def printed(grid: str) -> Document:
    """A document with the table that lines with "|" between the cells print."""
    lines = [[cell.rstrip() for cell in line.split("|")] for line in grid.strip("\n").split("\n")]
    width = max(map(len, lines))
    return document(*([*line, *[""] * (width - len(line))] for line in lines))
