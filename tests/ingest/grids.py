"""Documents that hold one table, written cell by cell."""

from __future__ import annotations

from ingest.document import Document, Table


def document(*rows: tuple[str, ...]) -> Document:
    """A document that holds one table."""
    text, spans = "", []
    for row in rows:
        spans.append([])
        for cell in row:
            spans[-1].append((len(text), len(text) + len(cell)))
            text += cell + "\t"
    table = Table(rows, tuple(tuple(row) for row in spans))
    return Document(name="a.docx", format="docx", text=text, passages=(), tables=(table,))


def printed(grid: str) -> Document:
    """A document with the table that lines with "|" between the cells print; "<" goes on with the cell to its left."""
    lines = [line.split("|") for line in grid.strip("\n").split("\n")]
    width = max(map(len, lines))
    rows: list[tuple[str, ...]] = []
    for line in lines:
        row: list[str] = []
        for cell in line + [""] * (width - len(line)):
            row.append(row[-1] if cell == "<" else cell.rstrip())
        rows.append(tuple(row))
    return document(*rows)
